"""Attachments: kept once, under the digest of their content, each known to be sent by somebody."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, select, update

from cas_core.store.tables import Attachment, Upload
from cas_core.store.upsert import keep_first


class Held(NamedTuple):
    """A file that the store holds."""

    sha256: str
    media_type: str
    content: bytes


class Sender(NamedTuple):
    """Who sent a file, under which name, when."""

    id: str
    name: str
    at: datetime


def keep(connection: Connection, content: bytes, media_type: str, sender: Sender) -> str:
    """Keep a file and return its digest; a file that is held already is not kept twice."""
    digest = hashlib.sha256(content).hexdigest()
    if connection.execute(select(Attachment.sha256).where(Attachment.sha256 == digest)).first() is None:
        row = {"sha256": digest, "size": len(content), "media_type": media_type, "content": content}
        keep_first(connection, Attachment, row)
    sent = {"sha256": digest, "sender": sender.id, "name": sender.name, "at": sender.at, "record": ""}
    keep_first(connection, Upload, sent)
    return digest


def held(connection: Connection, digest: str) -> Held | None:
    """Return a file by its digest."""
    wanted = select(Attachment.sha256, Attachment.media_type, Attachment.content).where(Attachment.sha256 == digest)
    row = connection.execute(wanted).one_or_none()
    return Held(row.sha256, row.media_type, row.content) if row else None


def types(connection: Connection, digests: Collection[str]) -> dict[str, str]:
    """Return the media types of those of some files that are held, by digest."""
    wanted = select(Attachment.sha256, Attachment.media_type).where(Attachment.sha256.in_(digests))
    return {row.sha256: row.media_type for row in connection.execute(wanted)}


def sent_by(connection: Connection, sender: str, digests: Collection[str]) -> dict[str, str]:
    """Return the names of those of some files that somebody sent, by digest."""
    wanted = select(Upload.sha256, Upload.name).where(Upload.sender == sender, Upload.sha256.in_(digests))
    return {row.sha256: row.name for row in connection.execute(wanted)}


def entered(connection: Connection, sender: str, digests: Collection[str], record: str) -> None:
    """Note in which record files that somebody sent stand."""
    own = update(Upload).where(Upload.sender == sender, Upload.sha256.in_(digests), Upload.record == "")
    connection.execute(own.values(record=record))
