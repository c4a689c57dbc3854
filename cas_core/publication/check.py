"""What must hold of views: they name what there is, and list nothing above the class of their audience."""

from __future__ import annotations

from collections.abc import Iterator

from cas_core.forms import Entity, Form
from cas_core.forms.check import circles
from cas_core.forms.tree import unfold
from cas_core.problems import Problem
from cas_core.publication.definition import View
from cas_core.registers import Register
from cas_core.sources import View as Composed
from cas_core.workflows import Workflow
from cas_core.workflows.whole import condition_faults, record_paths


def check(view: Composed) -> Iterator[Problem]:
    """Yield what is wrong with the views."""
    for shown in view.all(View).values():
        origin, where = view.origin("view", shown.id), f"view.{shown.id}"
        definer = view.origin("view", shown.id, part="id").layer
        yield from (fault.at(origin, where) for fault in _faults(view, shown, national=definer == "national"))


def _faults(view: Composed, shown: View, *, national: bool) -> Iterator[Problem]:
    register = view.all(Register).get(shown.register_id)
    if register is None:
        yield Problem("unknown-register", f"there is no register '{shown.register_id}'", "Name a register")
        return
    if shown.form not in (register.opening, *register.follow_ups):
        yield Problem(
            "unknown-form", f"the register '{register.id}' has no form '{shown.form}'", "Name one of its forms"
        )
        return
    yield from _events(view, shown, register)
    yield from _conditions(view, shown, register)
    if not national:
        yield from _wider(view, shown)
    if not circles(view):
        yield from _fields(view, shown, national=national)


def _events(view: Composed, shown: View, register: Register) -> Iterator[Problem]:
    workflow = view.all(Workflow).get(register.workflow)
    steps = {step.id for step in workflow.transitions} if workflow else set()
    known = {"opening", register.opening, *register.follow_ups, *steps}
    for event in sorted({*shown.after, *shown.until, *shown.withheld_by} - known):
        yield Problem("unknown-event", f"nothing called '{event}' happens here", "Name a step, a form, or opening")


def _conditions(view: Composed, shown: View, register: Register) -> Iterator[Problem]:
    workflow = view.all(Workflow).get(register.workflow)
    paths = record_paths(view, workflow) if workflow else set()
    for condition in shown.unless if paths else ():
        for what in condition_faults(condition, paths):
            yield Problem("bad-condition", what, "See the reference of conditions")


def _wider(view: Composed, shown: View) -> Iterator[Problem]:
    """Yield a fault for a layer's view that shows more of a national form than a national view of it does."""
    if view.origin("form", shown.form, part="id").layer != "national":
        return
    lists = [
        other
        for other in view.all(View).values()
        if view.origin("view", other.id, part="id").layer == "national"
        and (other.register_id, other.form, other.audience) == (shown.register_id, shown.form, shown.audience)
    ]
    if not any(_within(shown, other, view.layers()) for other in lists):
        what = f"no national list shows so much of '{shown.form}' to '{shown.audience}', so soon or so long"
        yield Problem(
            "wider-view", what, "Narrow the national view, or show no more than it does, under its conditions"
        )


def _within(shown: View, other: View, layers: frozenset[str]) -> bool:
    own = {path for path in shown.fields if path.partition(".")[0] in layers}
    return (
        set(shown.fields) - own <= set(other.fields)
        and set(shown.after) <= set(other.after)
        and set(shown.until) >= set(other.until)
        and set(shown.withheld_by) >= set(other.withheld_by)
        and set(shown.unless) >= set(other.unless)
    )


def _fields(view: Composed, shown: View, *, national: bool) -> Iterator[Problem]:
    """Yield the fields that are not there or above the audience.

    A national view is held to the national classes; a field whose class a layer raised falls away when it is shown.
    """
    forms, entities = (view.national(Form), view.national(Entity)) if national else (view.all(Form), view.all(Entity))
    form = forms.get(shown.form)
    branches = unfold(form, entities) if form else ()
    known = {branch.path: branch.field.privacy for top in branches for branch in top.walk()}
    for path in (*shown.fields, *shown.needs):
        if path not in known:
            yield Problem("unknown-field", f"the form '{shown.form}' has no field '{path}'", "Name a field by its path")
        elif known[path].strictness > shown.audience.ceiling.strictness:
            yield Problem(
                "above-ceiling", f"'{path}' is above the class that '{shown.audience}' may see", "Leave it out"
            )
