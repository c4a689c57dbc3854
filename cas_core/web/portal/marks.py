"""Marks by which one single thing is told from all others: read as the fields of a view check and store them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from pydantic_core import SchemaValidator, ValidationError

from cas_core.forms.definition import Field
from cas_core.forms.types import TYPES
from cas_core.sources import plain_digits

MARKS = ("vehicle_registration", "imei", "chassis", "engine")
"""Types of field that hold one; a number of an arm or of a cycle, which is free text, is written as an engine's is."""

_TOLD_ALONE = 6
"""Letters and digits of a mark that hardly stand in another one as a word."""


def stored(types: Iterable[str], mark: str) -> str:
    """Return a mark as the first of some types that takes it stores it; empty where none does.

    A mark has a digit, and no sign that looks like another: a certificate of such a text would vouch for anything.
    """
    plain = plain_digits(mark)
    if not (plain.isascii() and plain.isprintable() and any(map(str.isdigit, plain))):
        return ""
    for name in types:
        try:
            return str(_checking(name).validate_python(plain))
        except ValidationError:
            continue
    return ""


def within(mark: str) -> Iterator[str]:
    """Yield the words of a text that may be marks by themselves: one that is borne is not certified among others."""
    for word in mark.split():
        if len(word) >= _TOLD_ALONE and any(map(str.isdigit, word)) and any(map(str.isalpha, word)):
            yield word


@cache
def _checking(name: str) -> SchemaValidator:
    return SchemaValidator(TYPES[name](Field(id="mark", type=name, label="mark")))
