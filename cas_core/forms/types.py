"""Field types: what each holds as JSON, and how pydantic checks it.

Every type takes and gives plain JSON values (texts, whole numbers, booleans, lists, tables): a submission is stored as
it was checked. Decimals and dates travel as texts, so that nothing is ever rounded.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any

from pydantic_core import CoreSchema, PydanticCustomError, core_schema
from stdnum import imei as imei_number
from stdnum.in_ import aadhaar as aadhaar_number
from stdnum.in_ import epic, pan

from cas_core.forms.definition import Field
from cas_core.sources import today

Schema = Callable[[Field], CoreSchema]

TEXT_LENGTH = 500
MULTILINE_LENGTH = 100_000
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
_ONE_LINE = re.compile(r"[\r\n\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


def _fault(code: str, message: str) -> PydanticCustomError:
    return PydanticCustomError(code, message)


def _checked(check: Callable[[Any], Any], schema: CoreSchema) -> CoreSchema:
    return core_schema.no_info_after_validator_function(check, schema)


def _text(field: Field, forbidden: re.Pattern[str], longest: int) -> CoreSchema:
    first, *more = field.pattern or (None,)
    longest = min(field.max_length or longest, longest)
    schema: CoreSchema = core_schema.str_schema(
        strip_whitespace=True, min_length=field.min_length or 1, max_length=longest, pattern=first
    )
    for pattern in more:
        schema = core_schema.chain_schema([schema, core_schema.str_schema(pattern=pattern)])

    def printable(value: str) -> str:
        if not value.isprintable() and forbidden.search(value):
            raise _fault("control_character", "holds a control character")
        return value

    return _checked(printable, schema)


def _line(field: Field) -> CoreSchema:
    return _text(field, _ONE_LINE, TEXT_LENGTH)


def _multiline(field: Field) -> CoreSchema:
    return _text(field, _CONTROL, MULTILINE_LENGTH)


def _name(field: Field) -> CoreSchema:
    """Return the schema of a name: as it is written, and in Roman letters for the search across states."""
    text = _line(field)
    entry = core_schema.typed_dict_field
    schema = core_schema.typed_dict_schema(
        {"text": entry(text), "roman": entry(_line(field), required=False)}, extra_behavior="forbid"
    )

    def roman(value: dict[str, str]) -> dict[str, str]:
        given = value.get("roman", value["text"])
        if not given.isascii() and not all(ord(letter) < 0x250 for letter in given):  # noqa: PLR2004 - end of Latin
            raise _fault("roman_missing", "needs its form in Roman letters, for the national search")
        return {"text": value["text"], "roman": given}

    return _checked(roman, schema)


def _bounded(value: Any, low: Any, high: Any) -> None:
    if low is not None and value < low:
        raise PydanticCustomError("too_small", "is below {bound}", {"bound": str(low)})
    if high is not None and value > high:
        raise PydanticCustomError("too_large", "is above {bound}", {"bound": str(high)})


def _integer(field: Field) -> CoreSchema:
    low = int(field.min) if field.min is not None else None
    high = int(field.max) if field.max is not None else 2**53 - 1
    return core_schema.int_schema(strict=True, ge=low, le=high)


def _decimal_text(places: int | None) -> Schema:
    def schema(field: Field) -> CoreSchema:
        low = Decimal(str(field.min)) if field.min is not None else None
        high = Decimal(str(field.max)) if field.max is not None else None

        def check(value: str | int) -> str:
            try:
                number = Decimal(value)
            except InvalidOperation:
                raise _fault("not_decimal", "is no decimal number") from None
            exponent = number.as_tuple().exponent
            if not number.is_finite() or (isinstance(exponent, int) and places is not None and -exponent > places):
                raise _fault("not_decimal", "has too many decimal places")
            _bounded(number, low, high)
            return str(number) if places is None else f"{number:.{places}f}"

        whole = core_schema.int_schema(strict=True, gt=-(10**15), lt=10**15)
        text = core_schema.str_schema(pattern=r"^-?[0-9]{1,15}(\.[0-9]{1,9})?$")
        return _checked(check, core_schema.union_schema([text, whole]))

    return schema


def _boolean(_field: Field) -> CoreSchema:
    return core_schema.bool_schema(strict=True)


def _iso(kind: Callable[[str], Any], fault: str, message: str, pattern: str) -> Schema:
    """Return a schema for ISO 8601 texts that ``kind`` reads, within the bounds of the field."""

    def schema(field: Field) -> CoreSchema:
        low, high = _bound(kind, field.min), _bound(kind, field.max)

        def check(value: str) -> str:
            try:
                moment = kind(value)
            except ValueError:
                raise _fault(fault, message) from None
            _bounded(moment, low() if callable(low) else low, high() if callable(high) else high)
            return value

        return _checked(check, core_schema.str_schema(pattern=pattern))

    return schema


def _bound(kind: Callable[[str], Any], bound: str | int | None) -> Any:
    if bound == "today":
        return lambda: kind(today().isoformat())  # the server's entry time is separate
    return kind(str(bound)) if bound is not None else None


_DATE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_PARTIAL = r"^[0-9]{4}(-[0-9]{2}){0,2}$"
_MOMENT = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})$"

_date = _iso(date.fromisoformat, "not_date", "is no date; write 2024-06-30", _DATE)
_time = _iso(time.fromisoformat, "not_time", "is no time; write 14:30", r"^[0-9]{2}:[0-9]{2}(:[0-9]{2})?$")
_datetime = _iso(datetime.fromisoformat, "not_moment", "is no date and time; write 2024-06-30T14:30+05:30", _MOMENT)


def _whole_day(value: str) -> str:
    """Return a partial date in full where it is one; years and months alone pass (EDTF level 0, ISO 8601-2)."""
    date.fromisoformat((value + "-01-01")[:10] if len(value) < 10 else value)  # noqa: PLR2004 - YYYY-MM-DD
    return value


_partial_date = _iso(_whole_day, "not_date", "is no date; write 2024, 2024-06 or 2024-06-30", _PARTIAL)


def _span(_field: Field) -> CoreSchema:
    """Return the schema of a span of time; either end may be a part of a date, a date, or a moment."""
    plain = Field(id="x", type="date", label="x")
    end = core_schema.union_schema([_datetime(plain), _partial_date(plain)], mode="left_to_right")
    entry = core_schema.typed_dict_field
    ends = {"from": entry(end), "to": entry(end, required=False), "approximate": entry(_boolean(plain), required=False)}

    def ordered(value: dict[str, Any]) -> dict[str, Any]:
        until = value.get("to")
        if until is not None and _sortable(until, len(value["from"])) < _sortable(value["from"], len(until)):
            raise _fault("span_reversed", "ends before it begins")
        return value

    return _checked(ordered, core_schema.typed_dict_schema(ends, extra_behavior="forbid"))


def _sortable(text: str, length: int) -> Any:
    """Return an end of a span as far as the other end is known, so that the two compare."""
    if len(text) > 10 and length > 10:  # noqa: PLR2004 - both are moments
        return datetime.fromisoformat(text).timestamp()
    return text[: min(len(text), length, 10)]


def _statutes(_field: Field) -> CoreSchema:
    """Return the schema of one row of acts and sections; ``read_with`` says that it is read with the row before it."""
    plain = Field(id="x", type="text", label="x", max_length=80)
    entry = core_schema.typed_dict_field
    kinds = core_schema.literal_schema(["attempt", "abetment", "conspiracy"])
    rows = {
        "act": entry(_line(plain)),
        "section": entry(_line(plain)),
        "kind": entry(kinds, required=False),
        "read_with": entry(core_schema.literal_schema([True]), required=False),
    }
    return core_schema.typed_dict_schema(rows, extra_behavior="forbid")


def _validated(fault: str, message: str, valid: Callable[[str], str], longest: int = 40) -> Schema:
    """Return a schema for a number that a check routine reads; the stored form is the one the routine returns."""

    def schema(_field: Field) -> CoreSchema:
        def check(value: str) -> str:
            try:
                return valid(value)
            except ValueError:  # stdnum's errors are ValueErrors too
                raise _fault(fault, message) from None

        return _checked(check, core_schema.str_schema(strip_whitespace=True, min_length=1, max_length=longest))

    return schema


def _matching(pattern: str) -> Callable[[str], str]:
    compiled = re.compile(pattern)

    def check(value: str) -> str:
        compact = re.sub(r"[\s./-]", "", value).upper()
        if not compiled.fullmatch(compact):
            raise ValueError
        return compact

    return check


def _phone(value: str) -> str:
    digits = re.sub(r"[\s()-]", "", value)
    if re.fullmatch(r"(\+91|0)?[6-9][0-9]{9}", digits):
        return "+91" + digits[-10:]
    if re.fullmatch(r"(\+[1-9][0-9]{6,14}|0[1-9][0-9]{8,10})", digits):
        return digits
    raise ValueError


def _email(value: str) -> str:
    if not re.fullmatch(r"[^@\s<>,;]{1,64}@[^@\s<>,;]+\.[^@\s<>,;.]{2,}", value):
        raise ValueError
    return value


def _geo(_field: Field) -> CoreSchema:
    entry = core_schema.typed_dict_field
    latitude = _decimal_text(7)(Field(id="x", type="decimal", label="x", min="-90", max="90"))
    longitude = _decimal_text(7)(Field(id="x", type="decimal", label="x", min="-180", max="180"))
    return core_schema.typed_dict_schema({"lat": entry(latitude), "long": entry(longitude)}, extra_behavior="forbid")


def _attachment(_field: Field) -> CoreSchema:
    plain = Field(id="x", type="text", label="x", max_length=200)
    entry = core_schema.typed_dict_field
    digest = core_schema.str_schema(pattern="^[0-9a-f]{64}$")
    parts = {"sha256": entry(digest), "name": entry(_line(plain)), "media_type": entry(_line(plain))}
    return core_schema.typed_dict_schema(parts, extra_behavior="forbid")


def _record(_field: Field) -> CoreSchema:
    return core_schema.str_schema(min_length=1, max_length=80, pattern="^[0-9A-Za-z-]+$")


def _party(_field: Field) -> CoreSchema:
    return core_schema.str_schema(pattern="^[A-Z][1-9][0-9]{0,3}$")


_OLD_PLATE = r"[A-Z]{2,3}[0-9]{1,4}"
_PLATE = rf"([A-Z]{{2}}[0-9]{{1,2}}[A-Z]{{0,3}}[0-9]{{1,4}}|[0-9]{{2}}BH[0-9]{{4}}[A-Z]{{1,2}}|{_OLD_PLATE})"

TYPES: Mapping[str, Schema] = {
    "text": _line,
    "multiline": _multiline,
    "name": _name,
    "integer": _integer,
    "decimal": _decimal_text(None),
    "money": _decimal_text(2),
    "boolean": _boolean,
    "date": _date,
    "partial_date": _partial_date,
    "time": _time,
    "datetime": _datetime,
    "span": _span,
    "statutes": _statutes,
    "phone": _validated("not_phone", "is no telephone number", _phone),
    "email": _validated("not_email", "is no e-mail address", _email, 254),
    "aadhaar": _validated("not_aadhaar", "is no Aadhaar number", aadhaar_number.validate),
    "pan": _validated("not_pan", "is no PAN", pan.validate),
    "voter_id": _validated("not_voter_id", "is no voter id (EPIC) number", epic.validate),
    "passport": _validated("not_passport", "is no passport number", _matching(r"[A-Z]{1,2}[0-9]{6,8}")),
    "driving_licence": _validated(
        "not_licence", "is no driving licence number", _matching(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{4,14}")
    ),
    "vehicle_registration": _validated("not_registration", "is no registration mark", _matching(_PLATE)),
    "chassis": _validated("not_chassis", "is no chassis number", _matching(r"[A-Z0-9]{5,20}")),
    "engine": _validated("not_engine", "is no engine number", _matching(r"[A-Z0-9]{4,20}")),
    "imei": _validated("not_imei", "is no IMEI", imei_number.validate),
    "geo": _geo,
    "attachment": _attachment,
    "record": _record,
    "party": _party,
    "code": _line,  # narrowed to the value set when the form is compiled
}
