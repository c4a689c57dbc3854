"""Drafts: forms that somebody began and has not entered."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, delete, select, update

from cas_core.store.records import new_id
from cas_core.store.upsert import keep_first
from cas_core.store.web_tables import Draft

ENTERED = "entered "
"""Stands before the owner of a draft that was entered."""

LATEST = timedelta(days=1)
"""How late a copy of a draft may come."""


class Place(NamedTuple):
    """What a draft is of; ``record`` is empty for a form that opens one."""

    office: str
    register: str
    record: str
    form: str


def save(connection: Connection, owner: str, draft: str, place: Place, data: Mapping[str, Any], at: datetime) -> str:
    """Keep a draft under its id and return that; where the id is another's, under a new one.

    What was entered meanwhile is no draft any more: a copy that comes late is let go.
    """
    if connection.execute(select(Draft.id).where(Draft.id == draft, Draft.owner == f"{ENTERED}{owner}")).first():
        return draft
    text = json.dumps(data, ensure_ascii=False)
    own = update(Draft).where(Draft.id == draft, Draft.owner == owner).values(data=text, saved_at=at)
    if connection.execute(own).rowcount:
        return draft
    taken = connection.execute(select(Draft.id).where(Draft.id == draft)).first()
    fresh = draft if draft and not taken else new_id()
    row = {"id": fresh, "owner": owner, **place._asdict(), "data": text, "saved_at": at}
    keep_first(connection, Draft, row)
    return fresh


def draft(connection: Connection, owner: str, draft_id: str) -> tuple[Row[Any], dict[str, Any]] | None:
    """Return a draft of somebody with what is filled in."""
    wanted = select(Draft.__table__).where(Draft.id == draft_id, Draft.owner == owner)
    row = connection.execute(wanted).one_or_none()
    return (row, json.loads(row.data)) if row else None


def drafts(connection: Connection, owner: str) -> list[Row[Any]]:
    """Return the drafts of somebody, the latest first."""
    wanted = select(Draft.__table__).where(Draft.owner == owner)
    return list(connection.execute(wanted.order_by(Draft.saved_at.desc())))


def entered(connection: Connection, owner: str, draft_id: str, place: Place, at: datetime) -> None:
    """Note that a draft was entered, so that a copy of it which is still on its way is not kept as another one."""
    discard(connection, owner, draft_id)
    connection.execute(delete(Draft).where(Draft.owner.startswith(ENTERED), Draft.saved_at < at - LATEST))
    row = {"id": draft_id, "owner": f"{ENTERED}{owner}", **place._asdict(), "data": "{}", "saved_at": at}
    keep_first(connection, Draft, row)


def discard(connection: Connection, owner: str, draft_id: str) -> None:
    """Throw a draft away."""
    connection.execute(delete(Draft).where(Draft.id == draft_id, Draft.owner == owner))
