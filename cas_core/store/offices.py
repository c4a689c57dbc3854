"""Offices over time. The database is the source of truth; lines are added and ended, never taken away."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, case, exists, insert, literal, or_, select, update
from sqlalchemy.orm import aliased

from cas_core.offices import Office as Line
from cas_core.store.direct import Direct
from cas_core.store.office_tables import Handover, Office

LINE = tuple(column.name for column in Office.__table__.columns)


def lines(connection: Connection) -> list[Line]:
    """Return all lines of all offices, the oldest first."""
    rows = connection.execute(select(Office.__table__).order_by(Office.valid_from, Office.id))
    return [Line.model_construct(**row._mapping) for row in rows]  # noqa: SLF001 - SQLAlchemy's public name


def write_lines(connection: Connection, before: Iterable[Line], after: Iterable[Line]) -> None:
    """Write the lines that are new or other than before; none is deleted."""
    known = {(line.id, line.begins): _row(line) for line in before}
    rows = [_row(line) for line in after]
    fresh = [row for row in rows if (row["id"], row["valid_from"]) not in known]
    for row in rows:
        if known.get((row["id"], row["valid_from"]), row) != row:
            place = (Office.id == row["id"], Office.valid_from == row["valid_from"])
            connection.execute(update(Office).where(*place).values(**row))
    if fresh:
        connection.execute(insert(Office), fresh)


def office(connection: Connection, office_id: str, day: date) -> Row[Any] | None:
    """Return an office as it is on a day."""
    return connection.execute(select(Office.__table__).where(Office.id == office_id, *_open(day))).one_or_none()


def upwards(connection: Connection, office_id: str, day: date) -> list[Row[Any]]:
    """Return an office with those above it on a day, from itself to the top; a closed one as it was last."""
    return _upwards().all(connection, wanted=office_id, day=day)


def last_line(connection: Connection, office_id: str, day: date) -> Row[Any] | None:
    """Return an office as it is on a day; a closed one as it was last."""
    return _LAST.first(connection, wanted=office_id, day=day)


def reach(connection: Connection, office_id: str, day: date, *, below: bool) -> frozenset[str]:
    """Return an office with those it succeeded, and with all below it where asked, as they stand on a day.

    A closed office is reached by its successor, or, where it has none, by the office that it stood under last.
    """
    held: dict[str, list[str]] = {}
    for row in _holders(below=below).all(connection, day=day):
        held.setdefault(row.holder, []).append(row.id)
    found, waiting = {office_id}, [office_id]
    while waiting:
        more = set(held.get(waiting.pop(), ())) - found
        found |= more
        waiting += more
    return frozenset(found)


def standing(connection: Connection, day: date) -> list[Row[Any]]:
    """Return of each office who holds it on a day (``id``, ``holder``, see `reach`), and whether it is ``open``."""
    return _holders(below=True).all(connection, day=day)


def plan_handovers(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Note which records are to be handed over, and when."""
    if rows:
        connection.execute(insert(Handover), [{**row, "id": str(uuid.uuid4())} for row in rows])


def planned_handovers(connection: Connection, office: str, effective: date) -> list[Row[Any]]:
    """Return the handovers of an office on a day that are not done."""
    place = (Handover.office == office, Handover.effective == effective, Handover.done_at.is_(None))
    return list(connection.execute(select(Handover.__table__).where(*place)))


def handover_due(connection: Connection, day: date) -> bool:
    """Tell whether a handover of a day, or of one before it, is not done."""
    waiting = select(Handover.office).where(Handover.done_at.is_(None), Handover.effective <= day)
    return connection.execute(waiting.limit(1)).first() is not None


def due_handovers(connection: Connection, day: date) -> list[Row[Any]]:
    """Return the handovers of a day and of those before it that are not done, the oldest first."""
    waiting = select(Handover.__table__).where(Handover.done_at.is_(None), Handover.effective <= day)
    return list(connection.execute(waiting.order_by(Handover.effective, Handover.office).with_for_update()))


def handover_done(connection: Connection, planned: Row[Any], at: datetime) -> None:
    """Note that a handover is done."""
    connection.execute(update(Handover).where(Handover.id == planned.id).values(done_at=at))


def _row(line: Line) -> dict[str, Any]:
    return {**{name: getattr(line, name) for name in LINE}, "valid_from": line.begins}


def _open(day: date) -> tuple[Any, ...]:
    return Office.valid_from <= day, or_(Office.valid_to.is_(None), Office.valid_to >= day)


# Statements are built once: to build one takes longer than to run it.

_DAY: Any = bindparam("day")
_WANTED: Any = bindparam("wanted")
_LAST = Direct(
    select(Office.__table__)
    .where(Office.id == _WANTED, Office.valid_from <= _DAY)
    .order_by(Office.valid_from.desc())
    .limit(1)
)


def _latest() -> Any:
    """Return each office's line on a day, or its last one before it."""
    line, later = aliased(Office), aliased(Office)
    newer = exists().where(later.id == line.id, later.valid_from > line.valid_from, later.valid_from <= _DAY)
    return select(line).where(line.valid_from <= _DAY, ~newer).subquery()


@cache
def _upwards() -> Direct:
    line = _latest()
    start = select(line, literal(0).label("height")).where(line.c.id == _WANTED).cte("above", recursive=True)
    upper = _latest()
    above = start.union(select(upper, start.c.height + 1).join(start, upper.c.id == start.c.parent))
    return Direct(select(above).order_by(above.c.height))


@cache
def _holders(*, below: bool) -> Direct:
    """Return who holds each office: its successor once it is closed, and where asked what it stands under."""
    line = _latest()
    gone = and_(line.c.valid_to.is_not(None), line.c.valid_to < _DAY, line.c.successor != "")
    is_open = or_(line.c.valid_to.is_(None), line.c.valid_to >= _DAY).label("open")
    held = select(line.c.id, case((gone, line.c.successor), else_=line.c.parent).label("holder"), is_open)
    return Direct(held if below else held.where(gone))
