"""Promise 3: a state's workflow refines the national one.

Each state of a layer's own stands for a national state. With it folded into that one, every step of the
state's workflow must be a step of the national workflow or stay inside one of its states; every statutory
state and every national step must remain possible. Because single steps compose to paths, every path is then
a national path.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from cas_core.access import Role
from cas_core.problems import Problem
from cas_core.sources import View
from cas_core.workflows import takers
from cas_core.workflows.definition import Transition, Workflow
from cas_core.workflows.whole import Fault
from cas_core.workflows.whole import faults as _whole


def check(view: View) -> Iterator[Problem]:
    """Yield what is wrong with the composed workflows."""
    definers = view.national(Workflow)
    for workflow in view.all(Workflow).values():
        faults = [*_references(view, workflow)]
        faults += [] if faults else [*_shape(workflow), *_refinement(workflow, definers[workflow.id])]
        for fault in faults:
            origin = view.origin("workflow", workflow.id, fault.collection, fault.key)
            yield Problem(fault.code, fault.what, fault.mend, origin, f"workflow.{workflow.id}.{fault.key}".rstrip("."))
        yield from takers.check(view, workflow) if not faults else ()


def _references(view: View, workflow: Workflow) -> Iterator[Fault]:
    states = {state.id for state in workflow.states}
    roles = view.all(Role)
    if workflow.initial not in states:
        yield Fault(
            "unknown-state",
            f"the initial state '{workflow.initial}' is none",
            "Name a state of this workflow",
            "",
            "",
        )
    for step in workflow.transitions:
        for state in {*step.sources, step.target} - states - {""}:
            what, mend = f"'{step.id}' names the state '{state}', which is none", "Name a state of this workflow"
            yield Fault("unknown-state", what, mend, "transitions", step.id)
        for role in {*step.roles, *step.agree} - roles.keys():
            yield Fault(
                "unknown-role", f"there is no role '{role}'", "Name a role of access.toml", "transitions", step.id
            )
    yield from _whole(view, workflow)


def _shape(workflow: Workflow) -> Iterator[Fault]:
    steps = [edge for step in workflow.transitions for edge in _edges(step)]
    reached = _reachable([workflow.initial], steps)
    for state in workflow.states:
        if state.id not in reached:
            what = f"no path leads to the state '{state.id}'"
            yield Fault("unreachable-state", what, "Let a transition lead to it", "states", state.id)
    ends = _reachable([state.id for state in workflow.states if state.final], [(b, a) for a, b in steps])
    for state in workflow.states:
        if state.id not in ends:
            what = f"no path leads from the state '{state.id}' to an end"
            yield Fault("dead-end", what, "Let a transition lead on from it, or make it final", "states", state.id)


def _refinement(workflow: Workflow, national: Workflow) -> Iterator[Fault]:
    known = {state.id for state in national.states}
    stands = {state.id: state.id if state.id in known else state.stands_for for state in workflow.states}
    lost = {state: stood for state, stood in stands.items() if stood not in known}
    for state, stood in lost.items():
        what = f"the state '{state}' stands for '{stood}', which is no national state"
        yield Fault("stands-for-nothing", what, 'Write stands_for = "..." with a national state', "states", state)
    if stands.get(workflow.initial) != national.initial:
        what = f"it begins in '{workflow.initial}', the national workflow in '{national.initial}'"
        yield Fault("bypassed-state", what, "Begin where the national workflow begins")
    if not lost:
        yield from _steps(workflow, national, stands)


def _steps(workflow: Workflow, national: Workflow, stands: Mapping[str, str]) -> Iterator[Fault]:
    allowed = {(step.id, *edge) for step in national.transitions for edge in _edges(step)}
    edges = {(source, target) for _, source, target in allowed}
    kept: set[tuple[str, str, str]] = set()
    for step in workflow.transitions:
        for source, target in _edges(step):
            folded = (stands[source], stands[target])
            kept.add((step.id, *folded))
            if folded[0] != folded[1] and folded not in edges:
                barred = f"nationally '{folded[0]}' does not lead to '{folded[1]}'"
                what = f"'{step.id}' leads from '{source}' to '{target}': {barred}"
                yield Fault("bypassed-state", what, "Go through the states that the law names", "transitions", step.id)
            elif folded[0] != folded[1] and (step.id, *folded) not in allowed:
                what = f"'{step.id}' opens a second way from '{folded[0]}' to '{folded[1]}'"
                yield Fault(
                    "second-way", what, "Change the national transition instead of adding one", "transitions", step.id
                )
    yield from _hidden_ways(workflow, national)
    for lost in sorted(allowed - kept):
        what = f"'{lost[0]}' no longer leads from '{lost[1]}' to '{lost[2]}'"
        yield Fault("removed-step", what, "Keep every national step possible", "transitions", lost[0])


def _hidden_ways(workflow: Workflow, national: Workflow) -> Iterator[Fault]:
    """Yield the added steps that would do, under another name and by other hands, what a national step does."""
    known = {step.id for step in national.transitions}
    forms = {step.form for step in national.transitions} - {""}
    duties = {duty.id for duty in national.duties}
    for step in workflow.transitions:
        if step.id not in known and (step.form in forms or step.assigns in duties or step.hands_over):
            what = f"'{step.id}' takes a national form, gives a national duty or hands the record over"
            yield Fault(
                "second-way", what, "Change the national transition instead of adding one", "transitions", step.id
            )


def _edges(step: Transition) -> Iterator[tuple[str, str]]:
    return ((source, step.end(source)) for source in step.sources)


def _reachable(start: Iterable[str], steps: Iterable[tuple[str, str]]) -> set[str]:
    following: dict[str, set[str]] = {}
    for source, target in steps:
        following.setdefault(source, set()).add(target)
    reached, waiting = set(start), list(start)
    while waiting:
        more = following.get(waiting.pop(), set()) - reached
        reached |= more
        waiting += more
    return reached
