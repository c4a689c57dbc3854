"""What a submission brings into the index: its persons, vehicles, articles and places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import Connection

from cas_core.composition import Composition
from cas_core.composition.project import joined
from cas_core.forms import Entity, Form
from cas_core.forms.filled import Filled, filled
from cas_core.forms.values import lookup
from cas_core.store import index, records

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


def index_anew(connection: Connection, composition: Composition, record: str) -> None:
    """Fill the index of a record from its submissions; one whose form the build no longer has keeps what it brought."""
    records.taken(connection, record)
    known = composition.ids(Form)
    submissions = [row for row in records.submissions(connection, record) if row.form in known]
    superseded = {row.supersedes for row in submissions}
    index.clear(connection, *(row.id for row in submissions))
    for row in submissions:
        if row.id not in superseded:
            found = filled(composition.form(row.form).branches, joined(*records.parts(row)))
            index.fill(connection, record, row.id, index_rows(composition.all(Entity), found))
