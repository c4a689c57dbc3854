"""What duties, guards and clocks of a workflow refer to: events, roles, ranks, and the fields of the record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cas_core.access import Role
from cas_core.codelists import CodeList
from cas_core.forms import Entity, Form
from cas_core.forms.check import unfolded
from cas_core.forms.condition import ConditionError, parse
from cas_core.law.facts import FACTS
from cas_core.registers import Register
from cas_core.sources import View
from cas_core.workflows.definition import Clock, Workflow


class Fault(NamedTuple):
    """A problem of one part of a workflow, e.g. of a clock; of the workflow itself where no collection is named."""

    code: str
    what: str
    mend: str
    collection: str = ""
    key: str = ""


COLUMNS = ("status", "created_at", "office", "numbered_at", "register", "series")
"""What a condition may ask of the record as it is stored."""

RECORD = (*COLUMNS, "office_type", "within")
"""What a condition may ask of the record itself; the last two are of its office and of those above it."""

REFERRED = ("id", "office", "register", "status", "created_at")
"""What a condition may ask of a record that a field refers to."""

COMMIT = "commit"

PARTS = ("from", "to", "text", "roman", "act", "section")
"""What a condition may ask of a value that has parts."""


def faults(view: View, workflow: Workflow) -> Iterator[Fault]:
    """Yield what leads nowhere."""
    forms = _forms(view, workflow.id)
    events = {"opening", *forms, *(step.id for step in workflow.transitions), *_step_forms(workflow)}
    paths = record_paths(view, workflow)
    yield from _steps(view, workflow, paths)
    yield from _duties(view, workflow)
    for guard in workflow.guards:
        for event in set(guard.on) - events - {COMMIT}:
            yield Fault("unknown-event", _no_event(event), "Name a step, a form, opening or commit", "guards", guard.id)
        for what in condition_faults(guard.must, paths) if paths else ():
            yield Fault("bad-condition", what, "See the reference of conditions", "guards", guard.id)
    for clock in workflow.clocks:
        yield from _clock(view, clock, events, paths | _own_paths(view, clock, workflow))


def _clock(view: View, clock: Clock, events: set[str], paths: set[str]) -> Iterator[Fault]:
    for event in {*clock.starts_on, *clock.stops_on, *clock.pauses_on, *clock.resumes_on} - events:
        yield Fault("unknown-event", _no_event(event), "Name a transition, a form, or opening", "clocks", clock.id)
    if clock.escalate_to and clock.escalate_to not in view.ids("role"):
        yield Fault("unknown-role", f"there is no role '{clock.escalate_to}'", "Name a role", "clocks", clock.id)
    if not paths:
        return
    for what in condition_faults(clock.applies_if, paths) if clock.applies_if else ():
        yield Fault("bad-condition", what, "See the reference of conditions", "clocks", clock.id)
    for field in {clock.counted_from, clock.counts_per} - paths - {""}:
        what = f"'{field}' is no field of a form that starts it"
        yield Fault("unknown-field", what, "Name a field of the starting form", "clocks", clock.id)


def _steps(view: View, workflow: Workflow, paths: set[str]) -> Iterator[Fault]:
    duties = {duty.id for duty in workflow.duties}
    steps = {step.id for step in workflow.transitions}
    for step in workflow.transitions:
        for duty in {step.duty, step.assigns} - duties - {""}:
            what, mend = f"there is no duty '{duty}'", "Name a duty of this workflow"
            yield Fault("unknown-duty", what, mend, "transitions", step.id)
        for other in set(step.apart_from) - steps:
            what, mend = f"there is no step '{other}'", "Name a transition of this workflow"
            yield Fault("unknown-step", what, mend, "transitions", step.id)
        if not step.roles and not step.when:
            what = f"nobody takes the step '{step.id}'"
            yield Fault(
                "missing-key",
                what,
                "Name the roles that take it, or when it happens by itself",
                "transitions",
                step.id,
            )
        for what in condition_faults(step.when, paths) if step.when and paths else ():
            yield Fault("bad-condition", what, "See the reference of conditions", "transitions", step.id)
        for what in condition_faults(step.only_if, _paths_of(view, step.form)) if step.only_if and paths else ():
            yield Fault("bad-condition", what, "Name fields of the form that takes the step", "transitions", step.id)
        yield from _rank(view, step.min_rank, "transitions", step.id)


def _duties(view: View, workflow: Workflow) -> Iterator[Fault]:
    for duty in workflow.duties:
        for role in set(duty.roles) - view.all(Role).keys():
            yield Fault("unknown-role", f"there is no role '{role}'", "Name a role of access.toml", "duties", duty.id)
        yield from _rank(view, duty.min_rank, "duties", duty.id)


def _rank(view: View, rank: str, collection: str, key: str) -> Iterator[Fault]:
    ranks = view.all(CodeList).get("rank")
    if rank and (ranks is None or rank not in {entry.id for entry in ranks.codes}):
        yield Fault("unknown-code", f"there is no rank '{rank}'", "Name a code of the list 'rank'", collection, key)


def condition_faults(text: str, paths: set[str]) -> Iterator[str]:
    """Yield what is wrong with a condition over a record of which the paths are known."""
    try:
        condition = parse(text)
    except ConditionError as error:
        yield f"'{text}' {error}"
        return
    for name in sorted(condition.names - paths):
        if not _referred(name, paths):
            yield f"the condition '{text}' names '{name}', which the record does not have"


def record_paths(view: View, workflow: Workflow) -> set[str]:
    """Return what a condition over a record may look at; nothing where its forms can't be unfolded."""
    return view.once(("record", workflow.id), lambda: _with_surroundings(view, workflow))


