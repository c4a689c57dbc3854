"""Offices, officers and postings, each with its dates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, or_, select

from cas_core.store.tables import Office, Officer, Posting

BEGINNING = date(1860, 1, 1)
"""Stands for 'always' where an office has no first day."""

_POSTINGS = (
    select(Posting.__table__, Officer.name, Officer.rank)
    .join(Officer, Officer.id == Posting.officer)
    .where(Posting.officer == bindparam("who"), Posting.since <= bindparam("day"))
    .where(or_(Posting.until.is_(None), Posting.until >= bindparam("day")))
    .order_by(Posting.since)
)


def replace_offices(connection: Connection, offices: Iterable[Mapping[str, Any]]) -> None:
    """Put the offices of a build in the place of those known."""
    rows = [{**office, "valid_from": office.get("valid_from") or BEGINNING} for office in offices]
    connection.execute(delete(Office))
    connection.execute(insert(Office), rows)


def office(connection: Connection, office_id: str, day: date) -> Row[Any] | None:
    """Return an office as it is on a day."""
    valid = (Office.valid_from <= day, or_(Office.valid_to.is_(None), Office.valid_to >= day))
    return connection.execute(select(Office.__table__).where(Office.id == office_id, *valid)).one_or_none()


def below(connection: Connection, office_id: str, day: date) -> frozenset[str]:
    """Return an office with all offices below it on a day."""
    valid = (Office.valid_from <= day, or_(Office.valid_to.is_(None), Office.valid_to >= day))
    tree = select(Office.id).where(Office.id == office_id, *valid).cte("tree", recursive=True)
    tree = tree.union(select(Office.id).where(Office.parent == tree.c.id, *valid))
    return frozenset(connection.execute(select(tree.c.id)).scalars())


def appoint(connection: Connection, person: Mapping[str, Any], posting: Mapping[str, Any]) -> None:
    """Post an officer; one who is not known yet is added."""
    if connection.execute(select(Officer.id).where(Officer.id == person["id"])).first() is None:
        connection.execute(insert(Officer), [dict(person)])
    connection.execute(insert(Posting), [{"officer": person["id"], **posting}])


def officer(connection: Connection, officer_id: str) -> Row[Any] | None:
    """Return an officer's name and rank."""
    return connection.execute(select(Officer.__table__).where(Officer.id == officer_id)).one_or_none()


def postings(connection: Connection, officer_id: str, day: date) -> list[Row[Any]]:
    """Return the postings of an officer on a day, with name and rank."""
    return list(connection.execute(_POSTINGS, {"who": officer_id, "day": day}))
