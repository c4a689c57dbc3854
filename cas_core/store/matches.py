"""What may concern the same person or thing: found within limits by the database, and what officers decided of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, Select, and_, delete, insert, or_, select
from sqlalchemy.orm import aliased

from cas_core.store.index_tables import NameIndex
from cas_core.store.match_tables import MatchCursor, MatchMark, MatchProfile
from cas_core.store.tables import Record, Submission
from cas_core.store.turns import take
from cas_core.store.unread import unread
from cas_core.store.upsert import keep_last
from cas_core.store.web_tables import MatchDecision

DESCRIBING = "matching"
MOST_WITHIN = 2_000
"""Greatest number of descriptions within the limits that are looked at, those nearest in time first."""


class Profile(NamedTuple):
    """A person or thing of a submission, with the limits within which it is looked for.

    Attributes:
        marks: Numbers by which it is known for sure.
    """

    submission: str
    path: str
    side: str
    gender: str
    born: tuple[int, int]
    day: date
    marks: frozenset[str]


class Limits(NamedTuple):
    """Within what limits a person is looked for.

    Attributes:
        genders: Genders that may be the same; any where it is empty.
        born: First and last year of birth.
        days: First and last day.
        words: Consonants of words of a name, one of which must be common; empty where the name does not count.
        earliest_first: Which end of the days counts most, where there are too many.
    """

    genders: frozenset[str]
    born: tuple[int, int]
    days: tuple[date, date]
    words: frozenset[str]
    earliest_first: bool


class Where(NamedTuple):
    """Which records are looked at.

    Attributes:
        side: Id of the side.
        register: Register in which its records stand.
        offices: Offices at which they are.
        without: States of the register that do not count.
    """

    side: str
    register: str
    offices: Collection[str]
    without: Collection[str]


def waiting(connection: Connection, most: int) -> list[Row[Any]]:
    """Return the next submissions in the journals that are not described yet: office, sequence, record."""
    return unread(connection, select(MatchCursor.office, MatchCursor.sequence), most)


def claim(connection: Connection) -> None:
    """Let no other transaction describe at the same time."""
    take(connection, DESCRIBING)


def advance(connection: Connection, reached: Mapping[str, int]) -> None:
    """Note how far the journals were read."""
    connection.execute(delete(MatchCursor).where(MatchCursor.office.in_(list(reached))))
    connection.execute(insert(MatchCursor), [{"office": key, "sequence": last} for key, last in reached.items()])


def forget(connection: Connection) -> None:
    """Empty the descriptions, so that they are made anew; what officers decided stays."""
    for table in (MatchProfile, MatchMark, MatchCursor):
        connection.execute(delete(table))


def put(connection: Connection, record: str, profiles: Iterable[Profile]) -> None:
    """Write what a record describes, in place of what was there."""
    for table in (MatchProfile, MatchMark):
        connection.execute(delete(table).where(table.record == record))
    for profile in profiles:
        head = {"submission": profile.submission, "path": profile.path, "side": profile.side, "record": record}
        born = {"born_from": profile.born[0], "born_to": profile.born[1]}
        connection.execute(insert(MatchProfile), [{**head, **born, "gender": profile.gender, "day": profile.day}])
        if profile.marks:
            connection.execute(insert(MatchMark), [{**head, "mark": mark} for mark in sorted(profile.marks)])


def of_record(connection: Connection, record: str) -> list[Row[Any]]:
    """Return what a record describes."""
    return list(connection.execute(select(MatchProfile.__table__).where(MatchProfile.record == record)))


def bones_of(connection: Connection, submission: str, path: str) -> frozenset[str]:
    """Return the consonants of the words of a person's name, initials left out."""
    wanted = select(NameIndex.bones).where(NameIndex.submission == submission, NameIndex.path == path)
    return frozenset(word for word in connection.execute(wanted).scalars() if len(word) > 1)


def within(connection: Connection, where: Where, limits: Limits) -> list[Row[Any]]:
    """Return the descriptions of a side within limits of gender, age, time and, where asked, name."""
    wanted = _described(where).where(
        MatchProfile.born_from <= limits.born[1],
        MatchProfile.born_to >= limits.born[0],
        MatchProfile.day.between(*limits.days),
    )
    if limits.genders:
        wanted = wanted.where(MatchProfile.gender.in_(list(limits.genders)))
    if limits.words:
        at = (NameIndex.submission == MatchProfile.submission, NameIndex.path == MatchProfile.path)
        wanted = wanted.where(select(NameIndex.record).where(*at, NameIndex.bones.in_(list(limits.words))).exists())
    order = MatchProfile.day.asc() if limits.earliest_first else MatchProfile.day.desc()
    return list(connection.execute(wanted.order_by(order).limit(MOST_WITHIN)))


def sharing(connection: Connection, where: Where, profile: Row[Any]) -> list[Row[Any]]:
    """Return the descriptions of a side that have a mark in common with a description."""
    own = aliased(MatchMark)
    marks = select(own.mark).where(own.submission == profile.submission, own.path == profile.path)
    held = (
        MatchMark.submission == MatchProfile.submission,
        MatchMark.path == MatchProfile.path,
        MatchMark.side == MatchProfile.side,
    )
    wanted = _described(where).join(MatchMark, and_(*held))
    wanted = wanted.where(MatchMark.mark.in_(marks.where(own.side == profile.side)))
    return list(connection.execute(wanted.distinct().limit(MOST_WITHIN)))


def latest(connection: Connection, where: Iterable[Where], most: int) -> list[str]:
    """Return the records that were described last, of some sides."""
    sides = [and_(MatchProfile.side == side.side, *_kept(side)) for side in where]
    if not sides:
        return []
    wanted = select(Record.id, Record.created_at).join(MatchProfile, MatchProfile.record == Record.id)
    rows = connection.execute(wanted.where(or_(*sides)).distinct().order_by(Record.created_at.desc()).limit(most))
    return [row.id for row in rows]


def contents(connection: Connection, submissions: Iterable[str]) -> list[Row[Any]]:
    """Return submissions by id."""
    return list(connection.execute(select(Submission.__table__).where(Submission.id.in_(list(submissions)))))


def decisions(connection: Connection, record: str) -> dict[str, bool]:
    """Return the records of which it was decided whether they concern the same, with the decision."""
    either = or_(MatchDecision.record == record, MatchDecision.other == record)
    rows = connection.execute(select(MatchDecision.record, MatchDecision.other, MatchDecision.same).where(either))
    return {row.other if row.record == record else row.record: row.same for row in rows}


def decide(connection: Connection, pair: tuple[str, str], officer: str, at: datetime, *, same: bool) -> None:
    """Write what an officer decided of two records, in place of what was decided before."""
    first, second = sorted(pair)
    row = {"record": first, "other": second, "same": same, "decided_by": officer, "decided_at": at}
    keep_last(connection, MatchDecision, row)


def _described(where: Where) -> Select[Any]:
    wanted = select(MatchProfile.__table__).join(Record, Record.id == MatchProfile.record)
    return wanted.where(MatchProfile.side == where.side, *_kept(where))


def _kept(where: Where) -> list[Any]:
    kept: list[Any] = [Record.register == where.register, Record.office.in_(list(where.offices))]
    return [*kept, Record.status.not_in(list(where.without))] if where.without else kept
