"""The journal of an office: what happened, in order; its arithmetic is in ``store.chain``."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import chain
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Row, String, bindparam, select, type_coerce

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


def _as_kept(table: type[Base], *names: str) -> list[ColumnElement[Any]]:
    """Return columns with moments as the database keeps them: what was made none behind the application is told."""
    columns = [getattr(table, name) for name in names]
    return [
        type_coerce(column, String).label(column.key) if isinstance(column.type, Moment) else column
        for column in columns
    ]


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
    wanted = select(Journal.__table__).order_by(Journal.office, Journal.sequence)
    if office:
        wanted = wanted.where(Journal.office == office)
    if record:
        wanted = wanted.where(Journal.record == record)
    return list(connection.execute(wanted))


def faults(
    connection: Connection,
    heads: Mapping[str, tuple[int, str]] | None = None,
    watched: Callable[[list[Row[Any]]], Iterable[Row[Any]]] = iter,
) -> list[str]:
    """Return what is wrong with the journals of all offices and with what they are about.

    Args:
        heads: Heads noted elsewhere; see `store.chain.verify`.
        watched: Hands the entries on one by one, for whoever shows how far the work is.
    """
    told = (row._asdict() for row in watched(entries(connection)))
    submissions, records = ({row.id: row._asdict() for row in connection.execute(rows)} for rows in (_BOUND, _HEADED))
    return verify(told, submissions, records, heads)


def lines(connection: Connection) -> Iterator[str]:
    """Yield the journals, submissions and records as JSON lines, for the verifier that needs no database."""
    for row in entries(connection):
        yield json.dumps(row._asdict(), ensure_ascii=False)
    for row in chain(connection.execute(_BOUND), connection.execute(_HEADED)):
        told = {name: _said(value) if name in MOMENTS else value for name, value in row._asdict().items()}
        yield json.dumps(told, ensure_ascii=False)


def _said(kept: Any) -> str:
    at = moment(kept)
    return at.isoformat() if isinstance(at, datetime) else str(kept)
