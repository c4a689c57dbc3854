"""The national FIR as nested Django forms, field by field from the form."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import django
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from cas_core.codelists import CodeList
from cas_core.composition import Composition
from cas_core.forms import Field
from cas_core.forms.schema import always_required, offered_codes
from cas_core.forms.tree import Branch
from cas_core.testing import NOW
from peers import words
from peers.rules import broken

settings.configure(USE_I18N=False, USE_TZ=True)
django.setup()


class Typed(forms.Field):
    """A field of plain JSON values of one type; Django's own fields make texts of everything."""

    widget = forms.Widget

    def __init__(self, kind: type, *checks: Callable[[Any], Any], required: bool = False) -> None:
        super().__init__(required=False)
        self.needed, self.kind, self.checks = required, kind, checks

    def clean(self, value: Any) -> Any:
        """Return the value, or refuse it."""
        if value is None:
            if self.needed:
                raise ValidationError("is not filled in")
            return None
        if type(value) is not self.kind:
            raise ValidationError("is of another type")
        try:
            for check in self.checks:
                check(value)
        except ValueError as error:
            raise ValidationError(str(error)) from None
        return value


class Nested(Typed):
    """A form within a form, or a list of them."""

    def __init__(self, form: type[forms.Form], *, required: bool = False) -> None:
        super().__init__(dict, required=required)
        self.form = form

    def clean(self, value: Any) -> Any:
        """Return the cleaned table."""
        value = super().clean(value)
        if value is None:
            return None
        form = self.form(value)
        if value.keys() - form.fields.keys() or not form.is_valid():
            raise ValidationError("is faulty")
        return form.cleaned_data


class Many(Typed):
    """A list of what a field holds."""

    def __init__(self, item: forms.Field, least: int, most: int, *, required: bool = False) -> None:
        super().__init__(list, required=required)
        self.item, self.least, self.most = item, least, most

    def clean(self, value: Any) -> Any:
        """Return the cleaned items."""
        value = super().clean(value)
        if value is not None and not self.least <= len(value) <= self.most:
            raise ValidationError("has too few or too many entries")
        return value and [self.item.clean(item) for item in value]


def number(field: Field) -> Callable[[str], None]:
    """Return the check of a decimal text within the bounds of a field."""
    plain = forms.DecimalField(min_value=field.min, max_value=field.max, decimal_places=9)
    return plain.clean


def length(field: Field, longest: int) -> Callable[[str], None]:
    """Return the check of the length and the patterns of a text."""
    plain = forms.CharField(min_length=field.min_length or 1, max_length=min(field.max_length or longest, longest))

    def check(value: str) -> None:
        plain.clean(value)
        if not all(re.search(pattern, value) for pattern in field.pattern):
            raise ValidationError("has not the wanted form")

    return check


def one_of(codes: frozenset[str]) -> Callable[[str], None]:
    """Return the check of a code."""

    def check(value: str) -> None:
        if value not in codes:
            raise ValidationError("is not offered")

    return check


def within(field: Field) -> Callable[[int], None]:
    """Return the check of a whole number."""
    return forms.IntegerField(min_value=field.min, max_value=field.max).clean


def end_of_span(value: str) -> None:
    """Check one end of a span."""
    words.moment(value) if len(value) > 10 else words.partial(value)


def _form(name: str, held: dict[str, Any], clean: Callable[[Any], None] | None = None) -> type[forms.Form]:
    def cleaned(self: forms.Form) -> Any:
        data = self.cleaned_data
        if clean and not self.errors:
            clean(data)
        return data

    return type(name, (forms.Form,), {**held, "clean": cleaned})


def _in_roman(data: Any) -> None:
    if not words.is_roman(data.get("roman") or data["text"]):
        raise ValidationError("needs its form in Roman letters")


def _ordered(data: Any) -> None:
    start, end = data["from"], data.get("to") or ""
    if len(start) > 10 and len(end) > 10 and words.moment(end) < words.moment(start):
        raise ValidationError("ends before it begins")


def _known(codes: frozenset[str]) -> Callable[[Any], None]:
    return lambda data: one_of(codes)(f"{data['act']} {data['section']}")


LINE = Field(id="x", type="text", label="x", max_length=200)
ANGLE = Field(id="x", type="decimal", label="x", min=-180, max=180)
NAME = _form(
    "Name",
    {"text": Typed(str, length(LINE, 200), words.line, required=True), "roman": Typed(str, words.line)},
    _in_roman,
)
SPAN = _form(
    "Span",
    {"from": Typed(str, end_of_span, required=True), "to": Typed(str, end_of_span), "approximate": Typed(bool)},
    _ordered,
)
GEO = _form("Geo", {"lat": Typed(str, number(ANGLE), required=True), "long": Typed(str, number(ANGLE), required=True)})
ATTACHMENT = _form(
    "Attachment", {name: Typed(str, length(LINE, 200), required=True) for name in ("sha256", "name", "media_type")}
)
NESTED = {"name": NAME, "span": SPAN, "geo": GEO, "attachment": ATTACHMENT}


def value_field(field: Field, lists: Mapping[str, CodeList], *, required: bool) -> forms.Field:
    """Return the Django field of a plain value."""
    if field.type == "code":
        return Typed(str, one_of(frozenset(offered_codes(field, lists))), required=required)
    if field.type == "statutes":
        row = {name: Typed(str, length(LINE, 80), required=True) for name in ("act", "section")} | {"kind": Typed(str)}
        return Nested(_form("Statute", row, _known(frozenset(offered_codes(field, lists)))), required=required)
    if field.type in NESTED:
        return Nested(NESTED[field.type], required=required)
    made: dict[str, tuple[Any, ...]] = {
        "boolean": (bool,),
        "integer": (int, within(field)) if field.type == "integer" else (int,),
        "decimal": (str, number(field)) if field.type == "decimal" else (str,),
        "money": (str, number(field)) if field.type == "money" else (str,),
        "date": (str, forms.DateField(input_formats=["%Y-%m-%d"]).clean),
        "datetime": (str, words.moment),
        "partial_date": (str, words.partial),
        "record": (str, forms.RegexField("^[0-9A-Za-z-]{1,80}$").clean),
        "text": (str, length(field, 500), words.line),
        "multiline": (str, length(field, 100_000), words.lines),
    }
    return Typed(*made.get(field.type, (str, words.OF_TYPE.get(field.type))), required=required)


def form_of(branches: Iterable[Branch], lists: Mapping[str, CodeList]) -> type[forms.Form]:
    """Return the Django form of a group of fields."""
    held: dict[str, Any] = {}
    for branch in branches:
        field = branch.field
        required = always_required(field) and field.default is None
        inner = required or field.many
        nested = form_of(branch.children, lists) if branch.children else None
        made = Nested(nested, required=inner) if nested else value_field(field, lists, required=inner)
        held[field.id] = (
            Many(made, field.min_items or 0, field.max_items or 1000, required=required) if field.many else made
        )
    return _form("Group", held)


def checker(composition: Composition) -> Callable[[Any], bool]:
    """Return what tells whether an FIR is accepted."""
    top = Nested(form_of(composition.form("fir").branches, composition.all(CodeList)), required=True)

    def accepts(data: Any) -> bool:
        try:
            top.clean(data)
        except ValidationError:
            return False
        return not broken(data, NOW)

    return accepts
