"""What a supervising officer sees of the offices below him: counts office by office, and the lists behind them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection

from cas_core.access import Role
from cas_core.composition import Build, Composition
from cas_core.desk.actor import WIDE, Actor
from cas_core.desk.command import Command
from cas_core.desk.handover import finals
from cas_core.desk.limits import clocks
from cas_core.desk.offences import catalogue
from cas_core.desk.overview import CLOCKS, MARKS, PENDING, Chosen, Line, Overview, Standing, waiting
from cas_core.desk.record import Listed
from cas_core.law import Catalogue, Section
from cas_core.registers import Register
from cas_core.sources import today
from cas_core.store import Store, oversight, records
from cas_core.store.oversight import STANDINGS, Condition, Moments
from cas_core.workflows import Workflow

CASE = "case"
"""What is counted in the registers of which marks are counted as well."""
SOON, RECENT = timedelta(days=7), timedelta(days=30)
"""Clocks that run out within the first; clocks that were stopped late within the second."""
HEINOUS_YEARS = 7
"""Least term of a heinous offence (JJ Act s.2(33))."""
GROUNDS = ("offence", "child", "identity", "order")
"""Grounds of law on which a case is sensitive, see `publication.sensitivity`."""


class Supervision:
    """The offices within an officer's reach, as he supervises them."""

    def __init__(self, build: Build, store: Store, who: Actor) -> None:
        self._build = build
        self._store = store
        self._who = who

    def overview(self, office: str = "", now: datetime | None = None) -> Overview:
        """Count what the offices directly below one have to do, each with all below it; by default below one's own.

        Raises:
            NotPermitted: The office is beyond the reach.
        """
        moments = _moments(now)
        with self._store.reading() as connection:
            command = Command.of(connection, self._who, today())
            at = office or command.top
            found: dict[str, Counter[str]] = {one: Counter() for one in (at, *command.below(at))}
            for one, column, number in self._counts(connection, command.whole(at), moments):
                found[command.share(at, one)][column] += number
        if len(found) > 1 and not found[at]:
            del found[at]
        lines = [Line(one, one == at and len(found) > 1, counts) for one, counts in found.items()]
        total = sum(found.values(), Counter[str]())
        return Overview(command.path(at), self._columns(), self._behind(), sorted(lines, key=_lateness), total)

    def clocks(
        self, standing: str, chosen: Chosen, part: tuple[int, int] = (0, 100), now: datetime | None = None
    ) -> list[Standing]:
        """Return the clocks behind a number of the overview.

        Args:
            standing: ``soon``, ``late`` or ``broken``.
            part: How many of them to pass, and how many to take.
        """
        basis = {book: _basis(self._build.composition, book) for book in self._readable()}
        stands = STANDINGS[standing](_moments(now))
        with self._store.reading() as connection:
            offices = self._offices(connection, chosen)
            rows = oversight.clocks_listed(connection, offices, basis, stands, part)
        return [
            Standing(
                row.record, row.register, row.number, row.office, row.clock,
                basis[row.register].get(row.clock, ""), row.subject, row.due_at, row.stopped_at,
            )
            for row in rows
        ]  # fmt: skip

    def listing(
        self, register: str, chosen: Chosen, before: tuple[datetime, str] | None = None, most: int = 50
    ) -> list[Listed]:
        """Return the chosen entries of a register, newest first, without their contents.

        Args:
            before: ``created_at`` and ``id`` of the last entry of the page before.

        Raises:
            NotPermitted: The posting does not permit to read the register, or the office is beyond its reach.
        """
        self._who.require(f"{register}.read", self._who.office)
        wanted = [self._marked()[chosen.mark]] if chosen.mark else []
        wanted += [self._pending([register])] if chosen.status == PENDING else []
        status = "" if chosen.status == PENDING else chosen.status
        with self._store.reading() as connection:
            place = oversight.of_register(register, self._offices(connection, chosen), status)
            rows = records.newest(connection, [place, *wanted], most, before)
        return [Listed(row.id, row.register, row.office, row.number, row.status, row.created_at) for row in rows]

    def forms(self, register: str) -> Mapping[str, frozenset[str]]:
        """Return the forms that only supervising officers fill in, notes and orders, as far as this one may.

        Each with the states in which a record takes it from him.
        """
        book = self._build.composition.get(Register, register)
        roles = self._build.composition.all(Role)
        steps = self._build.composition.get(Workflow, book.workflow).transitions
        found = [step for step in steps if step.form and step.roles and all(_wide(roles, role) for role in step.roles)]
        return {
            step.form: frozenset(step.sources)
            for step in found
            if self._who.roles & set(step.roles) and self._who.may(f"{register}.submit.{step.form}", self._who.office)
        }

    def noted(self, entries: Iterable[Listed], form: str) -> Mapping[str, datetime]:
        """Return by record when a form was last entered, where it was."""
        with self._store.reading() as connection:
            return oversight.last_submitted(connection, [entry.id for entry in entries], form)

    def offices(self, office: str) -> frozenset[str]:
        """Return an office within reach with all below it.

        Raises:
            NotPermitted: It is beyond the reach.
        """
        with self._store.reading() as connection:
            return self._offices(connection, Chosen(office))

    def _offices(self, connection: Connection, chosen: Chosen) -> frozenset[str]:
        if not chosen.office:
            return self._who.reach
        command = Command.of(connection, self._who, today())
        return command.alone(chosen.office) if chosen.alone else command.whole(chosen.office)

    def _counts(
        self, connection: Connection, offices: frozenset[str], moments: Moments
    ) -> Iterable[tuple[str, str, int]]:
        """Yield numbers, each with its office and its column."""
        readable, kinds = self._readable(), self._counted()
        for row in oversight.counted(connection, offices, self._pending(kinds), self._marked()):
            yield row.office, waiting(row.register), row.records
            if kinds[row.register] == CASE:
                yield from ((row.office, mark, getattr(row, mark)) for mark in MARKS)
        for row in oversight.clocks_counted(connection, offices, readable, moments):
            yield row.office, row.standing, row.clocks

    def _pending(self, registers: Collection[str]) -> Condition:
        resting = finals(self._build)
        return oversight.pending({register: resting[register] for register in registers})

    def _marked(self) -> Mapping[str, Condition]:
        heinous = self._build.composition.derived(_heinous)
        return {"heinous": oversight.citing(heinous), "sensitive": oversight.kept_back(GROUNDS)}

    def _readable(self) -> list[str]:
        books = self._build.composition.all(Register)
        return [book for book in books if self._who.may(f"{book}.read", self._who.office)]

    def _counted(self) -> Mapping[str, str]:
        """Return as what the pending records of each register are counted that the posting permits to read."""
        readable = self._readable()
        kinds = self._build.composition.derived(_kinds)
        return {register: kind for register, kind in kinds.items() if register in readable}

    def _columns(self) -> tuple[str, ...]:
        kinds = self._counted()
        cases = [waiting(register) for register, kind in kinds.items() if kind == CASE]
        others = [waiting(register) for register, kind in kinds.items() if kind != CASE]
        return (*cases, *CLOCKS, *(MARKS if cases else ()), *others)

    def _behind(self) -> Mapping[str, str]:
        """Return the register behind each column that has just one."""
        kinds = self._counted()
        cases = [register for register, kind in kinds.items() if kind == CASE]
        alone = dict.fromkeys(MARKS, cases[0]) if len(cases) == 1 else {}
        return {**{waiting(register): register for register in kinds}, **alone}


