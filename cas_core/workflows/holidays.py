"""Days that are no working days: Sundays always, the days of a list, and further days of every week."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday")
SUNDAY = 7
"""As ISO counts the days of a week."""


@dataclass(frozen=True)
class Holidays:
    """The holidays of a state's offices.

    Attributes:
        days: Days of a list.
        weekly: Days of every week besides Sunday, Monday being 1: a week of five days has 6 here.
    """

    days: frozenset[date] = frozenset()
    weekly: frozenset[int] = frozenset()

    def __contains__(self, day: object) -> bool:
        """Tell whether a day is none of work."""
        return isinstance(day, date) and (day.isoweekday() in {SUNDAY, *self.weekly} or day in self.days)

    def __iter__(self) -> Iterator[date]:
        """Yield the days of the list."""
        return iter(sorted(self.days))
