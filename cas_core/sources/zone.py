"""The zone of Indian law: times are stored in UTC, shown and counted in India's."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

INDIA = ZoneInfo("Asia/Kolkata")


def today() -> date:
    """Return the day it is in India."""
    return datetime.now(INDIA).date()
