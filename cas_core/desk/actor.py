"""Who acts: a person in a posting on a day. Authority comes from nothing else."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row

from cas_core.access import Role
from cas_core.access.permission import covers
from cas_core.composition import Composition
from cas_core.problems import NotPermitted, Problem
from cas_core.store import offices


class Actor(NamedTuple):
    """An officer at work.

    Attributes:
        id: Id of the person.
        office: Id of the office of the posting.
        role: The role with its permissions.
        reach: Offices whose records are within reach.
    """

    id: str
    name: str
    rank: str
    office: str
    role: Role
    reach: frozenset[str]

    @property
    def roles(self) -> frozenset[str]:
        """The role, and the national role that it stands for."""
        return frozenset({self.role.id, self.role.stands_for} - {""})

    def may(self, permission: str, office: str) -> bool:
        """Tell whether the posting permits something at an office."""
        return office in self.reach and any(covers(granted, permission) for granted in self.role.permits)

    def require(self, permission: str, office: str) -> None:
        """Pass only what the posting permits.

        Raises:
            NotPermitted: It does not.
        """
        if not self.may(permission, office):
            what = f"the role '{self.role.id}' at '{self.office}' does not permit '{permission}' at '{office}'"
            raise NotPermitted([Problem("not-permitted", what, "Ask an officer whose posting permits it")])


def actor(connection: Connection, composition: Composition, address: str, day: date) -> Actor:
    """Return the officer of an address ``officer:ID`` or ``officer:ID@OFFICE``, as posted on a day.

    Raises:
        NotPermitted: Nobody is posted so on that day, or several postings fit.
    """
    kind, _, rest = address.partition(":")
    officer, _, office = rest.partition("@")
    found = [row for row in offices.postings(connection, officer, day) if office in {"", row.office}]
    if kind != "officer" or len(found) != 1:
        what = f"{len(found)} postings on {day} fit '{address}'"
        raise NotPermitted([Problem("not-posted", what, "Name one current posting: officer:ID@OFFICE")])
    return _posted(connection, composition, found[0], day)


def _posted(connection: Connection, composition: Composition, row: Row[Any], day: date) -> Actor:
    try:
        role = composition.get(Role, row.role)
    except KeyError:
        what = f"the build has no role '{row.role}'"
        raise NotPermitted([Problem("unknown-role", what, "End the posting, or add the role")]) from None
    if role.scope in {"below", "state"}:
        start = row.office if role.scope == "below" else _top(connection, row.office, day)
        reach = offices.below(connection, start, day)
    else:
        reach = frozenset({row.office})
    return Actor(row.officer, row.name, row.rank, row.office, role, reach)


def _top(connection: Connection, office: str, day: date) -> str:
    found = offices.office(connection, office, day)
    while found is not None and found.parent:
        office = found.parent
        found = offices.office(connection, office, day)
    return office
