"""A running build: its definitions, its database, and the desks at which officers work."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Self

from cas_core.codelists import CodeList
from cas_core.composition import Build
from cas_core.composition.saved import load_build
from cas_core.desk.actor import actor
from cas_core.desk.desk import Desk
from cas_core.desk.printing import Printer
from cas_core.desk.record import Record, Submitted, current
from cas_core.desk.references import references
from cas_core.documents.fonts import default_folder
from cas_core.messages.translate import Translator
from cas_core.numbering import parse_national
from cas_core.problems import NotPermitted, Problem, RecordRefused
from cas_core.registers import Register
from cas_core.sources import INDIA, today
from cas_core.store import Store, journal, upgrade
from cas_core.store import index as search
from cas_core.store.keys import name_keys
from cas_core.store.offices import appoint, officer, replace_offices
from cas_core.store.records import by_id, by_number, listed


class Cas:
    """The Core Application Software of one state, opened on one database.

    Attributes:
        build: The build it runs.
    """

    def __init__(self, build: Build, store: Store) -> None:
        self.build = build
        self.store = store

    @classmethod
    def open(cls, build: str | Path | Build, database: str) -> Self:
        """Open a composed build on a database that has its schema.

        Args:
            build: Folder of the build, composed before, or a build at hand.
            database: SQLAlchemy URL, e.g. ``sqlite:///ka.db``.

        Raises:
            StoreError: The build is not composed, or the database is not fit for use.
        """
        return cls(build if isinstance(build, Build) else load_build(Path(build)), Store(database))

    @classmethod
    def prepare(cls, build: str | Path | Build, database: str) -> Self:
        """Bring a database to this core's schema and a build's offices, then open it.

        Raises:
            StoreError: The build is not composed, or the database is not fit for use.
        """
        upgrade(database)
        cas = cls.open(build, database)
        with cas.store.writing() as connection:
            replace_offices(connection, (office.model_dump() for office in cas.build.offices.values()))
        return cas

    def close(self) -> None:
        """Give the connections back."""
        self.store.close()

    def appoint(
        self, officer_id: str, *, name: str, rank: str, office: str, role: str, since: date | None = None
    ) -> None:
        """Post an officer at an office in a role, from a day on.

        Raises:
            RecordRefused: The office or the role is not known.
        """
        known = {"office": self.build.offices, "role": self.build.composition.elements["role"]}
        problems = [
            Problem(
                f"unknown-{what}", f"there is no {what} '{value}'", f"Name one of: {', '.join(sorted(known[what]))}"
            )
            for what, value in (("office", office), ("role", role))
            if value not in known[what]
        ]
        if problems:
            raise RecordRefused(problems)
        with self.store.writing() as connection:
            posting = {"office": office, "role": role, "since": since or today(), "until": None}
            appoint(connection, {"id": officer_id, "name": name, "rank": rank}, posting)

    def desk(self, address: str, *, language: str = "en") -> Desk:
        """Return the desk of an officer, ``officer:ID`` or ``officer:ID@OFFICE``; use it in a ``with`` block.

        Raises:
            NotPermitted: The officer is not posted today.
        """
        with self.store.reading() as connection:
            who = actor(connection, self.build.composition, address, today())
        return Desk(self.build, who, self.store.writing, self.translator(language))

    def translator(self, language: str) -> Translator:
        """Return the words of a language."""
        return Translator(language, self.build.composition.elements.get("catalogue", {}))

    def numbered(self, text: str, *, as_: str) -> list[Record]:
        """Return the records that a printed number may mean, in any form, as far as an officer may read them."""
        with self.store.reading() as connection:
            ids = [row.id for row in by_number(connection, text)]
        return self._readable(ids, as_)

    def latest(self, register: str, *, as_: str, most: int = 50) -> list[Record]:
        """Return the latest records of a register within an officer's reach, newest first."""
        with self.store.reading() as connection:
            who = actor(connection, self.build.composition, as_, today())
            ids = [row.id for row in listed(connection, register, who.reach, most)]
        return self._readable(ids, as_)

    def find(self, entity: str, *, as_: str, most: int = 20, **wanted: str) -> list[Mapping[str, Any]]:
        """Return where an entity occurs: record, register, number and path, within an officer's reach.

        Args:
            entity: ``person``, ``vehicle``, ``property``, ``firearm``, ``place`` or ``offence``.
            as_: Address of the officer who asks.
            most: Greatest number of answers.
            wanted: Columns and values; ``name`` finds names in Roman letters that sound alike.

        Raises:
            RecordRefused: There is no such entity or column.
        """
        if "name" in wanted:
            sounds = name_keys(wanted.pop("name"))
            wanted = {**wanted, "name_key": sounds}
        with self.store.reading() as connection:
            who = actor(connection, self.build.composition, as_, today())
            try:
                rows = search.find(connection, entity, wanted, most)
            except KeyError as error:
                what, mend = f"the index has no {error}", "Use the entities and columns that the reference lists"
                raise RecordRefused([Problem("unknown-column", what, mend)]) from None
        return [dict(row._mapping) for row in rows if who.may(f"{row.register}.find", row.office)]  # noqa: SLF001 - SQLAlchemy's public name

    def cited(self, record: Record) -> str:
        """Return a record's number in the form in which letters and courts cite it."""
        numbering = self.build.numbering(self.registers()[record.register].scheme)
        identity = parse_national(record.national_number)
        on = record.created_at.astimezone(INDIA).date()
        return next(iter(numbering.citations(identity, on=on)), record.number)

    def document(
        self, record: Record, form: str = "", *, as_: str, language: str = "en", fonts: Path | None = None
    ) -> bytes:
        """Return a form of a record as PDF, in a language of the build; by default the opening form.

        Args:
            fonts: Folder of fonts; by default the one that the installation names.

        Raises:
            NotPermitted: The officer may not print it.
            RecordRefused: The record has no such form.
            CasError: typst or a font is missing.
        """
        submitted = self._printable(record, form, as_)
        return self._printer(submitted, language).pdf(record, submitted, fonts or default_folder())

    def page(self, record: Record, form: str = "", *, as_: str, language: str = "en") -> str:
        """Return a form of a record as the HTML of its page; errors as for `document`."""
        submitted = self._printable(record, form, as_)
        return self._printer(submitted, language).html(record, submitted)

    def _printer(self, submitted: Submitted, language: str) -> Printer:
        """Return a printer that knows the records to which a form refers, and who entered it."""
        compiled = self.build.composition.form(submitted.form)
        with self.store.reading() as connection:
            found = [by_id(connection, value) for _, _, value in references(compiled.branches, submitted.data)]
            signed = officer(connection, submitted.entered_by)
        names = {row.id: row.number for row in found if row is not None}
        if signed is not None:
            names[signed.id] = f"{signed.name}, {self._rank(signed.rank, language)}"
        return Printer(self.build, language, names)

    def _rank(self, rank: str, language: str) -> str:
        """Return a rank in words; one that the list does not know stays as it was written."""
        entries = self.build.composition.get(CodeList, "rank").codes
        return self.translator(language)(next((entry.label for entry in entries if entry.id == rank), rank))

    def _printable(self, record: Record, form: str, address: str) -> Submitted:
        with self.store.reading() as connection:
            who = actor(connection, self.build.composition, address, today())
        who.require(f"{record.register}.document", record.office)
        wanted = form or record.opening.form
        found = current(record.forms, wanted)
        if found is None:
            raise RecordRefused([Problem("no-such-form", f"the record has no form '{wanted}'", "Name one that it has")])
        return found

    def verify(self, heads: Mapping[str, tuple[int, str]] | None = None) -> list[str]:
        """Return what is wrong with the journals; nothing where they are whole."""
        with self.store.reading() as connection:
            return journal.faults(connection, heads)

    def registers(self) -> Mapping[str, Register]:
        """Return the registers of the build by id."""
        return self.build.composition.all(Register)

    def _readable(self, ids: list[str], address: str) -> list[Record]:
        found: list[Record] = []
        with self.store.reading() as connection:
            who = actor(connection, self.build.composition, address, today())
        with Desk(self.build, who, self.store.reading, self.translator("en")) as desk:
            for record in ids:
                try:
                    found.append(desk.read(record))
                except NotPermitted:
                    continue
        return found
