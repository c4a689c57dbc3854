"""What a layer may say of forms and entities: ``forms/*.toml`` and ``entities/*.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cas_core.forms.definition import Entity, Field, Form, Rule, Section
from cas_core.problems import Problem
from cas_core.sources import Document, Shape, Statement, read_elements
from cas_core.sources.document import KeyPath

FORM = Shape("form", Form, {"section": ("sections", Section), "field": ("fields", Field), "rule": ("rules", Rule)})
ENTITY = Shape("entity", Entity, {"field": ("fields", Field)})


_FIELDS = ("fields", "add", "field")


def read_form(document: Document, problems: list[Problem]) -> list[Statement]:
    """Return what one form file says. Fields stand below their section, or in ``add`` of an overlay."""
    return read_elements(_flat(document), FORM, problems)


def read_entity(document: Document, problems: list[Problem]) -> list[Statement]:
    """Return what one entity file says."""
    return read_elements(_flat(document), ENTITY, problems)


def _flat(document: Document) -> Document:
    """Return the document with all fields in one list ``field``, each naming its section."""
    data = dict(document.data)
    found = _field_tables(data)
    fields = [table for _, table in found]
    lines = {**document.lines, **_moved(document, {path: index for index, (path, _) in enumerate(found)})}
    if isinstance(data.get("section"), list):
        data["section"] = [_without_fields(section) for section in data["section"]]
    data = {key: value for key, value in data.items() if key not in _FIELDS or not isinstance(value, list)}
    return Document(document.layer, document.file, {**data, "field": fields} if fields else data, lines)


def _moved(document: Document, index: Mapping[KeyPath, int]) -> dict[KeyPath, int]:
    lines: dict[KeyPath, int] = {}
    for path, line in document.lines.items():
        for length in (2, 4):
            if path[:length] in index:
                lines["field", index[path[:length]], *path[length:]] = line
    return lines


def _field_tables(data: Mapping[str, Any]) -> list[tuple[KeyPath, Any]]:
    found: list[tuple[KeyPath, Any]] = []
    for key in _FIELDS:
        found += [((key, index), table) for index, table in enumerate(_list(data.get(key)))]
    for number, section in enumerate(_list(data.get("section"))):
        if isinstance(section, dict):
            for index, table in enumerate(_list(section.get("fields"))):
                placed = {"section": section.get("id", ""), **table} if isinstance(table, dict) else table
                found.append((("section", number, "fields", index), placed))
    return found


def _without_fields(section: Any) -> Any:
    if not isinstance(section, dict):
        return section
    return {key: value for key, value in section.items() if key != "fields" or not isinstance(value, list)}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
