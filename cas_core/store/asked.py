"""How often somebody asked within a time: one count for all processes on a database."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select

from cas_core.store.store import Store
from cas_core.store.upsert import keep_last
from cas_core.store.web_tables import Asked

LONGEST = timedelta(days=1)
"""Time after which it is forgotten that somebody asked; no window is longer."""


def let_through(store: Store, kind: str, subject: str, most: int, within: timedelta, now: datetime) -> bool:
    """Count a request, unless as many were let through within a time; what is refused costs no transaction.

    Args:
        subject: Keyed digest of who asks.
        most: Greatest number of requests within the time.
    """
    since = now - within
    with store.reading() as connection:
        if len(_moments(connection, kind, subject, since)) >= most:
            return False
    with store.writing(f"asked {kind} {subject}") as connection:
        held = _moments(connection, kind, subject, since)  # somebody may have been faster
        if len(held) >= most:
            return False
        row = {"kind": kind, "subject": subject, "moments": json.dumps([*held, now.timestamp()]), "last_at": now}
        keep_last(connection, Asked, row)
        connection.execute(delete(Asked).where(Asked.last_at < now - LONGEST))
    return True


def _moments(connection: Connection, kind: str, subject: str, since: datetime) -> list[float]:
    wanted = select(Asked.moments).where(Asked.kind == kind, Asked.subject == subject)
    held = json.loads(connection.execute(wanted).scalar_one_or_none() or "[]")
    return [moment for moment in held if moment > since.timestamp()]
