"""How often somebody may ask: a moving window by address or contact, so that nothing is tried out or drained."""

from __future__ import annotations

from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

LIMITS = {
    "code": parse("3 per 10 minutes"),
    "code_from_address": parse("20 per hour"),
    "sign_in": parse("20 per 15 minutes"),
    "search": parse("60 per minute"),
    "status": parse("20 per 10 minutes"),
    "file": parse("300 per hour"),
    "enter": parse("30 per hour"),
    "api": parse("1200 per minute"),
}
"""How many requests of each kind one subject may make."""


class Limiter:
    """Counts requests in this process."""

    def __init__(self, *, on: bool = True) -> None:
        self._window = MovingWindowRateLimiter(MemoryStorage())
        self._on = on

    def allows(self, kind: str, subject: str) -> bool:
        """Count a request, and tell whether it is within the limit."""
        return not self._on or self._window.hit(LIMITS[kind], kind, subject)
