"""What supervisors count, by office: a fixed number of statements, however many offices there are."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    and_,
    case,
    false,
    func,
    or_,
    select,
    tuple_,
)

from cas_core.store.case_tables import Clock
from cas_core.store.index_tables import INDEXES
from cas_core.store.public_tables import PublicEntry
from cas_core.store.tables import Record, Submission

Condition = ColumnElement[bool]


class Moments(NamedTuple):
    """Between which moments clocks count.

    Attributes:
        now: What is due before it is late.
        soon: What is due before it, and not late, runs out soon.
        since: What was stopped late counts from here on.
    """

    now: datetime
    soon: datetime
    since: datetime


def within(offices: Collection[str], registers: Collection[str]) -> Condition:
    """Return the condition that a record stands in one of some registers at one of some offices."""
    return and_(Record.office.in_(list(offices)), Record.register.in_(list(registers)))


def pending(resting: Mapping[str, Collection[str]]) -> Condition:
    """Return the condition that a record of one of some registers is in none of the states in which it rests."""
    books = [and_(Record.register == book, Record.status.not_in(list(states))) for book, states in resting.items()]
    return or_(false(), *books)


def citing(sections: Collection[tuple[str, str]]) -> Condition:
    """Return the condition that a record cites one of some sections, each given by act and section."""
    index = INDEXES["offence"]
    cited = tuple_(index.c.act, index.c.section).in_(sorted(sections))
    return Record.id.in_(select(index.c.record).where(cited))


def kept_back(grounds: Iterable[str]) -> Condition:
    """Return the condition that a record is kept from the public on one of some grounds."""
    told = [PublicEntry.grounds.contains(ground) for ground in grounds]
    return Record.id.in_(select(PublicEntry.record).where(or_(false(), *told)))


def counted(
    connection: Connection, offices: Collection[str], wanted: Condition, marks: Mapping[str, Condition]
) -> list[Row[Any]]:
    """Return how many records there are by office and register, ``records``, and how many of them bear each mark."""
    marked = [func.sum(case((mark, 1), else_=0)).label(name) for name, mark in marks.items()]
    counts = select(Record.office, Record.register, func.count().label("records"), *marked)
    counts = counts.where(Record.office.in_(list(offices)), wanted)
    return list(connection.execute(counts.group_by(Record.office, Record.register)))


def clocks_counted(
    connection: Connection, offices: Collection[str], registers: Collection[str], moments: Moments
) -> list[Row[Any]]:
    """Return how many clocks are ``soon``, ``late`` and ``broken``, by office and ``standing``."""
    stands = {standing: condition(moments) for standing, condition in STANDINGS.items()}
    standing = case(*((condition, name) for name, condition in stands.items())).label("standing")
    counts = select(Record.office, standing, func.count().label("clocks")).join(Clock, Clock.record == Record.id)
    counts = counts.where(within(offices, registers), or_(*stands.values()))
    return list(connection.execute(counts.group_by(Record.office, standing)))


def clocks_listed(
    connection: Connection,
    offices: Collection[str],
    registers: Collection[str],
    stands: Condition,
    part: tuple[int, int],
) -> list[Row[Any]]:
    """Return the clocks that `clocks_counted` counts, first due first; ``part``: how many to pass, and take."""
    wanted = select(Clock.__table__, Record.register, Record.number, Record.office)
    wanted = wanted.join(Record, Record.id == Clock.record).where(within(offices, registers), stands)
    ordered = wanted.order_by(Clock.due_at, Clock.record, Clock.clock, Clock.subject, Clock.started_at)
    return list(connection.execute(ordered.offset(part[0]).limit(part[1])))


def of_register(register: str, offices: Collection[str], status: str = "") -> Condition:
    """Return the condition that a record stands in a register at one of some offices, in a state where one is named."""
    at = and_(Record.register == register, Record.office.in_(list(offices)))
    return and_(at, Record.status == status) if status else at


def last_submitted(connection: Connection, records: Collection[str], form: str) -> dict[str, datetime]:
    """Return when a form was last submitted to each of some records that have it."""
    last = func.max(Submission.entered_at).label("at")
    wanted = select(Submission.record, last).where(Submission.record.in_(list(records)), Submission.form == form)
    rows = connection.execute(wanted.group_by(Submission.record))
    return {row.record: row.at for row in rows}


def _soon(moments: Moments) -> Condition:
    return and_(_runs(), Clock.due_at >= moments.now, Clock.due_at < moments.soon)


def _late(moments: Moments) -> Condition:
    return and_(_runs(), Clock.due_at < moments.now)


def _broken(moments: Moments) -> Condition:
    return and_(Clock.ceased.is_(False), Clock.stopped_at > Clock.due_at, Clock.stopped_at >= moments.since)


def _runs() -> Condition:
    return and_(Clock.stopped_at.is_(None), Clock.ceased.is_(False))


STANDINGS: Mapping[str, Callable[[Moments], Condition]] = {"soon": _soon, "late": _late, "broken": _broken}
"""How a clock may stand, with what tells it."""
