"""The base of all definitions, and the one way from a file's data to a checked definition."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from cas_core.problems import Problem
from cas_core.sources.document import Document, KeyPath


class Definition(BaseModel):
    """A frozen value that refuses what it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=False)


D = TypeVar("D", bound=Definition)


_WANTED = {
    "string_type": "write a text, in quotation marks",
    "int_type": "write a whole number",
    "bool_type": "write true or false",
    **dict.fromkeys(("tuple_type", "list_type"), 'write a list, as ["a", "b"]'),
    **dict.fromkeys(("dict_type", "mapping_type", "model_type"), "write a table, as { key = value }"),
}
"""What is wanted, in the words of a layer's files; the library speaks of Python's types."""


def checked(model: type[D], data: Any, document: Document, path: KeyPath, problems: list[Problem]) -> D | None:
    """Return ``data`` as ``model``, or None after adding a problem for each fault in it."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        faults = error.errors(include_url=False, include_context=True)
        problems += [_problem(model, fault, document, path) for fault in faults]
    return None


def _problem(model: type[Definition], fault: Any, document: Document, path: KeyPath) -> Problem:
    place = (*path, *fault["loc"])
    key = str(place[-1]) if place else ""
    if fault["type"] == "extra_forbidden":
        return document.problem(
            "unknown-key", f"'{key}' is not known here", _suggest(key, _names(model, fault["loc"])), place
        )
    if fault["type"] == "missing":
        return document.problem("missing-key", f"'{key}' is missing", f"Write {key} = ... here", place)
    message = _WANTED.get(fault["type"]) or fault["msg"].removeprefix("Value error, ")
    return document.problem("bad-value", f"'{key}': {message}", "Correct the value", place)


def _names(model: type[BaseModel], location: tuple[str | int, ...]) -> Iterable[str]:
    return model.model_fields if len(location) == 1 else _deep_names(model, location[:-1])


def _deep_names(model: type[BaseModel], location: Iterable[str | int]) -> Iterable[str]:
    known: Any = model
    for step in location:
        if isinstance(step, str) and step in getattr(known, "model_fields", {}):
            known = _model_within(known.model_fields[step].annotation) or known
    return known.model_fields if known is not model else ()


def _model_within(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (_model_within(argument) for argument in getattr(annotation, "__args__", ()))
    return next((found for found in inner if found), None)


def _suggest(key: str, known: Iterable[str]) -> str:
    names = list(known)
    close = difflib.get_close_matches(key, names, n=1)
    if close:
        return f"Write '{close[0]}', or delete it"
    return f"Delete it; known here: {', '.join(sorted(names))}" if names else "Delete it"
