"""Passkeys of officers. Only what is public of a key is kept."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from cas_core.store.sign_in_tables import Passkey


def digest(credential: bytes) -> str:
    """Return what a credential is found by; its own id may be longer than a key of a table."""
    return hashlib.sha256(credential).hexdigest()


def passkey(connection: Connection, id_: str) -> Row[Any] | None:
    """Return a passkey by the digest of its credential."""
    return connection.execute(select(Passkey.__table__).where(Passkey.id == id_)).one_or_none()


def passkeys(connection: Connection, officer: str) -> list[Row[Any]]:
    """Return the passkeys of an officer, the oldest first."""
    wanted = select(Passkey.__table__).where(Passkey.officer == officer)
    return list(connection.execute(wanted.order_by(Passkey.added_at, Passkey.id)))


def add(connection: Connection, row: Mapping[str, Any]) -> None:
    """Keep a passkey."""
    connection.execute(insert(Passkey), [row])


def used(connection: Connection, id_: str, sign_count: int, at: datetime) -> None:
    """Note that a passkey was used, and how often its authenticator says it was."""
    connection.execute(update(Passkey).where(Passkey.id == id_).values(sign_count=sign_count, used_at=at))


def remove(connection: Connection, officer: str, id_: str) -> bool:
    """Take away a passkey of an officer; tell whether it was his."""
    return bool(connection.execute(delete(Passkey).where(Passkey.officer == officer, Passkey.id == id_)).rowcount)


def remove_all(connection: Connection, officer: str) -> int:
    """Take away all passkeys of an officer, and return how many there were."""
    return connection.execute(delete(Passkey).where(Passkey.officer == officer)).rowcount
