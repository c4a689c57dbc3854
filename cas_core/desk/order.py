"""An order about the establishment: who gives it, the offices as they will be, and everything that forbids it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection

from cas_core.composition import Build
from cas_core.desk.actor import Actor, actor, reach_of
from cas_core.desk.handover import settle
from cas_core.desk.numbers import unprintable
from cas_core.offices import Office, OfficeType
from cas_core.offices.timeline import DAY, by_id, faults
from cas_core.problems import Problem, RecordRefused
from cas_core.registers import Register
from cas_core.sources import today
from cas_core.store import Store, journal, officers, offices
from cas_core.store.turns import ESTABLISHMENT


@dataclass
class Order:
    """What one order changes; nothing of it is done unless all of it can be.

    Attributes:
        on: Day from which it holds.
        lines: The offices as they will be, on every day.
        problems: What forbids it.
        handed: Choices of records and the office that takes them, by the office that gives them.
        noted: What is written into the journal of each office.
    """

    connection: Connection
    build: Build
    on: date
    before: list[Office]
    lines: list[Office]
    problems: list[Problem] = field(default_factory=list)
    handed: list[tuple[str, str, str]] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)
    noted: dict[str, dict[str, Any]] = field(default_factory=dict)

    def apply(self, change: Callable[..., list[Office]], *given: Any, **parts: Any) -> None:
        """Change the lines, or keep the problems that forbid it."""
        try:
            self.lines = change(self.lines, *given, **parts)
        except RecordRefused as refused:
            self.problems += refused.problems

    def refuse(self, code: str, what: str, mend: str) -> None:
        """Note what forbids the order."""
        self.problems.append(Problem(code, what, mend))

    def kept_by(self, office: str) -> frozenset[str]:
        """Return the registers that an office keeps by its type."""
        lines = by_id(self.lines).get(office, [])
        kinds = self.build.composition.all(OfficeType)
        names = {name for line in lines[-1:] if line.type in kinds for name in (line.type, kinds[line.type].stands_for)}
        books = self.build.composition.all(Register).values()
        return frozenset(book.id for book in books if names & set(book.kept_by))

    def check(self) -> None:
        """Pass only an order after which all holds that must hold of offices.

        Raises:
            RecordRefused: With every problem found.
        """
        types = self.build.composition.all(OfficeType)
        self.problems += [fault.problem for fault in faults(self.lines, types)]
        known = {_codes(line) for line in self.before}
        for line in self.lines:
            if _codes(line) not in known:
                self.problems += unprintable(self.build, line, self.lines, self.kept_by(line.id))
        if self.problems:
            raise RecordRefused(dict.fromkeys(self.problems))


@contextmanager
def ordered(build: Build, store: Store, address: str, verb: str, on: date, *concerned: str) -> Iterator[Order]:
    """Give an order in one transaction: authorised, checked as a whole, done and journalled.

    Args:
        verb: The permission ``office.VERB`` that it needs at each office concerned.

    Raises:
        NotPermitted: The posting does not permit it.
        RecordRefused: With every problem found.
    """
    now, day = datetime.now(UTC), today()
    with store.writing(ESTABLISHMENT) as connection:
        who = actor(connection, build.composition, address, day)
        before = offices.lines(connection)
        _require(connection, who, verb, on, [office for office in concerned if office in by_id(before)])
        order = Order(connection, build, on, before, list(before))
        if on < day:
            order.refuse("backdated", f"{on} is over; what was done on it was done by the offices of that day", _LATER)
        yield order
        order.check()
        offices.write_lines(connection, before, order.lines)
        planned = {"effective": on, "ordered_by": who.id, "done_at": None}
        rows = [{"office": giver, "chosen": choice, "successor": to, **planned} for giver, choice, to in order.handed]
        offices.plan_handovers(connection, rows)
        for office in order.closed:
            officers.end_postings(connection, office, on - DAY)
        for office, detail in order.noted.items():
            said: Mapping[str, Any] = {"on": on.isoformat(), **detail}
            journal.append(connection, journal.Event(office, who.id, f"office.{verb}", now, detail=said))
        settle(connection, build, day, now)


_LATER = "Let it hold from today or a later day; offices of the past come from offices.csv"


def _require(connection: Connection, who: Actor, verb: str, on: date, concerned: list[str]) -> None:
    """Pass an order about offices within reach today or on its day: one that is to be opened comes into reach then."""
    wide = who.reach | reach_of(connection, who.role, who.office, on)
    for office in concerned:
        who._replace(reach=wide).require(f"office.{verb}", office)


def _codes(line: Office) -> tuple[str, ...]:
    return line.id, line.type, line.code, line.district, line.unit
