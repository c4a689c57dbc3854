"""How the values of a form compare; texts that are written as days or moments compare as such."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from cas_core.sources import INDIA

_DAY = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")


def equal(left: Any, right: Any) -> bool:
    """Tell whether two values are the same, or the same day or moment."""
    return bool(left == right) or (dated(left) and dated(right) and _moment(left) == _moment(right))


def within(left: Any, right: Any) -> bool:
    """Tell whether a value is part of a text, or one of several."""
    if isinstance(right, str):
        return isinstance(left, str) and left in right
    if left is None or not isinstance(right, list | tuple):
        return False
    return left in right or (dated(left) and any(equal(left, item) for item in right))


def ordered(order: Callable[[Any, Any], Any], left: Any, right: Any) -> bool:
    """Tell whether two values stand in an order; nothing and unlike types do not."""
    if left is None or right is None:
        return False
    try:
        return bool(order(_moment(left), _moment(right)))
    except TypeError:
        return False


def dated(value: Any) -> bool:
    """Tell whether a value is a day or a moment, or is written as one."""
    if isinstance(value, str):
        return len(value) >= 10 and value[4] == value[7] == "-"  # noqa: PLR2004 - YYYY-MM-DD
    return isinstance(value, date)


def days(first: Any, last: Any) -> int | None:
    """Return how many days after one day or moment another one lies, by the calendar of India; None where one lacks.

    A day that is known in part counts as the first that it may be, and a span as its beginning.
    """
    start, end = _day(first), _day(last)
    return None if start is None or end is None else (end - start).days


def _day(said: Any) -> date | None:
    if isinstance(said, str):
        return _written_day(said)
    if isinstance(said, datetime):
        return said.astimezone(INDIA).date()
    if isinstance(said, dict):
        return _day(said.get("from"))
    return said if isinstance(said, date) else None


def _written_day(text: str) -> date | None:
    length = len("2026-11-27")
    try:
        if len(text) <= length:
            return date.fromisoformat(text + "-01-01"[: length - len(text)]) if _DAY.fullmatch(text) else None
        return _day(datetime.fromisoformat(text)) if text[-6:] != "+05:30" else date.fromisoformat(text[:length])
    except ValueError:
        return None


def _moment(value: Any) -> Any:
    """Return the day or the moment that a text states, anything else as it is."""
    if not isinstance(value, str) or not dated(value):
        return value
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return value
    return moment if moment.tzinfo else moment.date()


def among(outer: list[Any], inner: list[Any]) -> bool:
    """Tell whether each of some values is among others."""
    try:
        return set(inner) <= set(outer)
    except TypeError:  # tables have no place in a set
        return all(value in outer for value in inner)
