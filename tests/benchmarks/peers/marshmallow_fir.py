"""The national FIR as nested marshmallow schemas, field by field from the form."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from cas_core.codelists import CodeList
from cas_core.composition import Composition
from cas_core.forms import Field
from cas_core.forms.schema import always_required, offered_codes
from cas_core.forms.tree import Branch
from cas_core.testing import NOW
from peers import words
from peers.rules import broken


def fitting(check: Callable[[Any], Any]) -> Callable[[Any], None]:
    """Return a validator from a routine that raises ValueError."""

    def validator(value: Any) -> None:
        try:
            check(value)
        except ValueError as error:
            raise ValidationError(str(error)) from None

    return validator


def bounded(field: Field) -> list[Any]:
    """Return the validators of a text."""
    length = validate.Length(min=field.min_length or 1, max=field.max_length or 500)
    return [length, *(validate.Regexp(pattern) for pattern in field.pattern)]


class Name(Schema):
    text = fields.String(required=True, validate=[validate.Length(1, 200), fitting(words.line)])
    roman = fields.String(validate=[validate.Length(1, 200), fitting(words.line)])

    @validates_schema
    def in_roman(self, data: Any, **_: Any) -> None:
        if not words.is_roman(data.get("roman", data["text"])):
            raise ValidationError("needs its form in Roman letters")


class Span(Schema):
    class Meta:
        include = {"from": fields.String(required=True)}

    to = fields.String()
    approximate = fields.Boolean(truthy={True}, falsy={False})

    @validates_schema
    def ordered(self, data: Any, **_: Any) -> None:
        for end in data.values():
            if isinstance(end, str):
                fitting(words.moment if len(end) > 10 else words.partial)(end)
        if (
            len(data.get("to", "")) > 10
            and len(data["from"]) > 10
            and words.moment(data["to"]) < words.moment(data["from"])
        ):
            raise ValidationError("ends before it begins")


class Statute(Schema):
    act = fields.String(required=True, validate=validate.Length(1, 80))
    section = fields.String(required=True, validate=validate.Length(1, 80))
    kind = fields.String(validate=validate.OneOf(["attempt", "abetment", "conspiracy"]))
    known: frozenset[str] = frozenset()

    @validates_schema
    def is_known(self, data: Any, **_: Any) -> None:
        if f"{data['act']} {data['section']}" not in self.known:
            raise ValidationError("is no section of a known act")


class Geo(Schema):
    lat = fields.Decimal(required=True, validate=validate.Range(-90, 90))
    long = fields.Decimal(required=True, validate=validate.Range(-180, 180))


class Attachment(Schema):
    sha256 = fields.String(required=True, validate=validate.Regexp("^[0-9a-f]{64}$"))
    name = fields.String(required=True, validate=validate.Length(1, 200))
    media_type = fields.String(required=True, validate=validate.Length(1, 200))


NESTED = {"name": Name, "span": Span, "geo": Geo, "attachment": Attachment}


def value_field(field: Field, lists: Mapping[str, CodeList], **more: Any) -> fields.Field:
    """Return the marshmallow field of a plain value."""
    if field.type == "code":
        return fields.String(validate=validate.OneOf(frozenset(offered_codes(field, lists))), **more)
    if field.type == "statutes":
        known = type("KnownStatute", (Statute,), {"known": frozenset(offered_codes(field, lists))})
        return fields.Nested(known, **more)
    if field.type in NESTED:
        return fields.Nested(NESTED[field.type], **more)
    made: dict[str, Callable[[], fields.Field]] = {
        "boolean": lambda: fields.Boolean(truthy={True}, falsy={False}, **more),
        "integer": lambda: fields.Integer(strict=True, validate=validate.Range(field.min, field.max), **more),
        "decimal": lambda: fields.Decimal(validate=validate.Range(field.min, field.max), **more),
        "money": lambda: fields.Decimal(places=2, validate=validate.Range(field.min, field.max), **more),
        "date": lambda: fields.Date(format="iso", **more),
        "datetime": lambda: fields.AwareDateTime(format="iso", **more),
        "partial_date": lambda: fields.String(validate=fitting(words.partial), **more),
        "record": lambda: fields.String(validate=validate.Regexp("^[0-9A-Za-z-]{1,80}$"), **more),
        "text": lambda: fields.String(validate=[*bounded(field), fitting(words.line)], **more),
        "multiline": lambda: fields.String(validate=[*bounded(field), fitting(words.lines)], **more),
    }
    if field.type in made:
        return made[field.type]()
    return fields.String(validate=fitting(words.OF_TYPE[field.type]), **more)


def schema_of(branches: Iterable[Branch], lists: Mapping[str, CodeList]) -> type[Schema]:
    """Return the schema of a group of fields."""
    held: dict[str, Any] = {}
    for branch in branches:
        field = branch.field
        more = {"required": always_required(field) and field.default is None}
        inner = {} if field.many else more
        nested = functools.partial(fields.Nested, schema_of(branch.children, lists)) if branch.children else None
        made = nested(**inner) if nested else value_field(field, lists, **inner)
        if field.many:
            made = fields.List(made, validate=validate.Length(field.min_items or 0, field.max_items), **more)
        held[field.id] = made
    return Schema.from_dict(held)


def checker(composition: Composition) -> Callable[[Any], bool]:
    """Return what tells whether an FIR is accepted."""
    schema = schema_of(composition.form("fir").branches, composition.all(CodeList))()

    def accepts(data: Any) -> bool:
        try:
            schema.load(data)
        except ValidationError:
            return False
        return not broken(data, NOW)

    return accepts
