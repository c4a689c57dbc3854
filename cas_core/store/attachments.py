"""Attachments: kept once, under the digest of their content."""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from sqlalchemy import Connection, select

from cas_core.store.tables import Attachment
from cas_core.store.upsert import keep_first


class Held(NamedTuple):
    """A file that the store holds."""

    sha256: str
    media_type: str
    content: bytes


def keep(connection: Connection, content: bytes, media_type: str) -> str:
    """Keep a file and return its digest; a file that is held already is not kept twice."""
    digest = hashlib.sha256(content).hexdigest()
    if connection.execute(select(Attachment.sha256).where(Attachment.sha256 == digest)).first() is None:
        row = {"sha256": digest, "size": len(content), "media_type": media_type, "content": content}
        keep_first(connection, Attachment, row)
    return digest


def held(connection: Connection, digest: str) -> Held | None:
    """Return a file by its digest."""
    wanted = select(Attachment.sha256, Attachment.media_type, Attachment.content).where(Attachment.sha256 == digest)
    row = connection.execute(wanted).one_or_none()
    return Held(row.sha256, row.media_type, row.content) if row else None


def known(connection: Connection, digests: set[str]) -> set[str]:
    """Return those of some digests whose files are held."""
    return set(connection.execute(select(Attachment.sha256).where(Attachment.sha256.in_(digests))).scalars())
