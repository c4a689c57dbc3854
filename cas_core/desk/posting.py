"""What must hold of a posting: an open office, a role of the build, a rank that the role asks for."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import NamedTuple

from sqlalchemy import Connection

from cas_core.access import Role
from cas_core.codelists import CodeList
from cas_core.composition import Build
from cas_core.composition.ranks import Ranks, least_ranks
from cas_core.problems import Problem
from cas_core.store import journal, officers, offices

OPERATOR = "operator"
"""Stands in the journal for the one who runs the installation, where no officer acts yet."""


class Posting(NamedTuple):
    """An officer in a role at an office, from a day to a day; without end where ``until`` is None."""

    officer: str
    office: str
    role: str
    since: date
    until: date | None = None


def engage(connection: Connection, build: Build, posting: Posting, person: tuple[str, str]) -> list[Problem]:
    """Post a person of a name and rank for the operator, or return everything that forbids it."""
    name, rank = person
    known = officers.officer(connection, posting.officer, posting.since)
    problems = [] if known else rank_faults(build, rank)
    if known is None:
        officers.enlist(connection, posting.officer, name, rank, posting.since)
    elif known.name != name or known.rank != rank:
        what, mend = f"'{posting.officer}' is known with another name or rank", "Give each person an id; promote one"
        problems.append(Problem("officer-known", what, mend, field="officer"))
    problems += posting_faults(connection, build, posting)
    if not problems:
        officers.post(connection, posting._asdict())
        detail = {"on": posting.since.isoformat(), "officer": posting.officer, "role": posting.role}
        event = journal.Event(posting.office, OPERATOR, "officer.appoint", datetime.now(UTC), detail=detail)
        journal.append(connection, event)
    return problems


def posting_faults(connection: Connection, build: Build, posting: Posting) -> list[Problem]:
    """Return everything that forbids a posting."""
    person = officers.officer(connection, posting.officer, posting.since)
    problems = [] if person else [_unknown("officer", posting.officer, "Enlist the officer first")]
    if offices.office(connection, posting.office, posting.since) is None:
        problems.append(_unknown("office", posting.office, f"Name an office that is open on {posting.since}"))
    roles = build.composition.all(Role)
    if posting.role not in roles:
        problems.append(_unknown("role", posting.role, f"Name one of: {', '.join(roles)}"))
    elif person is not None:
        problems += _too_low(build, person.rank, roles[posting.role])
    if (posting.until or date.max) < posting.since:
        problems.append(Problem("empty-validity", "the posting ends before it begins", "Correct its days"))
    held = officers.service(connection, posting.officer)
    same = (row for row in held if (row.office, row.role) == (posting.office, posting.role))
    if any(row.since <= (posting.until or date.max) and (row.until or date.max) >= posting.since for row in same):
        what = f"'{posting.officer}' is posted at '{posting.office}' as '{posting.role}' already"
        problems.append(Problem("posted-already", what, "Leave it, or end that posting first"))
    return problems


def rank_faults(build: Build, rank: str) -> list[Problem]:
    """Return a problem for a rank that the list of ranks does not know."""
    known = ranks(build).known
    if rank in known:
        return []
    return [_unknown("rank", rank, f"Name one of: {', '.join(known)}")]


def ranks(build: Build) -> Ranks:
    """Return the ranks of a build."""
    return Ranks.of(build.composition.all(CodeList))


def _too_low(build: Build, rank: str, role: Role) -> list[Problem]:
    order = ranks(build)
    wanted = least_ranks(role, build.composition.all(Role))
    return [
        Problem("rank-too-low", f"the role '{role.id}' asks for the rank '{least}' or above, not '{rank}'", _SENIOR)
        for least in wanted
        if not order.suffices(rank, least)
    ]


_SENIOR = "Post an officer of that rank, or in another role"


_UNKNOWN = {
    "officer": "unknown-officer",
    "office": "unknown-office",
    "role": "unknown-role",
    "rank": "unknown-rank",
}


def _unknown(what: str, value: str, mend: str) -> Problem:
    return Problem(_UNKNOWN[what], f"there is no {what} '{value}'", mend, field=what)
