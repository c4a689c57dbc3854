"""A running build: its definitions, its database, and the desks at which officers work."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection

from cas_core.composition import Build
from cas_core.composition.saved import load_build
from cas_core.desk.actor import Actor, actor
from cas_core.desk.casefile import CaseFile
from cas_core.desk.copies import copied
from cas_core.desk.deadlines import Due, due, note_breaches
from cas_core.desk.desk import Desk
from cas_core.desk.establishment import Establishment
from cas_core.desk.figures import FIGURES
from cas_core.desk.files import Kept, opened, own, shown
from cas_core.desk.folder import Folder
from cas_core.desk.handover import finals, settle
from cas_core.desk.held import orders_of, with_values
from cas_core.desk.looking import Look
from cas_core.desk.numbers import office_codes
from cas_core.desk.officers import Officers
from cas_core.desk.papers import Paper
from cas_core.desk.posting import Posting, engage
from cas_core.desk.publishing import sensitive
from cas_core.desk.record import Listed, Record, Submitted
from cas_core.desk.rehearsal import Rehearsal
from cas_core.desk.seed import seed
from cas_core.desk.speaking import speaking
from cas_core.desk.supervision import Supervision
from cas_core.desk.transfer import Transfer, received
from cas_core.desk.values import Values
from cas_core.desk.window import Window
from cas_core.documents.fonts import default_folder
from cas_core.messages.translate import Translator
from cas_core.numbering import parse_national
from cas_core.offices import Office, OfficeType, timeline
from cas_core.problems import NotPermitted, Problem, RecordRefused
from cas_core.registers import Register
from cas_core.sources import INDIA, today
from cas_core.store import Store, journal, upgrade, values
from cas_core.store.duties import records_of
from cas_core.store.keys import name_keys
from cas_core.store.offices import handover_due, lines
from cas_core.store.records import Found, by_number, listed
from cas_core.store.turns import ESTABLISHMENT


class Cas:
    """The Core Application Software of one state, opened on one database.

    Attributes:
        store: Its database.
    """

    def __init__(self, build: Build, store: Store) -> None:
        self.store = store
        self._composed = self._build = build
        self._settled: date | None = None
        self._valued = (0, date.min)

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
        """Bring a database to this core's schema, add the offices of a build that it does not know, then open it.

        Raises:
            StoreError: The build is not composed, the database is not fit for use, or a line of the build's offices
                contradicts what became of them since.
        """
        upgrade(database)
        cas = cls.open(build, database)
        with cas.store.writing(ESTABLISHMENT) as connection:
            seed(connection, cas.build)
        return cas

    @property
    def build(self) -> Build:
        """The build it runs, with the values that offices hold in its code lists."""
        return self._build

    def renew(self) -> None:
        """Take up what was ordered about values of offices since, by whichever process."""
        with self.store.reading() as connection:
            self._renew(connection)

    def close(self) -> None:
        """Give the connections back."""
        self.store.close()

    def appoint(
        self, officer_id: str, *, name: str, rank: str, office: str, role: str, since: date | None = None
    ) -> None:
        """Post an officer as the operator of the installation; one who is not known yet is enlisted.

        The first officers are posted so; afterwards an administrator does it, see `officers`.

        Raises:
            RecordRefused: The office, the role or the rank is not known, or the rank is too low for the role.
        """
        posting = Posting(officer_id, office, role, since or today())
        with self.store.writing(ESTABLISHMENT) as connection:
            problems = engage(connection, self.build, posting, (name, rank))
            if problems:
                raise RecordRefused(problems)

    def establishment(self, address: str, language: str = "en") -> Establishment:
        """Return the offices in the hands of an officer who may open, rename, move, split, merge and close them."""
        self._settle()
        return Establishment(self.build, self.store, address, self.translator(language))

    def officers(self, address: str, language: str = "en") -> Officers:
        """Return the officers in the hands of one who may enlist, promote, post and relieve them."""
        self._settle()
        return Officers(self.build, self.store, address, self.translator(language))

    def values(self, address: str, language: str = "en") -> Values:
        """Return the values of open code lists in the hands of one who may add, rename, place and retire them."""
        self._settle()
        return Values(self.build, self.store, address, self.translator(language))

    def rehearsal(self, address: str, language: str = "en") -> Rehearsal:
        """Return the same orders about offices, officers and values, to see what they would change; nothing is done."""
        self._settle()
        return Rehearsal.of(self.build, self.store, address, self.translator(language))

    def offices(self, on: date | None = None) -> Mapping[str, Office]:
        """Return the offices that are open on a day, by id."""
        with self.store.reading() as connection:
            return timeline.as_on(lines(connection), on or today())

    def office_history(self, office: str) -> list[Office]:
        """Return all that an office was, the oldest first.

        Raises:
            RecordRefused: There never was one.
        """
        with self.store.reading() as connection:
            found = timeline.by_id(lines(connection)).get(office)
        if found is None:
            raise RecordRefused([Problem("unknown-office", f"there is no office '{office}'", "Name one by its id")])
        return found

    def desk(self, address: str, *, language: str = "en") -> Desk:
        """Return the desk of an officer, ``officer:ID`` or ``officer:ID@OFFICE``; use it in a ``with`` block.

        ``portal:OFFICE`` is where the portal acts for citizens; nobody signs in as it.

        Raises:
            NotPermitted: The officer is not posted today.
        """
        translate = self.translator(language)
        with speaking(translate):
            who = self.who(address)
            return Desk(self.build, who, partial(self.store.writing, who.office), translate)

    def translator(self, language: str) -> Translator:
        """Return the words of a language."""
        return Translator(language, self.build.composition.elements.get("catalogue", {}))

    def numbered(self, text: str, *, as_: str | Actor) -> list[Record]:
        """Return the records that a printed number may mean, in any form, as far as an officer may read them."""
        with self.store.reading() as connection:
            ids = [row.id for row in by_number(connection, text)]
        return self._readable(ids, as_)

    def latest(self, register: str, *, as_: str | Actor, most: int = 50) -> list[Record]:
        """Return the latest records of a register within an officer's reach, newest first."""
        who = self.who(as_)
        with self.store.reading() as connection:
            ids = [row.id for row in listed(connection, register, who.reach, most)]
        return self._readable(ids, as_)

    def listing(
        self,
        register: str,
        *,
        as_: str | Actor,
        status: str = "",
        before: tuple[datetime, str] | None = None,
        most: int = 50,
    ) -> list[Listed]:
        """Return the entries of a register within an officer's reach, newest first, without their contents.

        Args:
            status: Only those in this state.
            before: ``created_at`` and ``id`` of the last entry of the page before.

        Raises:
            NotPermitted: The posting does not permit to read the register.
        """
        who = self.who(as_)
        who.require(f"{register}.read", who.office)
        with self.store.reading() as connection:
            rows = listed(connection, register, who.reach, most, status=status, before=before)
        return [_listed(row) for row in rows]

    def mine(self, *, as_: str | Actor, most: int = 50) -> list[Listed]:
        """Return the records on which an officer holds a duty and that are not at rest, the latest first."""
        who = self.who(as_)
        resting = finals(self.build)
        with self.store.reading() as connection:
            rows = records_of(connection, who.id, who.reach, most * 4)
        return [_listed(row) for row in rows if row.status not in resting.get(row.register, ())][:most]

    def keeps(self, register: str, who: Actor) -> bool:
        """Tell whether the office of a posting keeps a register."""
        kind = self.build.composition.get(OfficeType, who.office_type)
        return bool({kind.id, kind.stands_for} & set(self.registers()[register].kept_by))

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

    def files(self, record: Record, *, as_: str, audience: str = "") -> list[Mapping[str, str]]:
        """Return what a record says of its files, as far as its reader may open them; audience as for `document`.

        Raises:
            NotPermitted: The posting does not permit to read the record.
        """
        self.who(as_).require(f"{record.register}.read", record.office)
        with self.store.reading() as connection:
            return shown(CaseFile.open(connection, self.build, record.id), record, audience)

    def file(self, record: str, digest: str, *, as_: str, audience: str = "") -> Kept:
        """Return a file of a record to who may read it there; in a sensitive case the journal has that he did.

        Args:
            audience: For whom it is opened: what of the record he may not see, he does not open. Without one it is
                for the station.

        Raises:
            NotPermitted: The posting does not permit to read the record.
            RecordRefused: No field that the reader sees holds such a file.
        """
        with Desk(self.build, self.who(as_), self.store.reading, self.translator("en")) as desk:
            held, case = desk.read(record), CaseFile.open(desk.connection, self.build, record)
            kept, closed = opened(case, held, digest, audience), sensitive(case)
        if closed:
            with self.desk(as_) as desk:
                desk.note_reading(record, file=digest)
        return kept

    def sent_file(self, digest: str, *, as_: str) -> Kept:
        """Return a file to the officer who sent it, before it is entered anywhere.

        Raises:
            RecordRefused: He sent none of that digest.
        """
        with self.store.reading() as connection:
            return own(connection, self.who(as_).id, digest)

    def find(self, entity: str, *, as_: str | Actor, most: int = 20, **wanted: str) -> list[Mapping[str, Any]]:
        """Return where an entity occurs: record, register, number and path, within an officer's reach.

        A sensitive case that he may not read is ``masked``: it shows its number, register and status only.

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
        with self.looking(as_) as look:
            return list(look.find(entity, wanted, most))

    def alike(self, name: str, *, as_: str | Actor, most: int = 60) -> list[dict[str, Any]]:
        """Return persons whose names have the same consonants as a name, in any script, the nearest first."""
        with self.looking(as_) as look:
            return look.alike(name, most)

    @contextmanager
    def looking(self, as_: str | Actor) -> Iterator[Look]:
        """Search as an officer; the sensitive cases that the search lays open are noted in one entry of the journal."""
        who = self.who(as_)
        look = Look(self.build, self.store, who, lambda record: bool(self._readable([record], who)))
        yield look
        look.close()

    def figures(self, figure: str, *, as_: str | Actor) -> Mapping[str, int]:
        """Return one of the counts for supervisors, ``pending``, ``heads`` or ``clocks``, within an officer's reach."""
        who = self.who(as_)
        with self.store.reading() as connection:
            return FIGURES[figure](connection, self.build, who, datetime.now(UTC))

    def cited(self, record: Record) -> str:
        """Return a record's number in the form in which letters and courts cite it."""
        scheme = self.registers()[record.register].scheme
        identity = parse_national(record.national_number)
        on = record.created_at.astimezone(INDIA).date()
        with self.store.reading() as connection:
            numbering = self.build.numbering(scheme, office_codes(connection, identity.office, on))
        return next(iter(numbering.citations(identity, on=on)), record.number)

    def supervision(self, as_: str | Actor) -> Supervision:
        """Return the offices within an officer's reach, as he supervises them: counts, clocks, entries."""
        return Supervision(self.build, self.store, self.who(as_))

    @property
    def public(self) -> Window:
        """What anybody may see."""
        return Window(self.build, self.store)

    def due(self, within: timedelta, *, as_: str | Actor, most: int = 100) -> list[Due]:
        """Return the clocks within an officer's reach that run out within a time, the first due at the head."""
        who = self.who(as_)
        with self.store.reading() as connection:
            return due(connection, self.build, who, datetime.now(UTC) + within, most)

    def note_breaches(self, now: datetime | None = None) -> int:
        """Write into the journals which clocks ran out; return how many were noted. Run it as often as you like."""
        with self.store.writing(ESTABLISHMENT) as connection:
            return note_breaches(connection, self.build, now or datetime.now(UTC))

    def transfer(self, record: Record, *, as_: str) -> bytes:
        """Return a record as it travels to another state: the national part of its opening form.

        Raises:
            NotPermitted: The officer may not print the record.
        """
        return self.paper(record, as_=as_).transfer()

    def transfers(self, record: Record) -> list[Transfer]:
        """Return what other states handed over with a record, each as it was entered there."""
        with self.store.reading() as connection:
            return received(connection, record.opening.data)

    def paper(self, record: Record, form: str = "", *, as_: str, language: str = "en", audience: str = "") -> Paper:
        """Return a form of a record ready to be printed, cut down for its reader; errors as for `document`."""
        with speaking(self.translator(language)):
            self.who(as_).require(f"{record.register}.document", record.office)
            with self.store.reading() as connection:
                return Paper.of(connection, self.build, record, form, (language, audience))

    def document(
        self,
        record: Record,
        form: str = "",
        *,
        as_: str,
        language: str = "en",
        audience: str = "",
        fonts: Path | None = None,
    ) -> bytes:
        """Return a form of a record as PDF, in a language of the build; by default the opening form.

        Args:
            audience: For whom the copy is, e.g. ``accused``; what he may not see is left out or masked. Without one
                it is the station's own copy.
            fonts: Folder of fonts; by default the one that the installation names.

        Raises:
            NotPermitted: The officer may not print it.
            RecordRefused: The record has no such form, there is no such audience, or nothing in the form is for it.
            CasError: typst or a font is missing.
        """
        return self.paper(record, form, as_=as_, language=language, audience=audience).pdf(fonts or default_folder())

    def page(self, record: Record, form: str = "", *, as_: str, language: str = "en", audience: str = "") -> str:
        """Return a form of a record as the HTML of its page; errors as for `document`."""
        return self.paper(record, form, as_=as_, language=language, audience=audience).html()

    def shown(
        self, record: Record, *, as_: str, language: str = "en", audience: str = ""
    ) -> list[tuple[Submitted, dict[str, Any]]]:
        """Return all forms of a record in words, with what each says: title, sections, labelled rows.

        Raises:
            NotPermitted: The officer may not read the record.
        """
        self.who(as_).require(f"{record.register}.read", record.office)
        with self.store.reading() as connection:
            return [
                (submitted, Paper.of(connection, self.build, record, submitted.form, (language, audience)).words())
                for submitted in record.forms
            ]

    def copy(self, record: Record, *, as_: str, language: str = "en") -> Paper:
        """Return the paper of which an application asked a copy, once an officer gave it.

        It is cut down to what the applicant's right opens, whoever prints it.

        Raises:
            NotPermitted: The application is not the officer's to print.
            RecordRefused: No copy was given, or the record does not hold the paper.
        """
        self.who(as_).require(f"{record.register}.document", record.office)
        with self.store.reading() as connection:
            asked = copied(connection, self.build, record)
            with Desk(self.build, self.who(as_), self.store.reading, self.translator(language)) as desk:
                source = desk.read(asked.record, checked=False)  # the officer who gave the copy was checked
            return Paper.of(connection, self.build, source, asked.form, (language, asked.audience))

    def verify(self, heads: Mapping[str, tuple[int, str]] | None = None) -> list[str]:
        """Return what is wrong with the journals; nothing where they are whole."""
        with self.store.reading() as connection:
            return journal.faults(connection, heads)

    def registers(self) -> Mapping[str, Register]:
        """Return the registers of the build by id."""
        return self.build.composition.all(Register)

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

    def who(self, address: str | Actor) -> Actor:
        """Return who works at a desk, in which posting, with what reach; errors as for `desk`.

        Args:
            address: Address of the desk, or the officer whom this method returned a moment ago.
        """
        if isinstance(address, Actor):
            return address
        self._settle()
        with self.store.reading() as connection:
            self._renew(connection)
            return actor(connection, self.build.composition, address, today())

    def _renew(self, connection: Connection) -> None:
        last, day = values.latest(connection), today()
        if last and (last, day) != self._valued:
            self._build = with_values(self._build, self._composed, orders_of(connection), day)
            self._valued = (last, day)

    def _settle(self) -> None:
        """Hand over the records whose day has come; what becomes due during a day is done where it is ordered."""
        day = today()
        if self._settled == day:
            return
        with self.store.reading() as connection:
            waiting = handover_due(connection, day)
        if waiting:
            with self.store.writing(ESTABLISHMENT) as connection:
                settle(connection, self.build, day, datetime.now(UTC))
        self._settled = day


def _listed(row: Found) -> Listed:
    return Listed(row.id, row.register, row.office, row.number, row.status, row.created_at)