def _with_surroundings(view: View, workflow: Workflow) -> set[str]:
    paths = _paths(view, _forms(view, workflow.id))
    if not paths:
        return set()
    parties = {entity.party for entity in view.all(Entity).values()} - {""}
    held = (
        ("law", FACTS),
        ("record", RECORD),
        ("linked", view.ids("register")),
        ("parties", parties),
        ("duty", {duty.id for duty in workflow.duties}),
        ("all", paths),
    )
    return paths | {f"{head}.{name}" for head, names in held for name in names}


def _referred(name: str, paths: set[str]) -> bool:
    """Tell whether a name asks something of the record to which a field of some form refers."""
    head, _, rest = name.partition(".")
    field, _, part = rest.rpartition(".")
    return head == "refers" and part in REFERRED and any(path.endswith(f".{field}") for path in paths)


def _registers(view: View, workflow: str) -> list[Register]:
    return [register for register in view.all(Register).values() if register.workflow == workflow]


def _forms(view: View, workflow: str) -> set[str]:
    return {form for register in _registers(view, workflow) for form in (register.opening, *register.follow_ups)}


def _step_forms(workflow: Workflow) -> set[str]:
    return {step.form for step in workflow.transitions} - {""}


def _own_paths(view: View, clock: Clock, workflow: Workflow) -> set[str]:
    """Return the paths that the starting forms' own fields have in a clock's condition."""
    takes = {step.id: step.form for step in workflow.transitions}
    openings = {register.opening for register in _registers(view, workflow.id)}
    started = {form for event in clock.starts_on for form in (openings if event == "opening" else {event})}
    return _paths_of(view, *(takes.get(event) or event for event in started))


def _paths_of(view: View, *forms: str) -> set[str]:
    """Return the paths of the fields of some forms, without the forms' names."""
    return {path for form in forms for path in _within(view, form)}


def _paths(view: View, forms: Iterable[str]) -> set[str]:
    """Return the paths that conditions over a record may name; none where the entities can't be unfolded."""
    known = {form: _within(view, form) for form in forms}
    return {path for form, held in known.items() if held for path in (form, *(f"{form}.{within}" for within in held))}


def _within(view: View, name: str) -> frozenset[str]:
    return view.once(("paths", name), lambda: _unfolded(view, name))


def _unfolded(view: View, name: str) -> frozenset[str]:
    form = view.all(Form).get(name)
    below = {branch.path for top in unfolded(view, form) for branch in top.walk()} if form else set()
    return frozenset(below | {f"{path}.{part}" for path in below for part in PARTS})


def _no_event(event: str) -> str:
    return f"nothing called '{event}' happens here"
