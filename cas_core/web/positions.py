"""Where a page of a list ended, as text: moment of entry and id of its last record, as the next page is asked for."""

from __future__ import annotations

from datetime import UTC, datetime

from cas_core.desk.record import Listed

Position = tuple[datetime, str]


def written(last: Listed) -> str:
    """Return the position of the last record of a page."""
    return f"{last.created_at.isoformat()}~{last.id}"


def position(text: str) -> Position | None:
    """Return a position, its moment in UTC; None where a text is none."""
    moment, _, record = text.partition("~")
    try:
        at = datetime.fromisoformat(moment)
        if at.tzinfo is None or not record.replace("-", "").isalnum():
            return None
        return at.astimezone(UTC), record
    except (ValueError, OverflowError):  # in UTC it may lie before the first year, or behind the last
        return None
