"""What falls due, and what ran out: a breach is an event of the journal, noted once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from cas_core.composition import Build
from cas_core.desk import limits
from cas_core.desk.actor import Actor
from cas_core.desk.casefile import register_of
from cas_core.registers import Register
from cas_core.store import clocks, journal
from cas_core.store.turns import take
from cas_core.workflows import Clock

MOST = 10_000
SCHEDULER = "scheduler"
"""Who notes breaches: no officer, the software itself."""


class Due(NamedTuple):
    """A clock that falls due.

    Attributes:
        record, register, number, office: The record on which it runs.
        subject: For whom it runs; empty for the whole record.
    """

    record: str
    register: str
    number: str
    office: str
    clock: Clock
    subject: str
    due_at: datetime


def due(connection: Connection, build: Build, who: Actor, before: datetime, most: int) -> list[Due]:
    """Return the clocks that are due before a moment on records that an officer may read."""
    books = build.composition.all(Register).values()
    held = {book.id: _running(build, book) for book in books if who.may(f"{book.id}.read", who.office)}
    rows = clocks.due(connection, who.reach, held, before, most)
    return [
        Due(row.record, row.register, row.number, row.office, held[row.register][row.clock], row.subject, row.due_at)
        for row in rows
    ]


def note_breaches(connection: Connection, build: Build, now: datetime) -> int:
    """Write a journal entry for each clock that ran out and of which the journal does not know yet."""
    take(connection, *(row.office for row in clocks.overdue(connection, now, MOST)))
    rows = clocks.overdue(connection, now, MOST)  # once more: one may have been stopped before our turn
    for row in rows:
        clocks.breach(connection, row, now)
        definition = _definition(build, row.register, row.clock)
        detail = {
            "clock": row.clock,
            "subject": row.subject,
            "due_at": row.due_at.isoformat(),
            "escalate_to": definition.escalate_to if definition else "",
        }
        journal.append(connection, journal.Event(row.office, SCHEDULER, "breach", now, row.record, detail=detail))
    return len(rows)


def _definition(build: Build, register: str, clock: str) -> Clock | None:
    return _running(build, register_of(build, register)).get(clock)


def _running(build: Build, book: Register) -> Mapping[str, Clock]:
    """Return by id the clocks that may run on the records of a register."""
    return {clock.id: clock for clock in limits.clocks(build.composition, book)}
