"""What must hold of citizen services: registers, roles and types of office that they name exist."""

from __future__ import annotations

from collections.abc import Iterator

from cas_core.problems import Problem
from cas_core.services.definition import Service
from cas_core.sources import View

Fault = tuple[str, str, str, str]


def check(view: View) -> Iterator[Problem]:
    """Yield what is wrong with the services."""
    for service in view.all(Service).values():
        for code, what, mend, part in _faults(view, service):
            origin = view.origin("service", service.id, "", "", part)
            yield Problem(code, what, mend, origin, f"service.{service.id}")


def _faults(view: View, service: Service) -> Iterator[Fault]:
    for part, roles in (("officer", [service.officer]), ("appeals", service.appeals)):
        for role in filter(None, roles):
            if role not in view.ids("role"):
                yield "unknown-role", f"there is no role '{role}'", "Name a role", part
    if service.register_id and service.register_id not in view.ids("register"):
        yield "unknown-register", f"there is no register '{service.register_id}'", "Name a register", "register_id"
    for kind in service.limits:
        if kind not in view.ids("office_type"):
            yield "unknown-office-type", f"there is no type of office '{kind}'", "Name a type of offices.toml", "limits"
    if len(service.appeal_limits) > len(service.appeals):
        what = f"{len(service.appeal_limits)} times are given for {len(service.appeals)} appeals"
        yield "appeal-without-role", what, "Give one time for each role that hears an appeal", "appeal_limits"
