"""The national FIR by its exported JSON Schema, with the code lists written out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

from cas_core.codelists import CodeList
from cas_core.composition import Composition
from cas_core.forms import Field
from cas_core.forms.jsonschema import json_schema
from cas_core.forms.schema import offered_codes
from cas_core.forms.tree import Branch
from cas_core.testing import NOW
from peers import words
from peers.rules import broken

FORMATS = FormatChecker(["date"])


def narrowed(schema: dict[str, Any], branches: tuple[Branch, ...], lists: Mapping[str, CodeList]) -> dict[str, Any]:
    """Write into a schema what the exported one leaves to code lists and check routines."""
    for branch in branches:
        shown = schema["properties"][branch.field.id]
        shown = shown.get("items", shown)
        if branch.children:
            narrowed(shown, branch.children, lists)
        else:
            shown.update(_more(branch.field, lists))
    return schema


def _more(field: Field, lists: Mapping[str, CodeList]) -> dict[str, Any]:
    if field.type == "code":
        return {"enum": list(offered_codes(field, lists))}
    if field.type == "statutes":
        return {"oneOf": list(_acts(offered_codes(field, lists)))}
    if field.type in {"date", "name", *words.OF_TYPE}:
        return {"format": field.type}
    return {"format": "not-below-nought"} if field.type in {"money", "decimal"} and str(field.min) == "0" else {}


def _acts(codes: Iterable[str]) -> Iterator[dict[str, Any]]:
    by_act: dict[str, list[str]] = {}
    for act, _, section in (code.partition(" ") for code in codes):
        by_act.setdefault(act, []).append(section)
    for act, sections in by_act.items():
        yield {"properties": {"act": {"const": act}, "section": {"enum": sections}}}


for _kind, _check in words.OF_TYPE.items():

    @FORMATS.checks(_kind, raises=ValueError)
    def _format(value: object, check: Callable[[Any], Any] = _check) -> bool:
        return bool(check(value))


@FORMATS.checks("not-below-nought")
def _not_below(value: object) -> bool:
    return not str(value).startswith("-")


@FORMATS.checks("name")
def _roman(value: object) -> bool:
    return isinstance(value, dict) and words.is_roman(value.get("roman", value.get("text", "")))


def checker(composition: Composition) -> Callable[[Any], bool]:
    """Return what tells whether an FIR is accepted."""
    form = composition.form("fir")
    schema = narrowed(json_schema(form), form.branches, composition.all(CodeList))
    validator = Draft202012Validator(schema, format_checker=FORMATS)
    return lambda data: not list(validator.iter_errors(data)) and not broken(data, NOW)
