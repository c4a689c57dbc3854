"""Who acts: a person in a posting on a day. Authority comes from nothing else."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row

from cas_core.access import Role
from cas_core.access.permission import permitted
from cas_core.composition import Composition
from cas_core.desk.roles import roles
from cas_core.forms import Privacy
from cas_core.problems import NotPermitted, Problem, Sentence
from cas_core.store import officers, offices

PORTAL = "portal"
"""Role in which the portal acts, and the id under which the journal has it; no officer has that id."""


WIDE = frozenset({"below", "state"})
"""Scopes of roles that reach beyond their own office."""


class Actor(NamedTuple):
    """An officer at work.

    Attributes:
        id: Id of the person.
        office: Id of the office of the posting.
        role: The role with its permissions.
        office_type: Type of that office today.
        reach: Offices whose records are within reach, as they stand today.
    """

    id: str
    name: str
    rank: str
    office: str
    office_type: str
    role: Role
    reach: frozenset[str]

    @property
    def roles(self) -> frozenset[str]:
        """The role, and the national role that it stands for."""
        return frozenset({self.role.id, self.role.stands_for} - {""})

    @property
    def supervises(self) -> bool:
        """Whether the posting reaches offices other than its own."""
        return self.role.scope in WIDE

    def sees(self, register: str) -> Privacy:
        """Return the strictest class of field that the posting sees in the records of a register."""
        return self.role.ceiling(register)

    def may(self, permission: str, office: str) -> bool:
        """Tell whether the posting permits something at an office."""
        return office in self.reach and permitted(self.role.permits, permission)

    def require(self, permission: str, office: str) -> None:
        """Pass only what the posting permits.

        Raises:
            NotPermitted: It does not.
        """
        if not self.may(permission, office):
            at = {"role": self.role.label, "own": self.office, "permission": permission, "office": office}
            what = Sentence("the role '{role}' at '{own}' does not permit '{permission}' at '{office}'", **at)
            raise NotPermitted([Problem("not-permitted", what, Sentence("Ask an officer whose posting permits it"))])


def actor(connection: Connection, composition: Composition, address: str, day: date) -> Actor:
    """Return the officer of an address ``officer:ID`` or ``officer:ID@OFFICE``, as posted on a day.

    ``portal:OFFICE`` is the portal at an office.

    Raises:
        NotPermitted: Nobody is posted so on that day, or several postings fit; or the officer is on leave.
    """
    kind, _, rest = address.partition(":")
    if kind == PORTAL:
        return _portal(connection, composition, rest, day)
    officer, _, office = rest.partition("@")
    posted = [row for row in officers.postings(connection, officer, day) if office in {"", row.office}]
    found = [row for row in posted if row.office_type is not None]
    if posted and not found:
        what = Sentence("the office '{office}' is not open on {day}", office=posted[0].office, day=str(day))
        mend = Sentence("Have the officer posted at the office that succeeds it")
        raise NotPermitted([Problem("office-not-open", what, mend)])
    if kind != "officer" or len(found) != 1:
        said = {"number": str(len(found)), "day": str(day), "address": address}
        what = Sentence("{number} postings on {day} fit '{address}'", **said)
        mend = Sentence("Name one current posting: officer:ID@OFFICE")
        raise NotPermitted([Problem("not-posted", what, mend)])
    if found[0].on_leave:
        what = Sentence("'{address}' is on leave on {day}", address=address, day=str(day))
        mend = Sentence("Act from the day after the leave, or have it ended")
        raise NotPermitted([Problem("on-leave", what, mend)])
    return _posted(connection, composition, found[0], day)


def _portal(connection: Connection, composition: Composition, office: str, day: date) -> Actor:
    """Return the portal at an office: no person, but the software that acts for citizens in a role of its own."""
    place = offices.office(connection, office, day)
    if place is None:
        raise NotPermitted([Problem("unknown-office", "there is no such office", "Choose one from the list")])
    role = composition.get(Role, PORTAL)
    return Actor(PORTAL, PORTAL, "", office, place.type, role, frozenset({office}))


def _posted(connection: Connection, composition: Composition, row: Row[Any], day: date) -> Actor:
    try:
        role = composition.derived(roles)[row.role]
    except KeyError:
        what = Sentence("the build has no role '{role}'", role=row.role)
        raise NotPermitted([Problem("unknown-role", what, Sentence("End the posting, or add the role"))]) from None
    return Actor(
        row.officer, row.name, row.rank, row.office, row.office_type, role, reach_of(connection, role, row.office, day)
    )


def reach_of(connection: Connection, role: Role, office: str, day: date) -> frozenset[str]:
    """Return the offices that a role at an office reaches, as they stand on a day."""
    if role.scope not in WIDE:
        return offices.reach(connection, office, day, below=False)
    above = offices.upwards(connection, office, day) if role.scope == "state" else []
    return offices.reach(connection, above[-1].id if above else office, day, below=True)
