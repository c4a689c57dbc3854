"""Steps of signing in that wait for their answer: a challenge, a state, a second factor. Each is answered once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, select

from cas_core.store.sessions import digest
from cas_core.store.sign_in_tables import SignInStep
from cas_core.store.upsert import keep_last

KEPT = timedelta(hours=1)
"""How long a step that nobody answered stays; it is good for less."""


def put(
    connection: Connection, token: str, kind: str, officer: str, detail: Mapping[str, Any], at: datetime
) -> None:  # fmt: skip
    """Keep a step, in place of one of its kind; those that nobody answered are cleaned away."""
    connection.execute(delete(SignInStep).where(SignInStep.begun_at < at - KEPT))
    row = {"token": digest(token), "kind": kind, "officer": officer, "detail": json.dumps(detail), "begun_at": at}
    keep_last(connection, SignInStep, row)


def step(connection: Connection, token: str, kind: str) -> Row[Any] | None:
    """Return a step that waits for its answer."""
    return connection.execute(select(SignInStep.__table__).where(*_place(token, kind))).one_or_none()


def take(connection: Connection, token: str, kind: str) -> Row[Any] | None:
    """Return a step and take it away: whoever comes second gets none."""
    row = step(connection, token, kind)
    taken = connection.execute(delete(SignInStep).where(*_place(token, kind))).rowcount
    return row if taken else None


def _place(token: str, kind: str) -> tuple[Any, ...]:
    return SignInStep.token == digest(token), SignInStep.kind == kind
