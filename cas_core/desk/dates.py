"""Days of orders: an order holds from today or a later day, since what was done before stays done."""

from __future__ import annotations

from datetime import date

from cas_core.problems import Problem, Sentence
from cas_core.sources import today


def backdated(on: date, field: str = "on") -> list[Problem]:
    """Return a problem for a day that is over."""
    if on >= today():
        return []
    what = Sentence("{day} is over; what was done on it stays done", day=on.isoformat())
    return [Problem("backdated", what, Sentence("Let it hold from today or a later day"), field=field)]
