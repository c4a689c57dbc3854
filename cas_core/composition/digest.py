"""Digests over plain values, equal on every machine."""

from __future__ import annotations

import hashlib
import json
from typing import Any


def canonical(value: Any) -> bytes:
    """Return JSON in the canonical form of RFC 8785.

    For texts, whole numbers below 2**53, booleans, lists and tables with keys from the Basic Multilingual Plane the
    standard library already writes that form; definitions hold nothing else. A property test compares it with the
    reference library.

    Raises:
        ValueError: The value holds a float that is no number.
    """
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def digest(value: Any) -> str:
    """Return the SHA-256 of a value's canonical form, as 64 hexadecimal digits."""
    return digest_of_text(canonical(value))


def digest_of_text(text: bytes) -> str:
    """Return the SHA-256 of what is canonical already."""
    return hashlib.sha256(text).hexdigest()
