"""Which step of a workflow a verb takes, and whether the actor may take it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from cas_core.desk.actor import Actor
from cas_core.desk.casefile import CaseFile
from cas_core.desk.labels import form_title, rank_label, role_label, state_label, step_label
from cas_core.forms.condition import parse
from cas_core.problems import NotPermitted, Problem, RecordRefused, Sentence
from cas_core.workflows import Transition, Workflow


def by_form(workflow: Workflow, form: str, status: str, data: Mapping[str, Any]) -> Transition | None:
    """Return the step that submitting a form takes; None where the form takes none.

    Raises:
        RecordRefused: The form takes a step, but not from this state, or not with what it says.
    """
    steps = [step for step in workflow.transitions if step.form == form]
    fitting = [step for step in steps if status in step.sources]
    if steps and not fitting:
        sources = {state for step in steps for state in step.sources}
        raise RecordRefused([_not_now(workflow, steps[0].label, status, sources)])
    chosen = [step for step in fitting if not step.only_if or parse(step.only_if).holds(data)]
    if fitting and not chosen:
        said = {"step": fitting[0].label, "state": state_label(workflow, status)}
        what = Sentence("what the form says takes no step ('{step}' or another) while the record is '{state}'", **said)
        raise RecordRefused([Problem("not-now", what, Sentence("Correct what it says"))])
    return chosen[0] if chosen else None


def by_name(workflow: Workflow, name: str, status: str) -> Transition:
    """Return the step of a name.

    Raises:
        RecordRefused: There is none, it is taken by a form, or it does not start from this state.
    """
    step = next((step for step in workflow.transitions if step.id == name), None)
    if step is None:
        free = [step for step in workflow.transitions if status in step.sources and not (step.form or step.when)]
        known = [f"'{step.id}'" for step in free]
        mend = Sentence("Possible now: {steps}", steps=known) if known else Sentence("No step is possible now")
        raise RecordRefused([Problem("unknown-step", Sentence("there is no step '{step}'", step=name), mend)])
    if step.when:
        what = Sentence("the step '{step}' happens by itself", step=step.label)
        raise RecordRefused([Problem("step-derived", what, Sentence("Enter what it follows from; nobody types it"))])
    if step.form:
        what = Sentence("the step '{step}' is taken by submitting a form", step=step.label)
        raise RecordRefused([Problem("step-needs-form", what, Sentence("Submit the form '{form}'", form=step.form))])
    if status not in step.sources:
        raise RecordRefused([_not_now(workflow, step.label, status, set(step.sources))])
    return step


def retaken(workflow: Workflow, taken: Iterable[str], form: str) -> list[Transition]:
    """Return the steps that a form took, which who corrects it takes anew."""
    names = set(taken)
    return [step for step in workflow.transitions if step.id in names and step.form == form]


def require_same(case: CaseFile, taken: Iterable[str], form: str, data: Mapping[str, Any]) -> None:
    """Pass only a correction with which the form would still take the step to the state in which it put the record.

    Raises:
        RecordRefused: It would take another one; a state is reached by steps, not by corrections.
    """
    names = set(taken)
    moved = [step for step in case.workflow.transitions if step.id in names and step.target and step.only_if]
    for step in moved:
        if not parse(step.only_if).holds(data):
            said = {"form": form_title(case.build.composition, form), "step": step.label}
            what = Sentence("what the form '{form}' says now would not have taken the step '{step}'", **said)
            mend = Sentence("Keep that, take the step that leads back, and submit the form anew")
            raise RecordRefused([Problem("another-step", what, mend)])


def derived(case: CaseFile, status: str, now: datetime) -> list[Transition]:
    """Return the steps that happen by themselves from a state, in order, each from where the one before ends."""
    waiting = [step for step in case.workflow.transitions if step.when]
    happened: list[Transition] = []
    scope = case.scope(now) if waiting else {}
    while (step := next((step for step in waiting if _happens(step, status, scope)), None)) is not None:
        happened.append(step)
        waiting.remove(step)
        status = step.end(status)
    return happened


def _happens(step: Transition, status: str, scope: Mapping[str, Any]) -> bool:
    condition = parse(step.when)
    return status in step.sources and condition.holds(scope)


def require_authority(step: Transition, actor: Actor, case: CaseFile) -> None:
    """Pass only an actor who may take a step, after all who must agree have agreed.

    Raises:
        NotPermitted: Role, duty or rank do not allow it, or the actor took the step that this one has to follow.
        RecordRefused: An agreement is missing.
    """
    require_taker(step, actor, case)
    missing = set(step.agree) - agreed(step.id, case, actor.id) if step.agree else set()
    if missing:
        roles = [role_label(case.build.composition, role) for role in sorted(missing)]
        what = Sentence("the step '{step}' needs the agreement of: {roles}", step=step.label, roles=roles)
        raise RecordRefused([Problem("agreement-missing", what, Sentence("Let them agree first"))])


def require_taker(step: Transition, actor: Actor, case: CaseFile) -> None:
    """Pass only an actor who may take a step, or correct what took it; agreements aside.

    Raises:
        NotPermitted: Role, duty or rank do not allow it, or the actor took the step that this one has to follow.
    """
    objections = [
        *_role(step, actor, case),
        *_duty(step, actor, case),
        *_apart(step, actor, case),
        *_rank(step, actor, case),
    ]
    if objections:
        raise NotPermitted(objections)


def _role(step: Transition, actor: Actor, case: CaseFile) -> Iterable[Problem]:
    if not actor.roles & set(step.roles):
        roles = [role_label(case.build.composition, role) for role in step.roles]
        said: dict[str, Any] = {"step": step.label, "role": actor.role.label, "roles": roles}
        what = Sentence("the role '{role}' does not take the step '{step}', but one of: {roles}", **said)
        yield Problem("not-permitted", what, Sentence("Ask the officer whose step it is"))


def _duty(step: Transition, actor: Actor, case: CaseFile) -> Iterable[Problem]:
    if step.duty and case.duties.get(step.duty) != actor.id:
        duty = next((duty.label for duty in case.workflow.duties if duty.id == step.duty), step.duty)
        said = {"step": step.label, "duty": duty}
        what = Sentence("the step '{step}' is taken by the officer who holds the duty '{duty}' on this record", **said)
        yield Problem("not-assigned", what, Sentence("Ask that officer, or have the duty assigned"))


def _apart(step: Transition, actor: Actor, case: CaseFile) -> Iterable[Problem]:
    for other in step.apart_from:
        if _last_taker(case, other) == actor.id:
            said = {"step": step.label, "other": step_label(case.workflow, other)}
            what = Sentence("who took the step '{other}' does not take the step '{step}' as well", **said)
            yield Problem("not-apart", what, Sentence("Ask a superior officer to take it (BNSS s.30)"))


def _last_taker(case: CaseFile, step: str) -> str:
    """Return who took a step last, or corrected the form that took it since; empty where nobody did."""
    for entry in reversed(case.journal):
        detail = json.loads(entry.detail)
        if step == detail.get("step") or step in detail.get("corrects", ()):
            return str(entry.actor)
    return ""


def _rank(step: Transition, actor: Actor, case: CaseFile) -> Iterable[Problem]:
    if not case.ranks.suffices(actor.rank, step.min_rank):
        said = {"step": step.label, "rank": rank_label(case.build.composition, step.min_rank)}
        what = Sentence("the step '{step}' is taken by an officer of the rank {rank} or above", **said)
        yield Problem("rank-too-low", what, Sentence("Ask a senior officer"))


def agreed(step: str, case: CaseFile, taker: str) -> set[str]:
    """Return the roles that have agreed to a step since the record was last corrected or moved, in whatever way.

    Args:
        taker: Officer who takes the step; what he said himself in another posting is no agreement.
    """
    known = {taken.id: taken for taken in case.workflow.transitions}
    roles, status = set[str](), case.workflow.initial
    for entry in case.journal:
        detail = json.loads(entry.detail)
        before, names = status, [detail.get("step", ""), *detail.get("derived", ())]
        if entry.verb == "agree":
            asked = detail.get("step") == step and entry.actor != taker
            roles |= set(detail.get("roles", ())) if asked else set()
            continue
        for name in names:
            status = known[name].end(status) if name in known else status
        if entry.verb in {"move", "amend"} or status != before or step in names:
            roles.clear()
    return roles


def _not_now(workflow: Workflow, step: str, status: str, sources: set[str]) -> Problem:
    said = {"step": step, "state": state_label(workflow, status)}
    what = Sentence("the step '{step}' is not possible while the record is '{state}'", **said)
    states = [state_label(workflow, source) for source in sorted(sources)]
    return Problem("not-now", what, Sentence("It is possible in: {states}", states=states))
