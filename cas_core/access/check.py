"""What must hold of roles: a layer's own role stays below the ceiling of the national role it stands for."""

from __future__ import annotations

from collections.abc import Iterator

from cas_core.access.definition import SCOPES, Role
from cas_core.access.permission import covers
from cas_core.problems import Problem
from cas_core.sources import View


def check(view: View) -> Iterator[Problem]:
    """Yield a problem for each layer's role that has no national role above it, or reaches further than that one."""
    roles = view.all(Role)
    for role in roles.values():
        origin = view.origin("role", role.id, part="id")  # its definer: a layer that only changes it is none
        if origin.layer == "national":
            continue
        ceiling = roles.get(role.stands_for)
        where = f"role.{role.id}"
        if ceiling is None or view.origin("role", ceiling.id, part="id").layer != "national":
            what, mend = f"the role '{role.id}' stands for no national role", 'Write stands_for = "..."'
            yield Problem("stands-for-nothing", what, mend, origin, where)
            continue
        for permission in role.permits:
            if not any(covers(allowed, permission) for allowed in ceiling.permits):
                what = f"'{permission}' is more than the role '{ceiling.id}' may"
                yield Problem("above-ceiling", what, "Delete it, or stand for another role", origin, where)
        if SCOPES.index(role.scope) > SCOPES.index(ceiling.scope):
            what = f"the reach '{role.scope}' is wider than '{ceiling.scope}' of the role '{ceiling.id}'"
            yield Problem("above-ceiling", what, "Narrow the scope", origin, where)
