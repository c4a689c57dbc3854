"""What an officer finds and sees: lists, records, searches, figures and clocks, within his reach."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, or_

from cas_core.desk.actor import Actor
from cas_core.desk.arguments import fitting
from cas_core.desk.deadlines import Due, due
from cas_core.desk.desk import Desk
from cas_core.desk.figures import FIGURES
from cas_core.desk.folder import Folder
from cas_core.desk.handover import at_work
from cas_core.desk.looking import Look
from cas_core.desk.opened import Opened
from cas_core.desk.overview import Chosen
from cas_core.desk.record import Listed, Record
from cas_core.desk.supervision import Supervision
from cas_core.problems import NotPermitted, Problem, RecordRefused
from cas_core.store.duties import held_by
from cas_core.store.keys import name_keys
from cas_core.store.oversight import within
from cas_core.store.records import Found, by_number, entered_by, newest
from cas_core.workflows import Workflow


class Seeing(Opened):
    """What there is to see."""

    @fitting
    def numbered(self, text: str, *, as_: str | Actor) -> list[Record]:
        """Return the records that a printed number may mean, in any form, as far as an officer may read them."""
        with self.store.reading() as connection:
            ids = [row.id for row in by_number(connection, text)]
        return self._readable(ids, as_)

    @fitting
    def latest(self, register: str, *, as_: str | Actor, most: int = 50) -> list[Record]:
        """Return the latest records of a register within an officer's reach, newest first."""
        who = self.who(as_)
        wanted = [within(who.reach, [register]), *self._answerable(register, who)]
        with self.store.reading() as connection:
            ids = [row.id for row in newest(connection, wanted, most)]
        return self._readable(ids, who)

    @fitting
    def listing(
        self,
        register: str,
        *,
        as_: str | Actor,
        status: str = "",
        office: str = "",
        before: tuple[datetime, str] | None = None,
        most: int = 50,
    ) -> list[Listed]:
        """Return the entries of a register within an officer's reach, newest first, without their contents.

        Args:
            status: Only those in this state.
            office: Only those of this office and of all below it.
            before: ``created_at`` and ``id`` of the last entry of the page before.

        Raises:
            NotPermitted: The posting does not permit to read the register, or the office is beyond its reach.
        """
        chosen = Chosen(office, status=status)
        return self.supervision(as_).listing(register, chosen, before, most)

    @fitting
    def mine(self, *, as_: str | Actor, most: int = 50) -> list[Listed]:
        """Return the records on which an officer holds a duty and that are not at rest, the latest first."""
        who = self.who(as_)
        wanted = [held_by(who.id), within(who.reach, self.registers()), self.build.composition.derived(at_work)]
        with self.store.reading() as connection:
            return [_listed(row) for row in newest(connection, wanted, most)]

    @fitting
    def folder(self, record: str, *, as_: str, language: str = "en") -> Folder:
        """Lay a record before an officer. That somebody looked into a sensitive case is written into the journal.

        Raises:
            NotPermitted: The posting does not permit to read it.
        """
        who = self.who(as_)
        with Desk(self.build, who, self.store.reading, self.translator(language)) as desk:
            laid = desk.folder(record)
        if laid.sensitive:
            with self.desk(as_) as desk:
                desk.note_reading(record)
        return laid

    @fitting
    def find(self, entity: str, *, as_: str | Actor, most: int = 20, **wanted: str) -> list[Mapping[str, Any]]:
        """Return where an entity occurs: record, register, number and path, within an officer's reach.

        A sensitive case that he may not read is ``masked``: it shows its number, register and status only.

        Args:
            entity: ``person``, ``vehicle``, ``property_item``, ``firearm``, ``place`` or ``offence``.
            as_: Address of the officer who asks.
            most: Greatest number of answers.
            wanted: Columns and values; ``name`` finds names in Roman letters that sound alike.

        Raises:
            RecordRefused: There is no such entity or column.
        """
        if "name" in wanted:
            sounds = name_keys(wanted.pop("name"))
            wanted = {**wanted, "name_key": sounds}
        with self.looking(as_) as look:
            return list(look.find(entity, wanted, most))

    @fitting
    def alike(self, name: str, *, as_: str | Actor, most: int = 60) -> list[dict[str, Any]]:
        """Return persons whose names have the same consonants as a name, in any script, the nearest first."""
        with self.looking(as_) as look:
            return look.alike(name, most)

    @contextmanager
    def looking(self, as_: str | Actor) -> Iterator[Look]:
        """Search as an officer; the sensitive cases that the search lays open are noted in one entry of the journal."""
        look = Look(self.build, self.store, self.who(as_))
        yield look
        look.close()

    @fitting
    def figures(self, figure: str, *, as_: str | Actor, office: str = "") -> Mapping[str, int]:
        """Return one of the counts for supervisors, ``pending``, ``heads`` or ``clocks``, within an officer's reach.

        Args:
            office: Only of this office and of all below it.

        Raises:
            NotPermitted: It is beyond the reach.
        """
        if figure not in FIGURES:
            mend = f"Name one of: {', '.join(FIGURES)}"
            raise RecordRefused([Problem("unknown-figure", "there is no such figure", mend)])
        who = self.who(as_)
        offices = self.supervision(who).offices(office) if office else who.reach
        with self.store.reading() as connection:
            return FIGURES[figure](connection, self.build, who, offices)

    @fitting
    def supervision(self, as_: str | Actor) -> Supervision:
        """Return the offices within an officer's reach, as he supervises them: counts, clocks, entries."""
        return Supervision(self.build, self.store, self.who(as_))

    @fitting
    def due(self, within: timedelta, *, as_: str | Actor, most: int = 100) -> list[Due]:
        """Return the clocks within an officer's reach that run out within a time, the first due at the head."""
        who = self.who(as_)
        with self.store.reading() as connection:
            return due(connection, self.build, who, datetime.now(UTC) + within, most)

    def _answerable(self, register: str, who: Actor) -> list[ColumnElement[bool]]:
        """Return the condition that an officer may read a record of a register who reads only his own."""
        book = self.registers().get(register)
        if book is None or who.role.scope != "own" or not self.build.composition.get(Workflow, book.workflow).duties:
            return []
        return [or_(held_by(who.id), entered_by(who.id))]

    def _readable(self, ids: list[str], address: str | Actor) -> list[Record]:
        found: list[Record] = []
        who = self.who(address)
        with Desk(self.build, who, self.store.reading, self.translator("en")) as desk:
            for record in ids:
                try:
                    found.append(desk.read(record))
                except NotPermitted:
                    continue
        return found


def _listed(row: Found) -> Listed:
    return Listed(row.id, row.register, row.office, row.number, row.status, row.created_at)
