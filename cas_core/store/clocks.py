"""Clocks that run on records."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from cas_core.store.tables import Clock


def start(connection: Connection, record: str, clock: str, moments: tuple[datetime, datetime]) -> None:
    """Start a clock at a moment, due at another; one that runs already keeps running as it is."""
    running = select(Clock.clock).where(Clock.record == record, Clock.clock == clock, Clock.stopped_at.is_(None))
    if connection.execute(running).first() is None:
        row = {"record": record, "clock": clock, "started_at": moments[0], "due_at": moments[1]}
        connection.execute(insert(Clock), [row])


def stop(connection: Connection, record: str, clocks: Iterable[str], at: datetime) -> None:
    """Stop those of the named clocks that run."""
    running = (Clock.record == record, Clock.clock.in_(list(clocks)), Clock.stopped_at.is_(None))
    connection.execute(update(Clock).where(*running).values(stopped_at=at))


def of_record(connection: Connection, record: str) -> list[Row[Any]]:
    """Return all clocks of a record, the one due first at the head."""
    return list(connection.execute(select(Clock.__table__).where(Clock.record == record).order_by(Clock.due_at)))
