"""Entries of the journals that a reader has not had yet, who keeps a cursor for each office."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, func, select

from cas_core.store.office_tables import Office
from cas_core.store.tables import Journal, Record

_AFTER = (
    select(Journal.__table__, Record.register)
    .outerjoin(Record, Record.id == Journal.record)
    .where(Journal.office == bindparam("of"), Journal.sequence > bindparam("reached"))
    .order_by(Journal.sequence)
)


def unread(connection: Connection, cursors: Select[str, int], most: int) -> list[Row[Any]]:
    """Return entries behind the cursors, those of one office in order, with the register of their record.

    First it is asked which journals go beyond their cursors, then each of these is read from there: in one question,
    PostgreSQL would read all journals from their beginning.

    Args:
        cursors: ``office`` and ``sequence`` of the last entry that the reader had of it.
    """
    offices, had = select(Office.id).distinct().subquery(), cursors.subquery()
    last = select(func.max(Journal.sequence)).where(Journal.office == offices.c.id).scalar_subquery()
    reached = func.coalesce(had.c.sequence, 0)
    behind = select(offices.c.id, reached.label("reached")).outerjoin_from(offices, had, had.c.office == offices.c.id)
    found: list[Row[Any]] = []
    for row in connection.execute(behind.where(last > reached).order_by(offices.c.id)).all():
        found += connection.execute(_AFTER.limit(most - len(found)), {"of": row.id, "reached": row.reached})
        if len(found) == most:
            break
    return found
