"""Field types: what each holds as JSON, and how pydantic checks it.

Every type takes and gives plain JSON values (texts, whole numbers, booleans, lists, tables): a submission is stored as
it was checked. Decimals and dates travel as texts, so that nothing is ever rounded.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from pydantic_core import CoreSchema, PydanticKnownError, core_schema

from cas_core.forms.constraints import Schema, bounded, checked, fault
from cas_core.forms.day_types import DAY, MOMENT, PARTIAL_DAY, TIME, span
from cas_core.forms.definition import Field
from cas_core.forms.identifier_types import IDENTIFIERS
from cas_core.forms.values import LETTER, visible

TEXT_LENGTH = 500
MULTILINE_LENGTH = 100_000
LONGEST = {"text": TEXT_LENGTH, "multiline": MULTILINE_LENGTH, "name": TEXT_LENGTH}
"""Types of texts whose length and pattern a field may bound, and how long they are at most."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
UNSEEN = re.compile(r"[\r\n\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


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
            raise fault("control_character", "holds a control character")
        if not LETTER.search(value) and not visible(value):
            raise PydanticKnownError("string_too_short", {"min_length": field.min_length or 1})
        return value

    return checked(printable, schema)


def _line(field: Field) -> CoreSchema:
    return _text(field, UNSEEN, TEXT_LENGTH)


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
            raise fault("roman_missing", "needs its form in Roman letters, for the national search")
        return {"text": value["text"], "roman": given}

    return checked(roman, schema)


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
                raise fault("not_decimal", "is no decimal number") from None
            exponent = number.as_tuple().exponent
            if not number.is_finite() or (isinstance(exponent, int) and places is not None and -exponent > places):
                raise fault("not_decimal", "has too many decimal places")
            bounded(number, low, high)
            return f"{number:f}" if places is None else f"{number:.{places}f}"  # 0.0000001 is no 1E-7

        whole = core_schema.int_schema(strict=True, gt=-(10**15), lt=10**15)
        text = core_schema.str_schema(pattern=r"^-?[0-9]{1,15}(\.[0-9]{1,9})?$")
        return checked(check, core_schema.union_schema([text, whole]))

    return schema


def _boolean(_field: Field) -> CoreSchema:
    return core_schema.bool_schema(strict=True)


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


TYPES: Mapping[str, Schema] = {
    "text": _line,
    "multiline": _multiline,
    "name": _name,
    "integer": _integer,
    "decimal": _decimal_text(None),
    "money": _decimal_text(2),
    "boolean": _boolean,
    "date": DAY,
    "partial_date": PARTIAL_DAY,
    "time": TIME,
    "datetime": MOMENT,
    "span": span,
    "statutes": _statutes,
    **IDENTIFIERS,
    "geo": _geo,
    "attachment": _attachment,
    "record": _record,
    "party": _party,
    "code": _line,  # narrowed to the value set when the form is compiled
}