def _moments(now: datetime | None) -> Moments:
    at = now or datetime.now(UTC)
    return Moments(at, at + SOON, at - RECENT)


def _lateness(line: Line) -> tuple[int, ...]:
    counts = dict(line.counts)
    worst = tuple(-counts.pop(column, 0) for column in CLOCKS)
    marked = [counts.pop(mark, 0) for mark in MARKS]
    return (*worst, -sum(counts.values()), -sum(marked))


def _kinds(composition: Composition) -> Mapping[str, str]:
    """Return as what the pending records of each counted register are counted, national registers first."""
    books = composition.all(Register)
    kinds = {book.id: books.get(book.stands_for, book).counted_as for book in books.values()}
    return {book: kinds[book] for book in sorted(kinds, key=lambda one: (books[one].stands_for, one)) if kinds[book]}


def _heinous(composition: Composition) -> frozenset[tuple[str, str]]:
    """Return the sections of heinous offences, each by act and section."""
    held: Catalogue = composition.derived(catalogue)
    return frozenset((one.act, one.section) for one in held if _least(held, one) >= HEINOUS_YEARS)


def _least(held: Catalogue, section: Section) -> float:
    """Return the least term; of an older section whose own is not known, that of what took its place."""
    later = (held.sections[code].shortest or 0 for code in section.successor if code in held.sections)
    return max(later, default=0) if section.shortest is None else section.shortest


def _basis(composition: Composition, register: str) -> Mapping[str, str]:
    """Return the basis of each clock of a register."""
    return {clock.id: clock.basis for clock in clocks(composition, composition.get(Register, register))}


def _wide(roles: Mapping[str, Role], role: str) -> bool:
    return role in roles and roles[role].scope in WIDE
