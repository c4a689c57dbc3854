"""Clocks of records as they were last reckoned, and which of them ran out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Row, and_, bindparam, case, false, func, or_, select, update

from cas_core.store import rows
from cas_core.store.case_tables import Clock
from cas_core.store.tables import Record

_OF_RECORD = select(Clock.__table__).where(Clock.record == bindparam("of")).order_by(Clock.due_at)


class Reckoned(NamedTuple):
    """A run of a clock, as the engine reckons it, and as it stands where it is new."""

    clock: str
    subject: str
    started_at: datetime
    due_at: datetime
    stopped_at: datetime | None
    breached_at: datetime | None = None
    ceased: bool = False


def put(
    connection: Connection, record: str, before: Iterable[Row[Any]], runs: Iterable[Reckoned], now: datetime
) -> dict[str, list[str]]:
    """Bring the clocks of a record from what they were before to what was reckoned; one that is gone has ceased.

    Returns:
        Names of the clocks that ``started`` and that ``ceased``.
    """
    known = {(row.clock, row.subject, row.started_at): row for row in before}
    reckoned = {(run.clock, run.subject, run.started_at): run for run in runs}
    new = [run for key, run in reckoned.items() if key not in known]
    rows.add(connection, Clock, [{**run._asdict(), "record": record} for run in new])
    for key, row in known.items():
        run = reckoned.get(key)
        if run is None and not row.ceased:
            _change(connection, record, key, {"ceased": True, "stopped_at": row.stopped_at or now})
        elif run is not None and (row.ceased, row.due_at, row.stopped_at) != (False, run.due_at, run.stopped_at):
            _change(connection, record, key, {"ceased": False, "due_at": run.due_at, "stopped_at": run.stopped_at})
    ceased = [key[0] for key, row in known.items() if key not in reckoned and not row.ceased]
    return {"started": sorted({run.clock for run in new}), "ceased": sorted(set(ceased))}


def of_record(connection: Connection, record: str) -> list[Row[Any]]:
    """Return all clocks of a record, the one due first at the head."""
    return list(connection.execute(_OF_RECORD, {"of": record}))


def due(connection: Connection, wanted: Iterable[ColumnElement[bool]], before: datetime, most: int) -> list[Row[Any]]:
    """Return the running clocks that are due before a moment, the first due at the head.

    Args:
        wanted: What must hold of the records and their clocks.
    """
    found = select(Clock.__table__, Record.register, Record.number, Record.office)
    found = found.join(Record, Record.id == Clock.record).where(*_running(before), *wanted)
    return list(connection.execute(found.order_by(Clock.due_at).limit(most)))


def among(known: Mapping[str, Iterable[str]]) -> ColumnElement[bool]:
    """Return the condition that a clock is one of some, given by the register of its record."""
    books = [and_(Record.register == book, Clock.clock.in_(list(names))) for book, names in known.items()]
    return or_(false(), *books)


def overdue(connection: Connection, now: datetime, most: int) -> list[Row[Any]]:
    """Return the clocks that ran out and of which the journal does not know yet."""
    wanted = select(Clock.__table__, Record.register, Record.office).join(Record, Record.id == Clock.record)
    wanted = wanted.where(*_running(now), Clock.breached_at.is_(None))
    return list(connection.execute(wanted.order_by(Clock.due_at).limit(most)))


def counted(connection: Connection, offices: Iterable[str], now: datetime) -> dict[str, int]:
    """Return how many clocks of some offices are ``running``, ``late``, ``kept`` and ``broken``."""
    standing = case(
        (and_(Clock.stopped_at.is_(None), Clock.due_at >= now), "running"),
        (Clock.stopped_at.is_(None), "late"),
        (Clock.stopped_at <= Clock.due_at, "kept"),
        else_="broken",
    ).label("standing")
    wanted = select(standing, func.count().label("clocks")).join(Record, Record.id == Clock.record)
    wanted = wanted.where(Clock.ceased.is_(False), Record.office.in_(list(offices))).group_by(standing)
    return {row.standing: row.clocks for row in connection.execute(wanted)}


def breach(connection: Connection, clock: Row[Any], at: datetime) -> None:
    """Note that a clock ran out."""
    _change(connection, clock.record, (clock.clock, clock.subject, clock.started_at), {"breached_at": at})


def _running(before: datetime) -> tuple[Any, ...]:
    return (Clock.stopped_at.is_(None), Clock.ceased.is_(False), Clock.due_at < before)


def _change(connection: Connection, record: str, key: tuple[str, str, datetime], values: Mapping[str, Any]) -> None:
    clock, subject, started_at = key
    one = (Clock.record == record, Clock.clock == clock, Clock.subject == subject, Clock.started_at == started_at)
    connection.execute(update(Clock).where(*one).values(**values))
