"""What falls due, and what ran out: a breach is an event of the journal, noted once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection

from cas_core.composition import Build, Composition
from cas_core.desk import limits
from cas_core.desk.actor import Actor
from cas_core.registers import Register
from cas_core.store import clocks, journal
from cas_core.store.oversight import within
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
    known, condition = build.composition.derived(_known)
    readable = [book for book in known if who.may(f"{book}.read", who.office)]
    rows = clocks.due(connection, (within(who.reach, readable), condition), before, most)
    return [
        Due(row.record, row.register, row.number, row.office, known[row.register][row.clock], row.subject, row.due_at)
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
    return build.composition.derived(_known)[0].get(register, {}).get(clock)


def _known(composition: Composition) -> tuple[Mapping[str, Mapping[str, Clock]], ColumnElement[bool]]:
    """Return by register and id the clocks that may run on its records, and the condition that one is of these."""
    running = {
        book.id: {clock.id: clock for clock in limits.clocks(composition, book)}
        for book in composition.all(Register).values()
    }
    known = {book: found for book, found in running.items() if found}
    return known, clocks.among(known)
