"""The index tables: filled with each submission, emptied when it is superseded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, select

from cas_core.store import rows
from cas_core.store.index_tables import INDEXES, NameIndex
from cas_core.store.keys import bones, name_keys
from cas_core.store.tables import Record

INFORMANTS = ("complainant", "informant", "applicant", "requester")
"""Where in a form the person stands from whom it comes."""

KEYS = {"person": {"name_key": "roman"}}
_EMPTY = {name: {column.name: "" for column in table.columns} for name, table in INDEXES.items()}
_WIDTH: dict[str, dict[str, int]] = {
    name: {column.name: getattr(column.type, "length", 0) for column in table.columns}
    for name, table in INDEXES.items()
}


def fill(
    connection: Connection, record: str, submission: str, found: Iterable[tuple[str, str, Mapping[str, str]]]
) -> None:
    """Write what a submission holds: for each entity its table, its path and its columns."""
    by_table: dict[str, list[dict[str, str]]] = {}
    for table, path, columns in found:
        held = dict(_EMPTY[table])
        held |= {column: value[: _WIDTH[table][column]] for column, value in columns.items() if column in held}
        for key, source in KEYS.get(table, {}).items():
            held[key] = name_keys(held[source])
        by_table.setdefault(table, []).append({**held, "record": record, "submission": submission, "path": path})
    for table, values in by_table.items():
        rows.add(connection, INDEXES[table], values)
    rows.add(connection, NameIndex, [word for held in by_table.get("person", ()) for word in _words(held)])


def clear(connection: Connection, *submissions: str) -> None:
    """Remove what some submissions brought into the index."""
    for table in INDEXES.values():
        connection.execute(delete(table).where(table.c.submission.in_(submissions)))
    connection.execute(delete(NameIndex).where(NameIndex.submission.in_(submissions)))


def offences(connection: Connection, offices: Iterable[str]) -> list[Row[Any]]:
    """Return act, section, record, register and office of each section cited at some offices."""
    index = INDEXES["offence"]
    wanted = select(index.c.act, index.c.section, index.c.record, Record.register, Record.office).distinct()
    wanted = wanted.join(Record, Record.id == index.c.record).where(Record.office.in_(list(offices)))
    return list(connection.execute(wanted))


def informant_has(connection: Connection, record: str, mobile: str) -> bool:
    """Tell whether who gave the information of a record gave a mobile number with it."""
    index = INDEXES["person"]
    given = (index.c.record == record, index.c.mobile == mobile, index.c.path.in_(INFORMANTS))
    return connection.execute(select(index.c.record).where(*given).limit(1)).first() is not None


def find(
    connection: Connection, table: str, wanted: Mapping[str, str], within: ColumnElement[bool], most: int
) -> list[Row[Any]]:
    """Return index rows whose columns equal the wanted values, with facts of their records, those of new ones first.

    Args:
        within: What must hold of the records.

    Raises:
        KeyError: There is no such table or column.
    """
    index = INDEXES[table]
    statement = select(index, Record.office, Record.register, Record.number, Record.status)
    statement = statement.join(Record, Record.id == index.c.record)
    for column, value in wanted.items():
        if column in KEYS.get(table, {}):
            words = value.split()
            if not words:
                return []
            statement = statement.join(*_named(index, [NameIndex.sound == word for word in words]))
        else:
            statement = statement.where(index.c[column] == value)
    newest = (Record.created_at.desc(), index.c.submission, index.c.path)
    return list(connection.execute(statement.where(within).order_by(*newest).limit(most)))


def alike(connection: Connection, name: str, within: ColumnElement[bool], most: int) -> list[Row[Any]]:
    """Return persons of records of which a condition holds whose names have the consonants of every word of a name.

    Script and order of the words do not count.

    Each row says the record's office, register, number and status besides.
    """
    index = INDEXES["person"]
    words = [bones(word) for word in name_keys(name).split()]
    if not words:
        return []
    parts = (Record.office, Record.register, Record.number, Record.status, Record.created_at)
    statement = select(index, *parts).join(Record, Record.id == index.c.record)
    statement = statement.join(*_named(index, [NameIndex.bones == word for word in dict.fromkeys(words)]))
    return list(connection.execute(statement.where(within).order_by(Record.created_at.desc()).limit(most)))


def _words(held: Mapping[str, str]) -> list[dict[str, str]]:
    """Return a row for each word of a person's name."""
    place = {part: held[part] for part in ("record", "submission", "path")}
    return [
        {**place, "sound": word[:80], "bones": bones(word)[:80]} for word in dict.fromkeys(held["name_key"].split())
    ]


def _named(index: Any, conditions: Sequence[Any]) -> tuple[Any, Any]:
    """Return the places of persons whose names have a word for each condition, and how they join the index.

    The words meet before any person is looked up: a common name costs no more than its rarest word.
    """
    first, *others = [select(NameIndex.submission, NameIndex.path).where(one).subquery() for one in conditions]
    places = select(first.c.submission, first.c.path).distinct()
    for other in others:
        places = places.join(other, (other.c.submission == first.c.submission) & (other.c.path == first.c.path))
    met = places.subquery()
    return met, (met.c.submission == index.c.submission) & (met.c.path == index.c.path)
