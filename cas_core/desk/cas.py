"""A running build: its definitions, its database, and the desks at which officers work."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Self

from cas_core.composition import Build
from cas_core.composition.saved import load_build
from cas_core.desk.arguments import fitting
from cas_core.desk.deadlines import note_breaches
from cas_core.desk.establishment import Establishment
from cas_core.desk.indexing import index_anew
from cas_core.desk.officers import Officers
from cas_core.desk.posting import Posting, engage
from cas_core.desk.printed import Printed
from cas_core.desk.publishing import renew
from cas_core.desk.rehearsal import Rehearsal
from cas_core.desk.seed import seed
from cas_core.desk.seeing import Seeing
from cas_core.desk.values import Values
from cas_core.desk.window import Window
from cas_core.offices import Office, timeline
from cas_core.problems import Problem, RecordRefused
from cas_core.sources import today
from cas_core.store import Store, journal, records, upgrade
from cas_core.store.offices import lines
from cas_core.store.turns import ESTABLISHMENT

Batch = list[str]
"""Ids of records between which other writers get their turn."""

BATCH = 100


class Cas(Seeing, Printed):
    """The Core Application Software of one state, opened on one database.

    Attributes:
        store: Its database.
    """

    @classmethod
    @fitting
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
    @fitting
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

    @fitting
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

    @fitting
    def establishment(self, address: str, language: str = "en") -> Establishment:
        """Return the offices in the hands of an officer who may open, rename, move, split, merge and close them."""
        self._settle()
        return Establishment(self.build, self.store, address, self.translator(language))

    @fitting
    def officers(self, address: str, language: str = "en") -> Officers:
        """Return the officers in the hands of one who may enlist, promote, post and relieve them."""
        self._settle()
        return Officers(self.build, self.store, address, self.translator(language))

    @fitting
    def values(self, address: str, language: str = "en") -> Values:
        """Return the values of open code lists in the hands of one who may add, rename, place and retire them."""
        self._settle()
        return Values(self.build, self.store, address, self.translator(language))

    @fitting
    def rehearsal(self, address: str, language: str = "en") -> Rehearsal:
        """Return the same orders about offices, officers and values, to see what they would change; nothing is done."""
        self._settle()
        return Rehearsal.of(self.build, self.store, address, self.translator(language))

    @fitting
    def offices(self, on: date | None = None) -> Mapping[str, Office]:
        """Return the offices that are open on a day, by id."""
        with self.store.reading() as connection:
            return timeline.as_on(lines(connection), on or today())

    @fitting
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

    @property
    def public(self) -> Window:
        """What anybody may see."""
        return Window(self.build, self.store)

    def note_breaches(self, now: datetime | None = None) -> int:
        """Write into the journals which clocks ran out; return how many were noted. Run it as often as you like."""
        with self.store.writing(ESTABLISHMENT) as connection:
            return note_breaches(connection, self.build, now or datetime.now(UTC))

    def reindex(self, watched: Callable[[list[Batch]], Iterable[Batch]] = iter) -> int:
        """Fill what records are found by anew from what was submitted, and what is public; return of how many records.

        Others may work meanwhile. Whoever stops it half-way starts it again.

        Args:
            watched: Is given the batches of records, and hands them on one by one.
        """
        with self.store.reading() as connection:
            ids = records.ids(connection)
        now = datetime.now(UTC)
        for batch in watched([ids[at : at + BATCH] for at in range(0, len(ids), BATCH)]):
            with self.store.writing() as connection:
                for record in batch:
                    index_anew(connection, self.build.composition, record)
                    renew(connection, self.build, record, now)
        return len(ids)

    def verify(self, heads: Mapping[str, tuple[int, str]] | None = None) -> list[str]:
        """Return what is wrong with the journals; nothing where they are whole."""
        with self.store.reading() as connection:
            return journal.faults(connection, heads)
