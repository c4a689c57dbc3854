"""What must hold of citizen services: what they name exists, and the clock keeps the time that is promised."""

from __future__ import annotations

from collections.abc import Iterator

from cas_core.problems import Problem
from cas_core.registers import Register
from cas_core.services.definition import Service
from cas_core.sources import View
from cas_core.workflows import Workflow


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
        elif service.clock:
            yield from _clock(view, service)
        if service.appeal_limits and len(service.appeal_limits) != len(service.appeals):
            what = f"{len(service.appeals)} appeals have {len(service.appeal_limits)} limits"
            place = view.origin("service", service.id, "", "", "appeal_limits")
            yield Problem("appeal-without-limit", what, "Give each appeal its limit", place, where)


def _clock(view: View, service: Service) -> Iterator[Problem]:
    origin, where = view.origin("service", service.id, "", "", "clock"), f"service.{service.id}"
    register = view.all(Register).get(service.register_id)
    workflow = view.all(Workflow).get(register.workflow) if register else None
    clocks = {clock.id: clock for clock in workflow.clocks} if workflow else {}
    if service.clock not in clocks:
        what = f"there is no clock '{service.clock}' in the workflow of its register"
        yield Problem("unknown-clock", what, f"Name one of: {', '.join(clocks) or 'none'}", origin, where)
    elif clocks[service.clock].limit != service.limit:
        what = f"'{service.limit}' is promised, and the clock '{service.clock}' runs {clocks[service.clock].limit}"
        yield Problem("promise-not-kept", what, "Give both the same limit", origin, where)
