"""Records, their submissions, numbers and aliases: written once, read often."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import zip_longest
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Row, and_, bindparam, func, or_, select, update

from cas_core.store import rows
from cas_core.store.chain import canonical
from cas_core.store.direct import Direct
from cas_core.store.keys import number_key
from cas_core.store.tables import Counter, Record, RecordAlias, Submission
from cas_core.store.turns import held
from cas_core.store.upsert import INSERTS

Found = Row[Any]

# Statements are made once: making one costs more than running it.
_SERIAL = {
    dialect: Direct(
        inserted(Counter)
        .on_conflict_do_update(index_elements=[Counter.scope], set_={"last": Counter.last + 1})
        .returning(Counter.last)
    )
    for dialect, inserted in INSERTS.items()
}
_OF = Record.id == bindparam("record")
_SET_STATUS = update(Record).where(_OF).values(status=bindparam("to")).returning(Record.__table__)
_BY_ID = select(Record.__table__).where(_OF)
_HEADS = select(Record.id, Record.office, Record.register, Record.status, Record.created_at)
_PLACES = ("first", "second", "third", "fourth")
_THESE = Direct(_HEADS.where(Record.id.in_([bindparam(place) for place in _PLACES])))
_ALIASES = select(RecordAlias.key).where(RecordAlias.record == bindparam("of"))
_SUBMISSIONS = (
    select(Submission.__table__)
    .where(Submission.record == bindparam("record"))
    .order_by(Submission.entered_at, Submission.id)
)


class Entry(NamedTuple):
    """One filled form as it is stored.

    Attributes:
        record: Id of its record.
        national: The national part.
        rest: What the state's layers said beyond it.
        seed: 64 hexadecimal digits from which the salts of the journal come.
        supersedes: Id of the submission it corrects; None for the first.
        reason: Why it was corrected.
    """

    record: str
    form: str
    national: Mapping[str, Any]
    rest: Mapping[str, Any]
    seed: str
    entered_at: datetime
    entered_by: str
    office: str
    composition: str
    supersedes: str | None = None
    reason: str = ""


def new_id() -> str:
    """Return an id that no other office will ever make."""
    return str(uuid.uuid4())


def next_serial(connection: Connection, scope: str, first: int) -> int:
    """Return the next serial of a scope, from ``first`` on; it is taken only if the transaction commits."""
    serial = _SERIAL[connection.dialect.name]
    return int(serial.one(connection, scope=scope, last=first).last)


def add_record(connection: Connection, values: Mapping[str, Any], aliases: Iterable[str]) -> Found:
    """Write a new record, worked where it is numbered, and the forms in which its number is found; return it."""
    record: Found = rows.added(connection, Record, {**values, "numbered_at": values["office"]})
    _add_aliases(connection, record.id, {number_key(text): text for text in aliases})
    return record


def add_aliases(connection: Connection, record: str, aliases: Iterable[str]) -> None:
    """Write further forms under which a record is found; those it has already stay as they are."""
    texts = {number_key(text): text for text in aliases}
    if texts:
        known = set(connection.execute(_ALIASES, {"of": record}).scalars())
        _add_aliases(connection, record, {key: text for key, text in texts.items() if key not in known})


def add_submission(connection: Connection, entry: Entry) -> Found:
    """Write a submission and return it."""
    parts = {"national": canonical(entry.national).decode(), "rest": canonical(entry.rest).decode()}
    submission: Found = rows.added(connection, Submission, {"id": new_id(), **entry._asdict(), **parts})
    return submission


def set_status(connection: Connection, record: str, status: str) -> Found:
    """Put a record in another state of its workflow, and return it."""
    return connection.execute(_SET_STATUS, {"record": record, "to": status}).one()


def set_office(connection: Connection, record: str, office: str) -> None:
    """Hand a record to another office; its number stays the one it was given."""
    connection.execute(update(Record).where(Record.id == record).values(office=office))


def by_id(connection: Connection, record: str) -> Found | None:
    """Return a record."""
    return connection.execute(_BY_ID, {"record": record}).one_or_none()


def heads(connection: Connection, wanted: Iterable[str]) -> list[Found]:
    """Return id, office, register, status and moment of entry of those of some records that are there."""
    ids, found = list(wanted), []
    for start in range(0, len(ids), len(_PLACES)):
        places = zip_longest(_PLACES, ids[start : start + len(_PLACES)])
        found += _THESE.all(connection, **dict(places))
    return found


def taken(connection: Connection, record: str) -> Found | None:
    """Return a record that nobody else changes until the transaction ends; to a reader, as it stands."""
    return connection.execute(held(connection, _BY_ID), {"record": record}).one_or_none()


def by_number(connection: Connection, text: str) -> list[Found]:
    """Return the records that a printed number may mean, whichever of their forms it has."""
    ids = select(RecordAlias.record).where(RecordAlias.key == number_key(text))
    return list(connection.execute(select(Record.__table__).where(Record.id.in_(ids)).order_by(Record.created_at)))


def entered_by(officer: str) -> ColumnElement[bool]:
    """Return the condition that an officer opened a record."""
    return Record.created_by == officer


def newest(
    connection: Connection, wanted: Iterable[ColumnElement[bool]], most: int, before: tuple[datetime, str] | None = None
) -> list[Found]:
    """Return the latest records of which some conditions hold, newest first.

    Args:
        before: Moment of entry and id of the last record of the page before.
    """
    chosen = select(Record.__table__).where(*wanted)
    if before:
        at, last = before
        chosen = chosen.where(or_(Record.created_at < at, and_(Record.created_at == at, Record.id < last)))
    return list(connection.execute(chosen.order_by(Record.created_at.desc(), Record.id.desc()).limit(most)))


def counted(connection: Connection, offices: Iterable[str]) -> list[Found]:
    """Return how many records there are at some offices, by register and status."""
    wanted = select(Record.register, Record.status, func.count().label("records"))
    wanted = wanted.where(Record.office.in_(list(offices))).group_by(Record.register, Record.status)
    return list(connection.execute(wanted))


def at_office(connection: Connection, office: str, finals: Mapping[str, Iterable[str]]) -> list[Found]:
    """Return the pending records at an office, oldest first.

    Args:
        finals: By register, the states in which a record rests.
    """
    held = connection.execute(select(Record.__table__).where(Record.office == office).order_by(Record.created_at))
    return [row for row in held if row.status not in set(finals.get(row.register, ()))]


def submissions(connection: Connection, record: str, form: str = "") -> list[Found]:
    """Return the submissions of a record, oldest first, those superseded included."""
    wanted = _SUBMISSIONS.where(Submission.form == form) if form else _SUBMISSIONS
    return list(connection.execute(wanted, {"record": record}))


def standing(connection: Connection, record: str, form: str = "") -> list[Found]:
    """Return the submissions of a record that nothing supersedes, oldest first."""
    entered = submissions(connection, record, form)
    superseded = {row.supersedes for row in entered}
    return [row for row in entered if row.id not in superseded]


def forms_of(connection: Connection, wanted: Iterable[str]) -> dict[str, str]:
    """Return the form of each submission, by the ids of submissions."""
    rows = connection.execute(select(Submission.id, Submission.form).where(Submission.id.in_(list(wanted))))
    return {row.id: row.form for row in rows}


def parts(row: Found) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the national part and the rest of a submission."""
    return json.loads(row.national), json.loads(row.rest)


def ids(connection: Connection) -> list[str]:
    """Return the ids of all records, in their order."""
    return list(connection.execute(select(Record.id).order_by(Record.id)).scalars())


def _add_aliases(connection: Connection, record: str, texts: Mapping[str, str]) -> None:
    rows.add(connection, RecordAlias, [{"record": record, "key": key, "text": text} for key, text in texts.items()])
