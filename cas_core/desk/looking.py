"""A search: what the index holds, as far as an officer may find it, and of sensitive cases as far as he may read them.

A hit in a case that the law protects shows number, register and status, and nothing of what it holds, unless the
officer may read the case and his role sees whom it protects. Then it is a reading like any other: the journal of his
office names the records that the search laid open, in one entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from difflib import SequenceMatcher
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row

from cas_core.composition import Build
from cas_core.desk.actor import Actor
from cas_core.desk.casefile import CaseFile
from cas_core.desk.ceiling import knows
from cas_core.desk.hits import Hit, seen_hits
from cas_core.desk.publishing import sensitive
from cas_core.desk.work import require
from cas_core.problems import NotPermitted, Problem, RecordRefused, Sentence
from cas_core.registers import Register
from cas_core.store import Store, index, journal
from cas_core.store.index_tables import INDEXES
from cas_core.store.keys import name_keys
from cas_core.store.oversight import within

SIFTED = 4
"""How many times as many namesakes are read as are shown, so that the nearest of them are."""

OPEN = frozenset({"record", "register", "office", "number", "status", "created_at"})
"""What a hit says of every case; in a sensitive one all else stays closed."""


class Look:
    """One search of one officer."""

    def __init__(self, build: Build, store: Store, who: Actor) -> None:
        self._build = build
        self._store = store
        self._who = who
        self._opened: dict[str, None] = {}

    def find(self, entity: str, wanted: Mapping[str, str], most: int) -> list[Hit]:
        """Return where an entity occurs whose columns equal the wanted values; errors as for `Cas.find`."""
        if entity not in INDEXES:
            known = Sentence("Name one of: {codes}", codes=[*INDEXES])
            raise RecordRefused([Problem("unknown-column", f"the index has no '{entity}'", known)])
        with self._store.reading() as connection:
            try:
                rows = index.find(connection, entity, wanted, self._findable, most)
            except KeyError as error:
                what, mend = f"the index has no {error}", "Use the entities and columns that the reference lists"
                raise RecordRefused([Problem("unknown-column", what, mend)]) from None
            return self._laid_out(connection, self._seen(connection, rows, wanted))

    def alike(self, name: str, most: int) -> list[Hit]:
        """Return persons whose names have the consonants of a name, in any script, the nearest first."""
        with self._store.reading() as connection:
            rows = index.alike(connection, name, self._findable, SIFTED * most)
            hits = self._seen(connection, rows, ["roman"])
            return self._laid_out(connection, _nearest(name, hits)[:most])

    def close(self) -> None:
        """Write down which sensitive cases the search laid open."""
        if not self._opened:
            return
        detail = {"records": list(self._opened)}
        with self._store.writing(self._who.office) as connection:
            event = journal.Event(self._who.office, self._who.id, "read", datetime.now(UTC), detail=detail)
            journal.append(connection, event)

    @property
    def _findable(self) -> ColumnElement[bool]:
        """The condition that the officer may find a record: those he may not would take the places of those he may."""
        books = self._build.composition.ids(Register)
        return within(self._who.reach, [book for book in books if self._who.may(f"{book}.find", self._who.office)])

    def _seen(self, connection: Connection, rows: Iterable[Row[Any]], by: Iterable[str]) -> list[Hit]:
        hits = [dict(row._mapping) for row in rows]  # noqa: SLF001 - SQLAlchemy's public name
        return seen_hits(connection, self._build.composition, self._who, hits, [*by])

    def _laid_out(self, connection: Connection, hits: list[Hit]) -> list[Hit]:
        registers = {hit["record"]: hit["register"] for hit in hits}
        closed = {record: self._closed(connection, record, register) for record, register in registers.items()}
        return [_masked(hit) if closed[hit["record"]] else {**hit, "masked": False} for hit in hits]

    def _closed(self, connection: Connection, record: str, register: str) -> bool:
        """Tell whether a case is sensitive and not for this officer; one that is, counts as read."""
        case = CaseFile.open(connection, self._build, record)
        if not sensitive(case):
            return False
        if not knows(self._who, register) or not _readable(self._who, case):
            return True
        self._opened[record] = None
        return False


def _readable(who: Actor, case: CaseFile) -> bool:
    try:
        require(who, f"{case.register.id}.read", case)
    except NotPermitted:
        return False
    return True


def _masked(hit: Hit) -> Hit:
    return {**{column: value if column in OPEN else "" for column, value in hit.items()}, "masked": True}


def _nearest(name: str, hits: list[Hit]) -> list[Hit]:
    """Return hits in the order in which their names come near a name as it sounds."""
    wanted = name_keys(name)
    return sorted(hits, key=lambda hit: -SequenceMatcher(None, wanted, hit["name_key"]).ratio())
