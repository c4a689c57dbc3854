"""Attachments: kept once, under the digest of their content, each known to be sent by somebody."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, delete, func, select, update

from cas_core.store.tables import Attachment, Submission, Upload
from cas_core.store.upsert import keep_first
from cas_core.store.web_tables import Draft


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


def sweep(connection: Connection, before: datetime) -> int:
    """Forget files that were last sent before a moment and stand in no record and no draft; return how many.

    That none does is looked up in the forms themselves, those of before the uploads were noted included.
    """
    waiting = select(Upload.sha256).group_by(Upload.sha256)
    waiting = waiting.having(func.max(Upload.at) < before, func.max(Upload.record) == "")
    alone = [digest for digest in connection.execute(waiting).scalars() if not _is_named(connection, digest)]
    for digest in alone:
        connection.execute(delete(Upload).where(Upload.sha256 == digest))
        connection.execute(delete(Attachment).where(Attachment.sha256 == digest))
    return len(alone)


def _is_named(connection: Connection, digest: str) -> bool:
    in_form = select(Submission.id).where(Submission.national.contains(digest) | Submission.rest.contains(digest))
    in_draft = select(Draft.id).where(Draft.data.contains(digest))
    return any(connection.execute(wanted.limit(1)).first() is not None for wanted in (in_form, in_draft))
