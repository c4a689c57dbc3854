"""What a submission ties its record to: parties under their codes, and other records."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, delete, or_, select

from cas_core.store import rows
from cas_core.store.case_tables import Link, Party
from cas_core.store.tables import Record, Submission

_OTHERS = (
    select(Link.target.label("other"))
    .where(Link.record == bindparam("of"))
    .union(select(Link.record.label("other")).where(Link.target == bindparam("of")))
    .subquery()
)
_LINKED = select(Record.register, Record.id).join(_OTHERS, _OTHERS.c.other == Record.id).order_by(Record.created_at)


class Tie(NamedTuple):
    """A field by which two records are linked.

    Attributes:
        other: Id of the record at the other end.
        register: Register of the record whose form names the other one.
        form: That form; ``path`` is where in it.
    """

    other: str
    register: str
    form: str
    path: str


def tie(
    connection: Connection,
    record: str,
    submission: str,
    parties: Iterable[tuple[str, str, str]],
    targets: Iterable[tuple[str, str]],
) -> None:
    """Write what a submission ties its record to.

    Args:
        parties: Kind, code and path of each party that it introduces.
        targets: Path and id of each record that it refers to.
    """
    held = [{"record": record, "submission": submission, "kind": k, "code": c, "path": p} for k, c, p in parties]
    rows.add(connection, Party, held)
    linked = [{"record": record, "submission": submission, "path": path, "target": to} for path, to in targets]
    rows.add(connection, Link, linked)


def untie(connection: Connection, submission: str) -> None:
    """Remove what a submission tied, before another one supersedes it."""
    for table in (Party, Link):
        connection.execute(delete(table).where(table.submission == submission))


def introduced(connection: Connection, submission: str) -> set[tuple[str, str]]:
    """Return kind and code of the parties that a submission brought in."""
    wanted = select(Party.kind, Party.code).where(Party.submission == submission)
    return {(row.kind, row.code) for row in connection.execute(wanted)}


def parties(connection: Connection, record: str) -> dict[str, list[str]]:
    """Return the codes of the parties to a record, by kind."""
    codes: dict[str, list[str]] = {}
    wanted = select(Party.kind, Party.code).where(Party.record == record).order_by(Party.kind, Party.code)
    for row in connection.execute(wanted):
        codes.setdefault(row.kind, []).append(row.code)
    return codes


def linked(connection: Connection, record: str) -> list[tuple[str, str]]:
    """Return register and id of all records that a record refers to or that refer to it."""
    return [(row.register, row.id) for row in connection.execute(_LINKED, {"of": record})]


def ties(connection: Connection, record: str) -> list[Tie]:
    """Return the fields by which a record is linked with others, those of the others included."""
    wanted = select(Link.record, Link.target, Link.path, Submission.form, Record.register)
    wanted = wanted.join(Submission, Submission.id == Link.submission).join(Record, Record.id == Link.record)
    rows = connection.execute(wanted.where(or_(Link.record == record, Link.target == record)))
    return [Tie(row.target if row.record == record else row.record, row.register, row.form, row.path) for row in rows]
