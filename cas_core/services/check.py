"""What must hold of citizen services: what they name exists, promises have clocks, applications are whole."""

from __future__ import annotations

from collections.abc import Iterator

from cas_core.forms import Form
from cas_core.forms.check import circles, unfolded
from cas_core.forms.tree import Branch
from cas_core.problems import Origin, Problem
from cas_core.registers import Register
from cas_core.services.asking import unasked
from cas_core.services.definition import Service
from cas_core.sources import View
from cas_core.workflows import Workflow


def check(view: View) -> Iterator[Problem]:
    """Yield what is wrong with the services."""
    for service in view.all(Service).values():
        yield from _references(view, service)
        yield from _views(view, service)
        register = view.all(Register).get(service.register_id)
        form = view.all(Form).get(register.opening) if register else None
        if register and form and service.asks and not circles(view):
            yield from _application(view, service, unfolded(view, form))
            yield from _steps(view, service, register)


def _references(view: View, service: Service) -> Iterator[Problem]:
    roles = (service.officer, *service.appeals, *(rate.officer for rate in service.rates))
    for role in dict.fromkeys(filter(None, roles)):
        if role not in view.ids("role"):
            yield _problem(view, service, "unknown-role", f"there is no role '{role}'", "Name a role")
    if service.register_id and service.register_id not in view.ids("register"):
        what = f"there is no register '{service.register_id}'"
        yield _problem(view, service, "unknown-register", what, "Name a register")
    elif service.clock:
        yield from _clock(view, service)
    yield from _appeals(view, service)
    for area in dict.fromkeys(area for rate in service.rates for area in rate.areas):
        if area not in view.ids("office_type"):
            yield _problem(view, service, "unknown-office-type", f"there is no type of office '{area}'", "Name one")


def _views(view: View, service: Service) -> Iterator[Problem]:
    for shown in service.views:
        if shown not in view.ids("view"):
            yield _problem(view, service, "unknown-view", f"there is no view '{shown}'", "Name a public view")


def _appeals(view: View, service: Service) -> Iterator[Problem]:
    times, roles = len(service.appeal_limits), len(service.appeals)
    if times and times != roles:
        place = view.origin("service", service.id, "", "", "appeal_limits")
        what, mend = f"{times} times are given for {roles} appeals", "Give each appeal its role and its time"
        lacking = Problem("appeal-without-limit" if times < roles else "appeal-without-role", what, mend)
        yield lacking.at(place, f"service.{service.id}")


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


def _application(view: View, service: Service, branches: tuple[Branch, ...]) -> Iterator[Problem]:
    known = {branch.path for top in branches for branch in top.walk()}
    for path in (*service.asks, *service.states, *service.stamps, *filter(None, [service.kind])):
        if path not in known:
            what = f"the form has no field '{path}'"
            yield _problem(view, service, "unknown-field", what, "Name a field of the form that opens the register")
        elif path in service.asks and path.rpartition(".")[0] in known - set(service.asks):
            what = f"'{path}' is asked, but not the group it stands in"
            yield _problem(view, service, "group-not-asked", what, f"Ask '{path.rpartition('.')[0]}' as well")
    for form in filter(None, (service.payment and service.payment.form, service.copies and service.copies.given)):
        if form not in view.ids("form"):
            yield _problem(view, service, "unknown-form", f"there is no form '{form}'", "Name a follow-up form")
    for path in unasked(branches, service):
        what = f"the service '{service.id}' asks nobody for '{path}', which the form may need"
        mend = "Add it to 'asks', 'states' or 'stamps' of the service"
        yield Problem("service-incomplete", what, mend, _blamed(view, service, path), f"service.{service.id}")


def _blamed(view: View, service: Service, path: str) -> Origin:
    """Return where a layer added a field that a service does not ask, else where the service stands."""
    opening = view.all(Register)[service.register_id].opening
    added = view.origin("form", opening, "fields", path)
    return added if added.layer != "national" else view.origin("service", service.id)


def _steps(view: View, service: Service, register: Register) -> Iterator[Problem]:
    workflow = view.all(Workflow).get(register.workflow)
    steps = {step.id for step in workflow.transitions} if workflow else set()
    for step in dict.fromkeys((*service.answered, *service.takes, *service.steps)):
        if step not in steps:
            what = f"the register's workflow has no step '{step}'"
            yield _problem(view, service, "unknown-step", what, "Name a step of that workflow")


def _problem(view: View, service: Service, code: str, what: str, mend: str) -> Problem:
    return Problem(code, what, mend, view.origin("service", service.id), f"service.{service.id}")
