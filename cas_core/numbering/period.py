"""The period that an entry belongs to: in which year's, month's or day's run of numbers it stands."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from typing import Final, Literal

Reset = Literal["yearly", "monthly", "daily", "never"]

# A fixed offset, as India keeps no summer time: the core then needs no time zone files.
INDIA: Final = timezone(timedelta(hours=5, minutes=30), "Asia/Kolkata")

_LENGTH: Final[dict[Reset, int]] = {"never": 0, "yearly": 4, "monthly": 7, "daily": 10}
_PARTS: Final[dict[Reset, tuple[str, ...]]] = {
    "never": (),
    "yearly": ("year",),
    "monthly": ("year", "month"),
    "daily": ("year", "month", "day"),
}
_PERIOD: Final = re.compile(r"[12][0-9]{3}(-[0-9]{2}(-[0-9]{2})?)?", re.ASCII)


def period_of(moment: datetime, reset: Reset, day_begins: str = "00:00") -> str:
    """Return the period in which an entry made at ``moment`` is numbered.

    Args:
        moment: Time of the entry, with its zone.
        reset: How often the numbers start anew.
        day_begins: Time of day in India, ``HH:MM``, at which a new day of the register begins. What is entered
            earlier belongs to the day before, and so perhaps to the month or year before.

    Raises:
        ValueError: ``moment`` has no zone.
    """
    if moment.utcoffset() is None:
        raise ValueError("A moment needs a time zone to belong to a day in India")
    hours, minutes = day_begins.split(":")
    day = moment.astimezone(INDIA) - timedelta(hours=int(hours), minutes=int(minutes))
    return day.date().isoformat()[: _LENGTH[reset]]


def is_period(text: str) -> bool:
    """Say whether ``text`` is empty or a year, month or day that the calendar has."""
    if not text:
        return True
    if not _PERIOD.fullmatch(text):
        return False
    try:
        date.fromisoformat((text + "-01-01")[: _LENGTH["daily"]])
    except ValueError:
        return False
    return True


def fits_reset(period: str, reset: Reset) -> bool:
    """Say whether a series that starts anew at ``reset`` can have this period."""
    return len(period) == _LENGTH[reset] and is_period(period)


def date_tokens(reset: Reset) -> tuple[str, ...]:
    """Return the parts of a date that a period of ``reset`` consists of, e.g. ``("year", "month")``."""
    return _PARTS[reset]
