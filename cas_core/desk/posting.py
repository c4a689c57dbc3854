"""What must hold of a posting: an open office, a role of the build, a rank that the role asks for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import NamedTuple

from sqlalchemy import Connection

from cas_core.access import Role
from cas_core.codelists import CodeList
from cas_core.composition import Build
from cas_core.composition.ranks import Ranks, least_ranks
from cas_core.desk.actor import PORTAL
from cas_core.desk.deadlines import SCHEDULER
from cas_core.desk.labels import rank_label
from cas_core.forms.types import UNSEEN
from cas_core.problems import Problem, Sentence
from cas_core.store import journal, officers, offices

OPERATOR = "operator"
"""Stands in the journal for the one who runs the installation, where no officer acts yet."""


RESERVED = frozenset({OPERATOR, PORTAL, SCHEDULER})
"""Ids under which the journal has no person; one who bore them could not be told from the software."""

LONGEST_NAME = 200
_ID = re.compile(r"[a-z][a-z0-9_.]{0,62}")


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
    problems = [] if known else [*rank_faults(build, rank), *person_faults(posting.officer, name)]
    if known is None and not problems:
        officers.enlist(connection, posting.officer, name, rank, posting.since)
    elif known is not None and (known.name != name or known.rank != rank):
        what = Sentence("'{officer}' is known with another name or rank", officer=posting.officer)
        mend = Sentence("Give each person an id; promote one")
        problems.append(Problem("officer-known", what, mend, field="officer"))
    faults = posting_faults(connection, build, posting)
    problems += [fault for fault in faults if known or fault.code != "unknown-officer"]
    if not problems:
        officers.post(connection, posting._asdict())
        detail = {"on": posting.since.isoformat(), "officer": posting.officer, "role": posting.role}
        event = journal.Event(posting.office, OPERATOR, "officer.appoint", datetime.now(UTC), detail=detail)
        journal.append(connection, event)
    return problems


def posting_faults(connection: Connection, build: Build, posting: Posting) -> list[Problem]:
    """Return everything that forbids a posting."""
    person = officers.officer(connection, posting.officer, posting.since)
    problems = [] if person else [unknown_officer(posting.officer)]
    if offices.office(connection, posting.office, posting.since) is None:
        what = Sentence("there is no office '{office}' on {day}", office=posting.office, day=posting.since.isoformat())
        mend = Sentence("Name an office that is open on that day")
        problems.append(Problem("unknown-office", what, mend, field="office"))
    roles = build.composition.all(Role)
    if posting.role not in roles:
        choices = Sentence("Name one of: {choices}", choices=[role.label for role in roles.values()])
        what = Sentence("there is no role '{role}'", role=posting.role)
        problems.append(Problem("unknown-role", what, choices, field="role"))
    elif person is not None:
        problems += _too_low(build, person.rank, roles[posting.role])
    if (posting.until or date.max) < posting.since:
        what = Sentence("the posting ends before it begins")
        problems.append(Problem("empty-validity", what, Sentence("Correct its days"), field="until"))
    held = officers.service(connection, posting.officer)
    until = posting.until or date.max
    there = [row for row in held if row.office == posting.office and row.since <= until]
    there = [row for row in there if (row.until or date.max) >= posting.since]
    if there:  # an address names the office, so that in each of them one acts in one role
        said = {"officer": posting.officer, "office": posting.office, "role": _label(roles, there[0].role)}
        what = Sentence("'{officer}' is posted at '{office}' as '{role}' already", **said)
        problems.append(
            Problem("posted-already", what, Sentence("Leave it, or end that posting first"), field="officer")
        )
    return problems


def person_faults(officer: str, name: str) -> list[Problem]:
    """Return what is wrong with the id and the name of a person who is to be enlisted."""
    problems = []
    if officer in RESERVED:
        what = Sentence("the id '{officer}' is kept for the software itself", officer=officer)
        mend = Sentence("Give each person an id of his own")
        problems.append(Problem("bad-officer-id", what, mend, field="officer"))
    elif not _ID.fullmatch(officer):
        what = Sentence("the id '{officer}' has not the wanted form", officer=officer)
        mend = Sentence("Begin with a small letter; then small letters, digits, dots and _, at most 63")
        problems.append(Problem("bad-officer-id", what, mend, field="officer"))
    if not name.strip() or len(name) > LONGEST_NAME or UNSEEN.search(name):
        what = Sentence("the name of the officer is not filled in, or is too long")
        problems.append(Problem("missing-key", what, Sentence("Write it with at most 200 letters"), field="name"))
    return problems


def rank_faults(build: Build, rank: str) -> list[Problem]:
    """Return a problem for a rank that the list of ranks does not know."""
    known = ranks(build).known
    if rank in known:
        return []
    choices = Sentence("Name one of: {choices}", choices=[rank_label(build.composition, one) for one in known])
    return [Problem("unknown-rank", Sentence("there is no rank '{rank}'", rank=rank), choices, field="rank")]


def ranks(build: Build) -> Ranks:
    """Return the ranks of a build."""
    return Ranks.of(build.composition.all(CodeList))


def _too_low(build: Build, rank: str, role: Role) -> list[Problem]:
    order = ranks(build)
    wanted = least_ranks(role, build.composition.all(Role))
    said = {"role": role.label, "rank": rank_label(build.composition, rank)}
    return [
        Problem("rank-too-low", _asks(least=rank_label(build.composition, least), **said), _SENIOR, field="role")
        for least in wanted
        if not order.suffices(rank, least)
    ]


_SENIOR = Sentence("Post an officer of that rank, or in another role")


def _asks(**said: str) -> Sentence:
    return Sentence("the role '{role}' asks for the rank '{least}' or above, not '{rank}'", **said)


def unknown_officer(officer: str) -> Problem:
    """Return the problem of an officer whom nobody enlisted."""
    what = Sentence("there is no officer '{officer}'", officer=officer)
    return Problem("unknown-officer", what, Sentence("Enlist the officer first"), field="officer")


def _label(roles: Mapping[str, Role], role: str) -> str:
    return roles[role].label if role in roles else role
