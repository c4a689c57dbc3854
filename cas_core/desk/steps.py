"""Which step of a workflow a verb takes, and whether the actor may take it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from cas_core.desk.actor import Actor
from cas_core.problems import NotPermitted, Problem, RecordRefused
from cas_core.workflows import Transition, Workflow


def by_form(workflow: Workflow, form: str, status: str) -> Transition | None:
    """Return the step that submitting a form takes; None where the form takes none.

    Raises:
        RecordRefused: The form takes a step, but not from this state.
    """
    steps = [step for step in workflow.transitions if step.form == form]
    fitting = [step for step in steps if status in step.sources]
    if steps and not fitting:
        raise RecordRefused([_not_now(form, status, {state for step in steps for state in step.sources})])
    return fitting[0] if fitting else None


def by_name(workflow: Workflow, name: str, status: str) -> Transition:
    """Return the step of a name.

    Raises:
        RecordRefused: There is none, it is taken by a form, or it does not start from this state.
    """
    step = next((step for step in workflow.transitions if step.id == name), None)
    if step is None:
        known = ", ".join(step.id for step in workflow.transitions if status in step.sources and not step.form)
        what, mend = f"there is no step '{name}'", f"Possible now: {known or 'none'}"
        raise RecordRefused([Problem("unknown-step", what, mend)])
    if step.form:
        what, mend = f"the step '{name}' is taken by submitting a form", f"Submit the form '{step.form}'"
        raise RecordRefused([Problem("step-needs-form", what, mend)])
    if status not in step.sources:
        raise RecordRefused([_not_now(name, status, set(step.sources))])
    return step


def require_role(step: Transition, actor: Actor, journal: Iterable[Any]) -> None:
    """Pass only an actor whose role takes the step, after all who must agree have agreed.

    Raises:
        NotPermitted: The role does not take it.
        RecordRefused: An agreement is missing.
    """
    if not actor.roles & set(step.roles):
        what = f"the step '{step.id}' is taken by {' or '.join(step.roles)}, not by {actor.role.id}"
        raise NotPermitted([Problem("not-permitted", what, "Ask the officer whose step it is")])
    missing = set(step.agree) - agreed(step.id, journal)
    if missing:
        what = f"the step '{step.id}' needs the agreement of {', '.join(sorted(missing))}"
        raise RecordRefused([Problem("agreement-missing", what, "Let them agree first")])


def agreed(step: str, journal: Iterable[Any]) -> set[str]:
    """Return the roles that have agreed to a step since the record last moved."""
    roles: set[str] = set()
    for entry in journal:
        detail = json.loads(entry.detail)
        if entry.verb == "move":
            roles.clear()
        elif entry.verb == "agree" and detail.get("step") == step:
            roles |= set(detail.get("roles", ()))
    return roles


def _not_now(name: str, status: str, sources: set[str]) -> Problem:
    what = f"'{name}' is not possible while the record is '{status}'"
    return Problem("not-now", what, f"It is possible in: {', '.join(sorted(sources))}")
