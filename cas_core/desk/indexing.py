"""What a submission brings into the index: its persons, vehicles, articles and places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cas_core.composition import Composition
from cas_core.forms import Entity
from cas_core.forms.condition import lookup
from cas_core.forms.tree import Branch

IndexRow = tuple[str, str, dict[str, str]]


def index_rows(composition: Composition, form: str, data: Mapping[str, Any]) -> Iterator[IndexRow]:
    """Yield table, path and columns for each indexed entity and each section in a submission."""
    yield from _rows(composition, composition.form(form).branches, data, "")


def _rows(
    composition: Composition, branches: tuple[Branch, ...], data: Mapping[str, Any], above: str
) -> Iterator[IndexRow]:
    for branch in branches:
        if branch.field.type != "statutes" and not branch.children:
            continue
        value = lookup(data, branch.field.id)
        items = value if isinstance(value, list) else [] if value is None else [value]
        for position, item in enumerate(items):
            path = f"{above}{branch.field.id}" + (f".{position}" if branch.field.many else "")
            if branch.field.type == "statutes":
                yield "offence", path, {"act": item["act"], "section": item["section"]}
            elif branch.children:
                yield from _entity(composition, branch, item, path)


def _entity(composition: Composition, branch: Branch, item: Mapping[str, Any], path: str) -> Iterator[IndexRow]:
    index = composition.get(Entity, branch.field.type).index
    if index is not None:
        values = {column: lookup(item, source) for column, source in index.columns.items()}
        yield index.table, path, {column: str(value) for column, value in values.items() if value is not None}
    yield from _rows(composition, branch.children, item, f"{path}.")
