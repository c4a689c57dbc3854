"""What must hold of roles: a layer's own role stays below the ceiling of the national role it stands for."""

from __future__ import annotations

from collections.abc import Iterator

from cas_core.access.definition import ANY, SCOPES, Role
from cas_core.access.permission import covers
from cas_core.problems import Problem
from cas_core.registers import Register
from cas_core.sources import View


def check(view: View) -> Iterator[Problem]:
    """Yield a problem for each layer's role that has no national role above it, or reaches further than that one."""
    roles = view.all(Role)
    for role in roles.values():
        where = f"role.{role.id}"
        yield from (fault.at(view.origin("role", role.id, part="sees"), where) for fault in _registers(role, view))
        origin = view.origin("role", role.id, part="id")  # its definer: a layer that only changes it is none
        if origin.layer == "national":
            continue
        ceiling = roles.get(role.stands_for)
        if ceiling is None or view.origin("role", ceiling.id, part="id").layer != "national":
            what, mend = f"the role '{role.id}' stands for no national role", 'Write stands_for = "..."'
            yield Problem("stands-for-nothing", what, mend, origin, where)
            continue
        yield from (fault.at(origin, where) for fault in _above(role, ceiling))


def _registers(role: Role, view: View) -> Iterator[Problem]:
    for book in sorted(set(role.sees) - {ANY, *view.all(Register)}):
        yield Problem("unknown-register", f"there is no register '{book}'", "Name a register")


def _above(role: Role, ceiling: Role) -> Iterator[Problem]:
    for permission in role.permits:
        if not any(covers(allowed, permission) for allowed in ceiling.permits):
            what = f"'{permission}' is more than the role '{ceiling.id}' may"
            yield Problem("above-ceiling", what, "Delete it, or stand for another role")
    if SCOPES.index(role.scope) > SCOPES.index(ceiling.scope):
        what = f"the reach '{role.scope}' is wider than '{ceiling.scope}' of the role '{ceiling.id}'"
        yield Problem("above-ceiling", what, "Narrow the scope")
    for book, privacy in role.sees.items():
        if privacy.strictness > ceiling.ceiling(book).strictness:
            what = f"'{privacy}' in '{book}' is more than the role '{ceiling.id}' sees"
            yield Problem("above-ceiling", what, "Name a lower class, or leave it out")
