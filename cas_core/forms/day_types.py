"""Field types of days, times and spans: texts in ISO 8601, within the bounds of their field."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from pydantic_core import CoreSchema, core_schema

from cas_core.forms.constraints import Schema, bounded, checked, fault
from cas_core.forms.definition import Field
from cas_core.sources import today


def _iso(kind: Callable[[str], Any], code: str, message: str, pattern: str) -> Schema:
    """Return a schema for ISO 8601 texts that ``kind`` reads, within the bounds of the field."""

    def schema(field: Field) -> CoreSchema:
        low, high = _bound(kind, field.min), _bound(kind, field.max)

        def check(value: str) -> str:
            try:
                moment = kind(value)
            except ValueError:
                raise fault(code, message) from None
            bounded(moment, low() if callable(low) else low, high() if callable(high) else high)
            return value

        return checked(check, core_schema.str_schema(pattern=pattern))

    return schema


def _bound(kind: Callable[[str], Any], bound: str | int | None) -> Any:
    if bound == "today":
        return lambda: kind(today().isoformat())  # the server's entry time is separate
    return kind(str(bound)) if bound is not None else None


_DATE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_PARTIAL = r"^[0-9]{4}(-[0-9]{2}){0,2}$"
_MOMENT = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})$"
DAY = _iso(date.fromisoformat, "not_date", "is no date; write 2024-06-30", _DATE)
TIME = _iso(time.fromisoformat, "not_time", "is no time; write 14:30", r"^[0-9]{2}:[0-9]{2}(:[0-9]{2})?$")
MOMENT = _iso(datetime.fromisoformat, "not_moment", "is no date and time; write 2024-06-30T14:30+05:30", _MOMENT)


def _whole_day(value: str) -> str:
    """Return a partial date in full where it is one; years and months alone pass (EDTF level 0, ISO 8601-2)."""
    date.fromisoformat((value + "-01-01")[:10] if len(value) < 10 else value)  # noqa: PLR2004 - YYYY-MM-DD
    return value


PARTIAL_DAY = _iso(_whole_day, "not_date", "is no date; write 2024, 2024-06 or 2024-06-30", _PARTIAL)


def span(_field: Field) -> CoreSchema:
    """Return the schema of a span of time; either end may be a part of a date, a date, or a moment."""
    plain = Field(id="x", type="date", label="x")
    end = core_schema.union_schema([MOMENT(plain), PARTIAL_DAY(plain)], mode="left_to_right")
    entry = core_schema.typed_dict_field
    ends = {
        "from": entry(end),
        "to": entry(end, required=False),
        "approximate": entry(core_schema.bool_schema(strict=True), required=False),
    }

    def ordered(value: dict[str, Any]) -> dict[str, Any]:
        until = value.get("to")
        if until is not None and _sortable(until, len(value["from"])) < _sortable(value["from"], len(until)):
            raise fault("span_reversed", "ends before it begins")
        return value

    return checked(ordered, core_schema.typed_dict_schema(ends, extra_behavior="forbid"))


def _sortable(text: str, length: int) -> Any:
    """Return an end of a span as far as the other end is known, so that the two compare."""
    if len(text) > 10 and length > 10:  # noqa: PLR2004 - both are moments
        return datetime.fromisoformat(text).timestamp()
    return text[: min(len(text), length, 10)]
