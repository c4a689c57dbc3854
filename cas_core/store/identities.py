"""Who an officer is at a provider: one person there is one officer here, and the other way round."""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlalchemy import Connection, delete, select

from cas_core.store.sign_in_tables import ProviderIdentity
from cas_core.store.upsert import keep_first


def bind(connection: Connection, issuer: str, subject: str, officer: str, at: datetime) -> bool:
    """Bind an officer to a person at a provider, for the first time that they come together.

    Returns:
        Whether they belong together; False where either was bound to somebody else before.
    """
    id_ = hashlib.sha256(f"{issuer}\x1f{subject}".encode()).hexdigest()
    taken = select(ProviderIdentity.id).where(ProviderIdentity.officer == officer)
    if (held := connection.execute(taken).scalar_one_or_none()) is not None:
        return held == id_
    keep_first(connection, ProviderIdentity, {"id": id_, "officer": officer, "bound_at": at})
    return connection.execute(taken).scalar_one_or_none() == id_


def release(connection: Connection, officer: str) -> None:
    """Forget who an officer is at the provider; his next sign-in there binds him anew."""
    connection.execute(delete(ProviderIdentity).where(ProviderIdentity.officer == officer))
