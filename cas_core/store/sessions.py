"""Sessions, codes sent to a contact, and tokens of programs: each is known by its digest alone."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from cas_core.store.upsert import keep_last
from cas_core.store.web_tables import ApiToken, LoginSession, OneTimeCode

KEPT = timedelta(days=30)
"""How long a session or a code stays that nobody ended or used; it is good for minutes."""


def digest(secret: str) -> str:
    """Return what is kept of a random secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def begin(connection: Connection, kind: str, subject: str, office: str, at: datetime) -> str:
    """Open a session and return its token, which is kept nowhere else; what nobody used any more is cleaned away."""
    clean(connection, at - KEPT)
    token = secrets.token_urlsafe(32)
    row = {"kind": kind, "subject": subject, "office": office, "begun_at": at, "seen_at": at}
    connection.execute(insert(LoginSession), [{"token": digest(token), **row}])
    return token


def session(connection: Connection, token: str) -> Row[Any] | None:
    """Return the session of a token."""
    wanted = select(LoginSession.__table__).where(LoginSession.token == digest(token))
    return connection.execute(wanted).one_or_none()


def seen(connection: Connection, token: str, at: datetime) -> None:
    """Note that a session is in use."""
    connection.execute(update(LoginSession).where(LoginSession.token == digest(token)).values(seen_at=at))


def move(connection: Connection, token: str, office: str) -> None:
    """Let a session go on in another office; since when it runs stays."""
    connection.execute(update(LoginSession).where(LoginSession.token == digest(token)).values(office=office))


def end(connection: Connection, token: str) -> None:
    """Close a session."""
    connection.execute(delete(LoginSession).where(LoginSession.token == digest(token)))


def end_all(connection: Connection, kind: str, subject: str) -> None:
    """Close all sessions of somebody, e.g. when the password is changed."""
    connection.execute(delete(LoginSession).where(LoginSession.kind == kind, LoginSession.subject == subject))


def end_others(connection: Connection, kind: str, subject: str, token: str) -> None:
    """Close all sessions of somebody but the one of a token."""
    others = delete(LoginSession).where(LoginSession.kind == kind, LoginSession.subject == subject)
    connection.execute(others.where(LoginSession.token != digest(token)))


def clean(connection: Connection, before: datetime) -> None:
    """Take away sessions and codes that were last used before a moment."""
    connection.execute(delete(LoginSession).where(LoginSession.seen_at < before))
    connection.execute(delete(OneTimeCode).where(OneTimeCode.sent_at < before))


def put_code(connection: Connection, contact: str, code: str, at: datetime) -> None:
    """Keep a code for a contact, in place of one sent before."""
    keep_last(connection, OneTimeCode, {"contact": contact, "code": code, "sent_at": at, "tries": 0})


def try_code(connection: Connection, contact: str) -> Row[Any] | None:
    """Return the code of a contact and count the try."""
    connection.execute(update(OneTimeCode).where(OneTimeCode.contact == contact).values(tries=OneTimeCode.tries + 1))
    return connection.execute(select(OneTimeCode.__table__).where(OneTimeCode.contact == contact)).one_or_none()


def used_code(connection: Connection, contact: str) -> None:
    """Take away a code that was used."""
    connection.execute(delete(OneTimeCode).where(OneTimeCode.contact == contact))


def issue_token(connection: Connection, officer: str, office: str, label: str, span: tuple[datetime, datetime]) -> str:
    """Return a new token for programs, valid over a span."""
    token = f"cas_{secrets.token_urlsafe(32)}"
    row = {"officer": officer, "office": office, "label": label, "issued_at": span[0], "until": span[1]}
    connection.execute(insert(ApiToken), [{"token": digest(token), **row}])
    return token


def api_token(connection: Connection, token: str) -> Row[Any] | None:
    """Return whose token it is."""
    return connection.execute(select(ApiToken.__table__).where(ApiToken.token == digest(token))).one_or_none()


def tokens_of(connection: Connection, officer: str) -> list[Row[Any]]:
    """Return the tokens of an officer, the newest first."""
    wanted = select(ApiToken.__table__).where(ApiToken.officer == officer)
    return list(connection.execute(wanted.order_by(ApiToken.issued_at.desc())))


def revoke_token(connection: Connection, officer: str, digest_of_token: str) -> None:
    """Take a token back."""
    connection.execute(delete(ApiToken).where(ApiToken.officer == officer, ApiToken.token == digest_of_token))


def revoke_tokens(connection: Connection, officer: str) -> None:
    """Take all tokens of an officer back."""
    connection.execute(delete(ApiToken).where(ApiToken.officer == officer))
