"""What a submission brings into the index: its persons, vehicles, articles and places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from cas_core.forms import Entity
from cas_core.forms.filled import Filled
from cas_core.forms.values import lookup

IndexRow = tuple[str, str, dict[str, str]]


def index_rows(entities: Mapping[str, Entity], form: Iterable[Filled]) -> Iterator[IndexRow]:
    """Yield table, path and columns for each indexed entity and each section in a submission."""
    for branch, item, path in form:
        entity = entities.get(branch.field.type)
        if branch.field.type == "statutes":
            yield "offence", path, {"act": item["act"], "section": item["section"]}
        elif entity is not None and entity.index is not None:
            values = {column: lookup(item, source) for column, source in entity.index.columns.items()}
            yield (
                entity.index.table,
                path,
                {column: str(value) for column, value in values.items() if value is not None},
            )
