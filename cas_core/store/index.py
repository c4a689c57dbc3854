"""The index tables: filled with each submission, emptied when it is superseded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select

from cas_core.store.index_tables import INDEXES
from cas_core.store.keys import name_keys
from cas_core.store.tables import Record

INFORMANTS = ("complainant", "informant", "applicant", "requester")
"""Where in a form the person stands from whom it comes."""

KEYS = {"person": {"name_key": "roman"}}
_ADD = {name: insert(table) for name, table in INDEXES.items()}
_EMPTY = {name: {column.name: "" for column in table.columns} for name, table in INDEXES.items()}


def fill(
    connection: Connection, record: str, submission: str, rows: Iterable[tuple[str, str, Mapping[str, str]]]
) -> None:
    """Write what a submission holds: for each entity its table, its path and its columns."""
    by_table: dict[str, list[dict[str, str]]] = {}
    for table, path, columns in rows:
        held = dict(_EMPTY[table])
        held |= {column: value[:200] for column, value in columns.items() if column in held}
        for key, source in KEYS.get(table, {}).items():
            held[key] = name_keys(held[source])
        by_table.setdefault(table, []).append({**held, "record": record, "submission": submission, "path": path})
    for table, values in by_table.items():
        connection.execute(_ADD[table], values)


def clear(connection: Connection, submission: str) -> None:
    """Remove what a submission brought into the index."""
    for table in INDEXES.values():
        connection.execute(delete(table).where(table.c.submission == submission))


def clear_all(connection: Connection) -> None:
    """Empty all index tables, before they are filled anew."""
    for table in INDEXES.values():
        connection.execute(delete(table))


def informant_has(connection: Connection, record: str, mobile: str) -> bool:
    """Tell whether who gave the information of a record gave a mobile number with it."""
    index = INDEXES["person"]
    given = (index.c.record == record, index.c.mobile == mobile, index.c.path.in_(INFORMANTS))
    return connection.execute(select(index.c.record).where(*given).limit(1)).first() is not None


def find(connection: Connection, table: str, wanted: Mapping[str, str], most: int) -> list[Row[Any]]:
    """Return index rows whose columns equal the wanted values, with the office of their record.

    Raises:
        KeyError: There is no such table or column.
    """
    index = INDEXES[table]
    statement = select(index, Record.office, Record.register, Record.number).join(Record, Record.id == index.c.record)
    for column, value in wanted.items():
        if column in KEYS.get(table, {}):  # each word of the name must be in it, in whatever order
            statement = statement.where(*(index.c[column].contains(word, autoescape=True) for word in value.split()))
        else:
            statement = statement.where(index.c[column] == value)
    return list(connection.execute(statement.limit(most)))
