"""Who is answerable for a record."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, bindparam, insert, select, update

from cas_core.store.case_tables import Assignment
from cas_core.store.records import newest
from cas_core.store.tables import Record

_HOLDERS = select(Assignment.duty, Assignment.officer).where(
    Assignment.record == bindparam("of"), Assignment.until.is_(None)
)


def assign(connection: Connection, record: str, duty: str, officer: str, at: datetime) -> None:
    """Give a duty to an officer; whoever held it is relieved at the same moment."""
    relieve(connection, record, at, duty)
    connection.execute(
        insert(Assignment), [{"record": record, "duty": duty, "since": at, "officer": officer, "until": None}]
    )


def relieve(connection: Connection, record: str, at: datetime, duty: str = "") -> None:
    """End the holding of a duty, or of all duties, on a record."""
    held = update(Assignment).where(Assignment.record == record, Assignment.until.is_(None))
    connection.execute((held.where(Assignment.duty == duty) if duty else held).values(until=at))


def holders(connection: Connection, record: str) -> dict[str, str]:
    """Return the officer who holds each duty on a record now."""
    return {row.duty: row.officer for row in connection.execute(_HOLDERS, {"of": record})}


def held_by(officer: str) -> ColumnElement[bool]:
    """Return the condition that an officer holds a duty on a record now."""
    held = select(Assignment.record).where(Assignment.officer == officer, Assignment.until.is_(None))
    return Record.id.in_(held)


def records_of(connection: Connection, officer: str, offices: Iterable[str], most: int) -> list[Row[Any]]:
    """Return the records at some offices on which an officer holds a duty now, the latest first."""
    return newest(connection, [held_by(officer), Record.office.in_(list(offices))], most)
