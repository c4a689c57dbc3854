"""Lengths of clocks: minutes, hours, days, working days and calendar months, and which is surely not longer."""

from __future__ import annotations

import calendar
import re
from collections.abc import Container
from datetime import date, datetime, timedelta
from typing import NamedTuple, Self

from cas_core.sources import INDIA
from cas_core.workflows.holidays import SUNDAY

_MOST_DAYS_IN_MONTHS = 31
_FEWEST_DAYS_IN_MONTHS = 28
_SPANS = {"min": timedelta(minutes=1), "h": timedelta(hours=1)}


class Limit(NamedTuple):
    """A number of units: ``min`` minutes, ``h`` hours, ``d`` days, ``wd`` working days, ``m`` calendar months."""

    number: int
    unit: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``30min``, ``24h``, ``60d``, ``7wd`` or ``2m``.

        Raises:
            ValueError: It is none of these.
        """
        match = re.fullmatch(r"([1-9][0-9]*)(min|h|d|wd|m)", text)
        if not match:
            raise ValueError(f"'{text}' is no time limit; write 30min, 24h, 60d, 7wd or 2m")
        return cls(int(match[1]), match[2])

    def within(self, other: Limit) -> bool:
        """Tell whether this limit never ends later than the other, whatever the calendar says."""
        if self.unit == other.unit:
            return self.number <= other.number
        return self._longest_hours() <= other._shortest_hours()

    def due(self, start: datetime, holidays: Container[date] = (), *, first_day_counts: bool = False) -> datetime:
        """Return the moment at which it runs out, in the zone of India; days run out at the end of the day.

        Args:
            start: Moment with a zone.
            holidays: Days that are no working days, besides Sundays.
            first_day_counts: Whether the day on which it starts is the first one. By default it is not counted (General
                Clauses Act 1897, s.9).
        """
        local = start.astimezone(INDIA)
        if self.unit in _SPANS:
            return local + self.number * _SPANS[self.unit]
        last = self._last_day(local.date() - timedelta(days=first_day_counts), holidays)
        return datetime(last.year, last.month, last.day, 23, 59, 59, tzinfo=INDIA)

    def _last_day(self, start: date, holidays: Container[date]) -> date:
        if self.unit == "d":
            return start + timedelta(days=self.number)
        if self.unit == "m":
            month = start.month - 1 + self.number
            year, month = start.year + month // 12, month % 12 + 1
            return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))
        day, left = start, self.number
        while left:
            day += timedelta(days=1)
            left -= day.isoweekday() != SUNDAY and day not in holidays
        return day

    def _shortest_hours(self) -> float:
        return {
            "min": self.number / 60,
            "h": self.number,
            "d": self.number * 24,
            "wd": self.number * 24,
            "m": self.number * _FEWEST_DAYS_IN_MONTHS * 24,
        }[self.unit]

    def _longest_hours(self) -> float:
        """Days end at midnight, so that they may be almost one day longer than their hours."""
        days = {"d": self.number, "m": self.number * _MOST_DAYS_IN_MONTHS}
        if self.unit in _SPANS:
            return self._shortest_hours()
        return (days[self.unit] + 1) * 24 if self.unit in days else float("inf")
