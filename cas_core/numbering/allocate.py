"""The arithmetic of numbers without gaps; the store keeps the counters."""

from __future__ import annotations

from typing import Literal, get_args

from cas_core.numbering.definition import Scheme
from cas_core.numbering.identity import Book

_Part = Literal["state", "register", "office", "series", "period"]


def counter_key(scheme: Scheme, book: Book) -> tuple[str, ...]:
    """Return the key of the counter from which a book takes its serials.

    Always five texts: state, register, office, series, period. A part that the scheme's scope leaves out is empty, so
    that all its values share a counter. State and register are always kept apart.
    """
    kept = {"state", "register", *scheme.scope}
    return tuple(getattr(book, part) if part in kept else "" for part in get_args(_Part))


def first_serial(scheme: Scheme, period: str) -> int:
    """Return the first serial of a period: 1, unless the scheme says where an older system left off."""
    return scheme.starts.get(period, 1)
