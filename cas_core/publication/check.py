"""What must hold of views: they name what there is, and list nothing above the class of their audience."""

from __future__ import annotations

from collections.abc import Iterator

from cas_core.forms import Entity, Form
from cas_core.forms.check import circular
from cas_core.forms.condition import ConditionError, parse
from cas_core.forms.tree import unfold
from cas_core.problems import Problem
from cas_core.publication.definition import View
from cas_core.registers import Register
from cas_core.sources import View as Composed
from cas_core.workflows import Workflow

Fault = tuple[str, str, str]


def check(view: Composed) -> Iterator[Problem]:
    """Yield what is wrong with the views."""
    for shown in view.all(View).values():
        origin, where = view.origin("view", shown.id), f"view.{shown.id}"
        for code, what, mend in _faults(view, shown, national=origin.layer == "national"):
            yield Problem(code, what, mend, origin, where)


def _faults(view: Composed, shown: View, *, national: bool) -> Iterator[Fault]:
    register = view.all(Register).get(shown.register_id)
    if register is None:
        yield "unknown-register", f"there is no register '{shown.register_id}'", "Name a register"
        return
    if shown.form not in (register.opening, *register.follow_ups):
        yield "unknown-form", f"the register '{register.id}' has no form '{shown.form}'", "Name one of its forms"
        return
    yield from _events(view, shown, register)
    for condition in shown.unless:
        try:
            parse(condition)
        except ConditionError as error:
            yield "bad-condition", f"'{condition}' {error}", "See the reference of conditions"
    if not any(circular(view.all(Entity))):
        yield from _fields(view, shown, national=national)


def _events(view: Composed, shown: View, register: Register) -> Iterator[Fault]:
    workflow = view.all(Workflow).get(register.workflow)
    steps = {step.id for step in workflow.transitions} if workflow else set()
    known = {"opening", register.opening, *register.follow_ups, *steps}
    for event in sorted({*shown.after, *shown.until, *shown.withheld_by} - known):
        yield "unknown-event", f"nothing called '{event}' happens here", "Name a step, a form, or opening"


def _fields(view: Composed, shown: View, *, national: bool) -> Iterator[Fault]:
    """Yield the fields that are not there or above the audience.

    A national view is held to the national classes; a field whose class a layer raised falls away when it is shown.
    """
    forms, entities = (view.national(Form), view.national(Entity)) if national else (view.all(Form), view.all(Entity))
    form = forms.get(shown.form)
    branches = unfold(form, entities) if form else ()
    known = {branch.path: branch.field.privacy for top in branches for branch in top.walk()}
    for path in (*shown.fields, *shown.needs):
        if path not in known:
            yield "unknown-field", f"the form '{shown.form}' has no field '{path}'", "Name a field by its path"
        elif known[path].strictness > shown.audience.ceiling.strictness:
            yield "above-ceiling", f"'{path}' is above the class that '{shown.audience}' may see", "Leave it out"
