"""An order about the establishment: who gives it, the offices as they will be, and everything that forbids it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection

from cas_core.composition import Build
from cas_core.desk.actor import Actor, actor, reach_of
from cas_core.desk.dates import backdated
from cas_core.desk.handover import settle
from cas_core.desk.numbers import unprintable
from cas_core.offices import Office, OfficeType
from cas_core.offices.timeline import DAY, by_id, faults
from cas_core.problems import Problem, RecordRefused
from cas_core.registers import Register
from cas_core.sources import today
from cas_core.store import Store, journal, officers, offices
from cas_core.store.turns import ESTABLISHMENT, take


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

    def refuse(self, code: str, what: str, mend: str, part: str = "") -> None:
        """Note what forbids the order; ``part`` is the part of the order that it is in."""
        self.problems.append(Problem(code, what, mend, field=part))

    def titles(self, registers: Iterable[str]) -> list[str]:
        """Return the titles of registers, in English."""
        return sorted(self.build.composition.get(Register, register).title for register in registers)

    def kept_by(self, office: str) -> frozenset[str]:
        """Return the registers that an office keeps by its type."""
        lines = by_id(self.lines).get(office, [])
        kind = self.build.composition.all(OfficeType).get(lines[-1].type) if lines else None
        books = self.build.composition.all(Register).values()
        return frozenset(book.id for book in books if kind is not None and kind.is_one_of(book.kept_by))

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
                unfit = unprintable(self.build, line, self.lines, self.kept_by(line.id))
                self.problems += [problem._replace(field="code") for problem in unfit]
        if self.problems:
            raise RecordRefused(dict.fromkeys(self.problems))


def planned(
    connection: Connection, build: Build, given: tuple[str, str, date], concerned: Iterable[str]
) -> tuple[Actor, Order]:
    """Return who gives an order, and the order before anything is said in it.

    Args:
        given: Address of the desk, the verb, and the day from which the order is to hold.
        concerned: Offices at each of which the permission ``office.VERB`` is needed.

    Raises:
        NotPermitted: The posting does not permit it.
    """
    address, verb, on = given
    who = actor(connection, build.composition, address, today())
    before = offices.lines(connection)
    _require(connection, who, verb, on, [office for office in concerned if office in by_id(before)])
    return who, Order(connection, build, on, before, list(before), problems=backdated(on))


@contextmanager
def ordered(build: Build, store: Store, address: str, verb: str, on: date, *concerned: str) -> Iterator[Order]:
    """Give an order in one transaction: authorised, checked as a whole, done and journalled.

    Args:
        verb: The permission ``office.VERB`` that it needs at each office concerned.

    Raises:
        NotPermitted: The posting does not permit it.
        RecordRefused: With every problem found.
    """
    with store.writing(ESTABLISHMENT) as connection:
        who, order = planned(connection, build, (address, verb, on), concerned)
        yield order
        order.check()
        take(connection, *order.noted)
        now = datetime.now(UTC)  # what was kept while the order waited for its turns came before it
        before = order.before
        offices.write_lines(connection, before, order.lines)
        plan = {"effective": on, "ordered_by": who.id, "done_at": None}
        rows = [{"office": giver, "chosen": choice, "successor": to, **plan} for giver, choice, to in order.handed]
        offices.plan_handovers(connection, rows)
        for office in order.closed:
            officers.end_postings(connection, office, on - DAY)
        for office, detail in order.noted.items():
            said: Mapping[str, Any] = {"on": on.isoformat(), **detail}
            journal.append(connection, journal.Event(office, who.id, f"office.{verb}", now, detail=said))
        settle(connection, build, today())


@contextmanager
def rehearsed(build: Build, store: Store, address: str, verb: str, on: date, *concerned: str) -> Iterator[Order]:
    """Plan an order as `ordered` does, on a view that can't be written; whoever takes it checks it as a whole."""
    with store.reading() as connection:
        yield planned(connection, build, (address, verb, on), concerned)[1]


def _require(connection: Connection, who: Actor, verb: str, on: date, concerned: list[str]) -> None:
    """Pass an order about offices within reach today or on its day: one that is to be opened comes into reach then."""
    wide = who.reach | reach_of(connection, who.role, who.office, on)
    for office in concerned:
        who._replace(reach=wide).require(f"office.{verb}", office)


def _codes(line: Office) -> tuple[str, ...]:
    return line.id, line.type, line.code, line.district, line.unit
