"""The public entries of records: written after each verb, read by the public side."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, bindparam, delete, select, update

from cas_core.store import rows
from cas_core.store.chain import canonical
from cas_core.store.public_tables import PublicEntry, PublicTerm

PUBLISHED = "published"
FILE = "sha256:"
"""Before the digest of a file among the terms of an entry; no word or number that anybody looks for begins so."""

_FILES = re.compile(r'"sha256":"([0-9a-f]{64})"')
"""A file in what an entry shows, as `canonical` writes it; within a text the marks would be written otherwise."""

_STANDING = select(PublicEntry.view, PublicEntry.status).where(PublicEntry.record == bindparam("of"))
_REMOVE = tuple(delete(table).where(table.record == bindparam("of")) for table in (PublicEntry, PublicTerm))


class Entry(NamedTuple):
    """How a record stands in a view.

    Attributes:
        status: ``published``, ``withheld`` or ``withdrawn``.
        grounds: On what grounds it is not published.
        data: What the public sees; empty unless it is published.
        terms: Words and numbers by which it is found.
    """

    view: str
    status: str
    grounds: tuple[str, ...]
    office: str
    number: str
    data: Mapping[str, Any]
    terms: frozenset[str]


def standing(connection: Connection, record: str) -> dict[str, str]:
    """Return the status of a record in each view in which it has one."""
    return {row.view: row.status for row in connection.execute(_STANDING, {"of": record})}


def remove(connection: Connection, record: str) -> None:
    """Take a record out of its views."""
    for statement in _REMOVE:
        connection.execute(statement, {"of": record})


def replace(connection: Connection, record: str, entry: Entry, at: datetime) -> None:
    """Write one entry anew; other views of the record stay as they are."""
    for table in (PublicEntry, PublicTerm):
        connection.execute(delete(table).where(table.record == record, table.view == entry.view))
    add(connection, record, [entry], at)


def add(connection: Connection, record: str, entries: Iterable[Entry], at: datetime) -> None:
    """Write how a record stands in views in which it does not stand yet."""
    for entry in entries:
        of, data = {"record": record, "view": entry.view}, canonical(dict(entry.data)).decode()
        row = {
            **of,
            "status": entry.status,
            "since": at,
            "grounds": " ".join(entry.grounds),
            "office": entry.office,
            "number": entry.number,
            "data": data,
        }
        rows.add(connection, PublicEntry, [row])
        terms = sorted(entry.terms | {FILE + digest for digest in _FILES.findall(data)})
        rows.add(connection, PublicTerm, [{**of, "term": term} for term in terms])


def set_office(connection: Connection, record: str, office: str) -> None:
    """Let the entries of a record be found at another office."""
    connection.execute(update(PublicEntry).where(PublicEntry.record == record).values(office=office))


def published(
    connection: Connection, view: str, terms: Iterable[str] = (), office: str = "", most: int = 50
) -> list[Row[Any]]:
    """Return the public entries of a view that have all of some terms, the newest first."""
    wanted = select(PublicEntry.__table__).where(PublicEntry.view == view, PublicEntry.status == PUBLISHED)
    for term in terms:
        found = select(PublicTerm.record).where(PublicTerm.view == view, PublicTerm.term == term)
        wanted = wanted.where(PublicEntry.record.in_(found))
    if office:
        wanted = wanted.where(PublicEntry.office == office)
    return list(connection.execute(wanted.order_by(PublicEntry.since.desc(), PublicEntry.record).limit(most)))


def mentions(connection: Connection, view: str, digest: str) -> bool:
    """Tell whether a public entry of a view shows a file, by its digest, 64 hexadecimal digits."""
    if len(digest) != 64 or not set(digest) <= set("0123456789abcdef"):  # noqa: PLR2004 - SHA-256
        return False
    wanted = select(PublicTerm.record).where(PublicTerm.term == FILE + digest, PublicTerm.view == view)
    shown = connection.execute(wanted).scalars().all()
    return any(standing(connection, record).get(view) == PUBLISHED for record in shown)


def data_of(row: Row[Any]) -> dict[str, Any]:
    """Return what the public sees of an entry."""
    held: dict[str, Any] = json.loads(row.data)
    return held
