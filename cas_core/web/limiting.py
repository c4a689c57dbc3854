"""How often somebody may ask: a moving window by address or contact, so that nothing is tried out or drained.

What could be tried out or drained is counted in the database, together by all processes that serve it. What only
keeps a process from being flooded is counted in that process: a write for each search would cost more than the search.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from cas_core.store import Store
from cas_core.store.asked import let_through
from cas_core.web.seals import Seals

LIMITS = {
    "code": parse("3 per 10 minutes"),
    "code_from_address": parse("20 per hour"),
    "sign_in": parse("20 per 15 minutes"),
    "search": parse("60 per minute"),
    "picture": parse("600 per minute"),
    "status": parse("20 per 10 minutes"),
    "file": parse("300 per hour"),
    "enter": parse("30 per hour"),
    "api": parse("1200 per minute"),
}
"""How many requests of each kind one subject may make."""

EACH_PROCESS = frozenset({"search", "picture", "api"})
"""Kinds that each process counts for itself."""


class Limiter:
    """Counts requests: in this process, or in the database for all of them."""

    def __init__(self, store: Store, seals: Seals, *, on: bool = True) -> None:
        self._store = store
        self._seals = seals
        self._window = MovingWindowRateLimiter(MemoryStorage())
        self._on = on

    def allows(self, kind: str, subject: str) -> bool:
        """Count a request, and tell whether it is within the limit."""
        if not self._on:
            return True
        limit = LIMITS[kind]
        if kind in EACH_PROCESS:
            return self._window.hit(limit, kind, subject)
        known = self._seals.seal("asked", kind, subject)
        within = timedelta(seconds=limit.get_expiry())
        return let_through(self._store, kind, known, limit.amount, within, datetime.now(UTC))
