"""Keyed digests: of contacts, of codes, of what a hidden field or a QR code carries."""

from __future__ import annotations

import hashlib
import hmac
import json

_JOINS = "\x1f"


class Seals:
    """Makes and checks keyed digests; each purpose has a key of its own."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def seal(self, purpose: str, *parts: str) -> str:
        """Return the digest of some texts, 64 hexadecimal digits."""
        if not parts or any(_JOINS in part for part in parts):  # joined they could be other parts; papers are out
            purpose, parts = f"{purpose}{_JOINS}json", (json.dumps(parts),)
        key = hmac.digest(self._secret, purpose.encode(), "sha256")
        return hmac.new(key, _JOINS.join(parts).encode(), hashlib.sha256).hexdigest()

    def short(self, purpose: str, *parts: str) -> str:
        """Return the first 80 bits of a digest, for what people type or scan."""
        return self.seal(purpose, *parts)[:20]

    def holds(self, seal: str, purpose: str, *parts: str) -> bool:
        """Tell whether a digest, whole or short, is that of some texts."""
        wanted = self.seal(purpose, *parts)[: max(len(seal), 20)]
        return hmac.compare_digest(seal.encode(), wanted.encode())
