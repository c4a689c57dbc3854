"""The journal of an office: what happened, in order; its arithmetic is in ``store.chain``."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import chain
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Row, Select, String, and_, bindparam, func, select, type_coerce

from cas_core.store import rows
from cas_core.store.chain import (
    HEAD_FIELDS,
    MOMENTS,
    RECORD_FIELDS,
    canonical,
    entry_hash,
    genesis,
    moment,
    part_digest,
    verify,
)
from cas_core.store.direct import Direct
from cas_core.store.tables import Base, Journal, Moment, Record, Submission
from cas_core.store.turns import take

_LAST = Direct(
    select(Journal.sequence, Journal.hash)
    .where(Journal.office == bindparam("of"))
    .order_by(Journal.sequence.desc())
    .limit(1)
)

AT_ONCE = 1000
"""Rows that are fetched together, where many are read."""


def _as_kept(table: type[Base], *names: str) -> list[ColumnElement[Any]]:
    """Return columns with moments as the database keeps them: what was made none behind the application is told."""
    columns = [getattr(table, name) for name in names]
    return [
        type_coerce(column, String).label(column.key) if isinstance(column.type, Moment) else column
        for column in columns
    ]


_IN_ORDER = select(Journal.__table__).order_by(Journal.office, Journal.sequence)
_BOUND = select(*_as_kept(Submission, "id", "national", "rest", "seed", *HEAD_FIELDS))
_HEADED = select(*_as_kept(Record, "id", *RECORD_FIELDS))


class Event(NamedTuple):
    """What is to be written into the journal.

    Attributes:
        office: Office in whose journal it stands.
        detail: Further facts without personal data.
        parts: National part and rest of the submission it is about, with the seed of their salts.
    """

    office: str
    actor: str
    verb: str
    at: datetime
    record: str = ""
    submission: str = ""
    detail: Mapping[str, Any] = {}
    parts: tuple[Mapping[str, Any], Mapping[str, Any], str] | None = None


def append(connection: Connection, event: Event) -> int:
    """Write an entry behind the last one of its office, in the turn of that office, and return its sequence."""
    take(connection, event.office)
    last = _LAST.first(connection, of=event.office)
    national, rest, seed = event.parts or ({}, {}, "00")
    entry: dict[str, Any] = {
        "office": event.office,
        "sequence": last.sequence + 1 if last else 1,
        "at": event.at.astimezone(UTC).isoformat(),
        "actor": event.actor,
        "verb": event.verb,
        "record": event.record,
        "submission": event.submission,
        "detail": canonical(dict(event.detail)).decode(),
        "national_digest": part_digest(seed, national),
        "state_digest": part_digest(seed, rest),
        "previous": last.hash if last else genesis(event.office),
    }
    rows.add(connection, Journal, [{**entry, "hash": entry_hash(entry)}])
    return int(entry["sequence"])


def entries(connection: Connection, office: str = "", record: str = "") -> list[Row[Any]]:
    """Return journal entries in order, of one office or record or of all."""
    wanted = _IN_ORDER
    if office:
        wanted = wanted.where(Journal.office == office)
    if record:
        wanted = wanted.where(Journal.record == record)
    return list(connection.execute(wanted))


def latest(connection: Connection, office: str, most: int) -> list[Row[Any]]:
    """Return the last entries of the journal of an office, the newest first."""
    wanted = select(Journal.__table__).where(Journal.office == office).order_by(Journal.sequence.desc())
    return list(connection.execute(wanted.limit(most)))


class Entries(Collection[Row[Any]]):
    """The entries of all journals in order: counted, but read only while one goes through them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def __len__(self) -> int:
        return int(self._connection.execute(select(func.count()).select_from(Journal)).scalar_one())

    def __iter__(self) -> Iterator[Row[Any]]:
        return _streamed(self._connection, _IN_ORDER)

    def __contains__(self, entry: object) -> bool:
        return any(entry == one for one in self)


def faults(
    connection: Connection,
    heads: Mapping[str, tuple[int, str]] | None = None,
    watched: Callable[[Entries], Iterable[Row[Any]]] = iter,
) -> list[str]:
    """Return what is wrong with the journals of all offices and with what they are about.

    Args:
        heads: Heads noted elsewhere; see `store.chain.verify`.
        watched: Hands the entries on one by one, for whoever shows how far the work is.
    """
    told = (row._asdict() for row in watched(Entries(connection)))
    submissions, records = ({row.id: row._asdict() for row in _streamed(connection, of)} for of in (_BOUND, _HEADED))
    return verify(told, submissions, records, heads)


def faults_at(connection: Connection, office: str) -> list[str]:
    """Return what is wrong with the journal of one office and with the submissions that it is about.

    A record is looked at with all journals: what happened to it may stand in several.
    """
    named = select(Journal.submission).where(Journal.office == office)
    held = select(Record.id).where(Record.office == office)
    of = (Submission.id.in_(named), and_(Submission.record.in_(held), Submission.office == office))
    submissions = {row.id: row._asdict() for each in of for row in _streamed(connection, _BOUND.where(each))}
    told = _streamed(connection, _IN_ORDER.where(Journal.office == office))
    return verify((row._asdict() for row in told), submissions)


def lines(connection: Connection) -> Iterator[str]:
    """Yield the journals, submissions and records as JSON lines, for the verifier that needs no database."""
    for row in _streamed(connection, _IN_ORDER):
        yield json.dumps(row._asdict(), ensure_ascii=False)
    for row in chain(_streamed(connection, _BOUND), _streamed(connection, _HEADED)):
        told = {name: _said(value) if name in MOMENTS else value for name, value in row._asdict().items()}
        yield json.dumps(told, ensure_ascii=False)


def _said(kept: Any) -> str:
    at = moment(kept)
    return at.isoformat() if isinstance(at, datetime) else str(kept)


def _streamed(connection: Connection, wanted: Select[Any]) -> Iterator[Row[Any]]:
    """Yield rows while the database reads them: the journals of a state don't fit into memory."""
    yield from connection.execute(wanted, execution_options={"yield_per": AT_ONCE})
