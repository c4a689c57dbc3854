"""Officers: their ranks, postings and leave, each from a day to a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Connection, Row, bindparam, exists, func, insert, or_, select, update
from sqlalchemy.orm import aliased

from cas_core.store.direct import Direct
from cas_core.store.office_tables import Leave, Office, Officer, OfficerRank, Posting


def enlist(connection: Connection, officer_id: str, name: str, rank: str, since: date) -> None:
    """Add a person with a first rank."""
    connection.execute(insert(Officer), [{"id": officer_id, "name": name}])
    set_rank(connection, officer_id, rank, since)


def set_rank(connection: Connection, officer_id: str, rank: str, since: date) -> None:
    """Give an officer a rank from a day on."""
    connection.execute(insert(OfficerRank), [{"officer": officer_id, "rank": rank, "since": since}])


def officer(connection: Connection, officer_id: str, day: date) -> Row[Any] | None:
    """Return an officer's id and name, with the rank on a day."""
    wanted = select(Officer.id, Officer.name, _rank(Officer.id, day).label("rank"))
    return connection.execute(wanted.where(Officer.id == officer_id)).one_or_none()


def ranks(connection: Connection, officer_id: str) -> list[Row[Any]]:
    """Return the ranks of an officer, the first one at the head."""
    wanted = select(OfficerRank.__table__).where(OfficerRank.officer == officer_id)
    return list(connection.execute(wanted.order_by(OfficerRank.since)))


def post(connection: Connection, posting: dict[str, Any]) -> None:
    """Post an officer; a posting that came to nothing before it began is taken up again."""
    place = [
        column == posting[column.name] for column in (Posting.officer, Posting.office, Posting.role, Posting.since)
    ]
    if not connection.execute(update(Posting).where(*place).values(until=posting["until"])).rowcount:
        connection.execute(insert(Posting), [posting])


def end_postings(connection: Connection, office: str, last: date, officer_id: str = "", role: str = "") -> int:
    """Let postings at an office end on a day, and return how many; those not begun by then come to nothing."""
    running = _running(office, last, officer_id, role)
    return connection.execute(update(Posting).where(*running).values(until=last)).rowcount


def may_end(connection: Connection, office: str, last: date, officer_id: str, role: str = "") -> bool:
    """Tell whether an officer has a posting at an office that would run on after a day."""
    running = select(Posting.officer).where(*_running(office, last, officer_id, role))
    return connection.execute(running.limit(1)).first() is not None


def _running(office: str, last: date, officer_id: str, role: str) -> list[Any]:
    running = [Posting.office == office, or_(Posting.until.is_(None), Posting.until > last)]
    running += [Posting.officer == officer_id] if officer_id else []
    return running + ([Posting.role == role] if role else [])


def postings(connection: Connection, officer_id: str, day: date) -> list[Row[Any]]:
    """Return the postings of an officer on a day.

    Each comes with name and rank, whether the officer is on leave, and the type of the office, None where it is closed.
    """
    return _postings().all(connection, who=officer_id, day=day)


def posted_at(connection: Connection, office: str, roles: Iterable[str], day: date) -> list[Row[Any]]:
    """Return the officers who are posted at an office in one of some roles on a day and not on leave, by name."""
    valid = (Posting.since <= day, or_(Posting.until.is_(None), Posting.until >= day))
    away = exists().where(Leave.officer == Posting.officer, Leave.since <= day, Leave.until >= day)
    wanted = select(Posting.officer, Officer.name).join(Officer, Officer.id == Posting.officer).distinct()
    wanted = wanted.where(Posting.office == office, Posting.role.in_(list(roles)), *valid, ~away)
    return list(connection.execute(wanted.order_by(Officer.name, Posting.officer)))


def all_posted(connection: Connection, office: str, day: date) -> list[Row[Any]]:
    """Return everybody posted at an office on a day, by name, with rank and role."""
    valid = (Posting.since <= day, or_(Posting.until.is_(None), Posting.until >= day))
    rank = _rank(Posting.officer, day).label("rank")
    wanted = select(Posting.officer, Officer.name, Posting.role, Posting.since, rank)
    wanted = wanted.join(Officer, Officer.id == Posting.officer).where(Posting.office == office, *valid)
    return list(connection.execute(wanted.order_by(Officer.name, Posting.role)))


def service(connection: Connection, officer_id: str) -> list[Row[Any]]:
    """Return all postings of an officer that did not come to nothing, the first one at the head."""
    begun = or_(Posting.until.is_(None), Posting.until >= Posting.since)
    wanted = select(Posting.__table__).where(Posting.officer == officer_id, begun)
    return list(connection.execute(wanted.order_by(Posting.since, Posting.office)))


def leaves(connection: Connection, officer_id: str) -> list[Row[Any]]:
    """Return the leave of an officer that did not come to nothing, the first one at the head."""
    wanted = select(Leave.__table__).where(Leave.officer == officer_id, Leave.until >= Leave.since)
    return list(connection.execute(wanted.order_by(Leave.since)))


def go_on_leave(connection: Connection, officer_id: str, since: date, until: date) -> None:
    """Note the days of a leave; one that came to nothing before it began is taken up again."""
    place = (Leave.officer == officer_id, Leave.since == since)
    if not connection.execute(update(Leave).where(*place).values(until=until)).rowcount:
        connection.execute(insert(Leave), [{"officer": officer_id, "since": since, "until": until}])


def end_leave(connection: Connection, officer_id: str, since: date, last: date) -> None:
    """Let a leave end earlier."""
    place = (Leave.officer == officer_id, Leave.since == since)
    connection.execute(update(Leave).where(*place).values(until=last))


@cache
def _postings() -> Direct:
    """Return the statement, which is built once: to build it takes longer than to run it."""
    day: Any = bindparam("day")
    place = aliased(Office)
    at = (place.id == Posting.office, place.valid_from <= day, or_(place.valid_to.is_(None), place.valid_to >= day))
    away = exists().where(Leave.officer == Posting.officer, Leave.since <= day, Leave.until >= day)
    wanted = select(
        Posting.__table__,
        Officer.name,
        _rank(Posting.officer, day).label("rank"),
        away.label("on_leave"),
        place.type.label("office_type"),
    )
    wanted = wanted.join(Officer, Officer.id == Posting.officer).outerjoin(place, at[0] & at[1] & at[2])
    valid = (Posting.since <= day, or_(Posting.until.is_(None), Posting.until >= day))
    return Direct(wanted.where(Posting.officer == bindparam("who"), *valid).order_by(Posting.since))


def _rank(officer_id: Any, day: Any) -> Any:
    """Return the rank on a day; for a day before the first known rank, that one."""
    held = select(OfficerRank.rank).where(OfficerRank.officer == officer_id)
    on = held.where(OfficerRank.since <= day).order_by(OfficerRank.since.desc()).limit(1)
    first = held.order_by(OfficerRank.since).limit(1)
    return func.coalesce(on.scalar_subquery(), first.scalar_subquery(), "")
