"""What must hold of the bounds of a field: its type makes something of each, and they leave room for a value."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, time
from decimal import Decimal
from typing import Any

from pydantic_core import SchemaError, SchemaValidator

from cas_core.forms.definition import Field
from cas_core.forms.types import LONGEST, TYPES
from cas_core.problems import Problem

OF_TEXTS = ("min_length", "max_length", "pattern")
OF_LISTS = ("min_items", "max_items")
TODAY = frozenset({"date", "partial_date"})
"""Types of which a bound may be 'today'."""
READ: Mapping[str, Callable[[str], Any]] = {
    "integer": int,
    "decimal": Decimal,
    "money": Decimal,
    "date": str,  # parts of ISO 8601 dates sort as they stand
    "partial_date": str,
    "time": time.fromisoformat,
    "datetime": datetime.fromisoformat,
}
"""How the bounds of each type that takes any are compared."""


def faults(field: Field) -> Iterator[Problem]:
    """Yield what is wrong with the bounds of a field, without its place."""
    yield from _idle(field)
    for low, high in (("min_length", "max_length"), OF_LISTS):
        least, most = getattr(field, low), getattr(field, high)
        if least is not None and most is not None and least > most:
            yield _empty(low, least, high, most)
    longest = LONGEST.get(field.type)
    if longest is not None and (field.min_length or 0) > longest:
        yield _empty("min_length", field.min_length, f"the longest '{field.type}'", longest)
    yield from _span(field)


def _idle(field: Field) -> Iterator[Problem]:
    """Yield bounds that would silently do nothing."""
    groups = [(OF_TEXTS, field.type in LONGEST), (OF_LISTS, field.many), (("min", "max"), field.type in READ)]
    for parts, taken in groups:
        said = [] if taken else [part for part in parts if getattr(field, part) not in {None, ()}]
        for part in said:
            holder = "a field without 'many'" if parts is OF_LISTS else f"the type '{field.type}'"
            what = f"{holder} makes nothing of '{part}'"
            yield Problem("bad-bound", what, f"Delete '{part}', or choose a type that takes it")


def _span(field: Field) -> Iterator[Problem]:
    bounds = [bound for bound in (field.min, field.max) if bound is not None]
    if field.type not in READ or not bounds:
        return
    if not all(_is_bound(field.type, str(bound)) for bound in bounds):
        what = f"{field.min!r} and {field.max!r} are no bounds of the type '{field.type}'"
        yield Problem("bad-bound", what, "Write them as the type is written; a date may also be 'today'")
    elif len(bounds) > 1 and "today" not in bounds:
        low, high = (READ[field.type](str(bound)) for bound in bounds)
        if low > high:
            yield _empty("min", field.min, "max", field.max)


def _is_bound(kind: str, bound: str) -> bool:
    """Tell whether a field of the type could hold the bound: then it compares with whatever else it holds."""
    if bound == "today":
        return kind in TODAY
    try:
        value = int(bound) if kind == "integer" else bound
        SchemaValidator(TYPES[kind](Field(id="x", type=kind, label="x"))).validate_python(value)
    except (ValueError, SchemaError):
        return False
    return True


def _empty(low: str, least: Any, high: str, most: Any) -> Problem:
    return Problem("empty-range", f"{low} is {least} and {high} is {most}", "Leave room between them")
