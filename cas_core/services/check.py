"""What must hold of citizen services: registers and roles they name exist."""

from __future__ import annotations

from collections.abc import Iterator

from cas_core.problems import Problem
from cas_core.services.definition import Service
from cas_core.sources import View


def check(view: View) -> Iterator[Problem]:
    """Yield what is wrong with the services."""
    for service in view.all(Service).values():
        origin, where = view.origin("service", service.id), f"service.{service.id}"
        for role in filter(None, (service.officer, *service.appeals)):
            if role not in view.ids("role"):
                yield Problem("unknown-role", f"there is no role '{role}'", "Name a role", origin, where)
        if service.register_id and service.register_id not in view.ids("register"):
            what = f"there is no register '{service.register_id}'"
            yield Problem("unknown-register", what, "Name a register", origin, where)
