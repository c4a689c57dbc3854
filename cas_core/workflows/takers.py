"""Every step has somebody who may take it: narrowed roles, duties and permissions together must leave one.

A step that nobody may take would stop a record short of a state that the law names (promise 3).
"""

from __future__ import annotations

from collections.abc import Iterator

from cas_core.access import Role
from cas_core.access.permission import permitted
from cas_core.problems import Origin, Problem
from cas_core.registers import Register
from cas_core.sources import View
from cas_core.workflows.definition import Transition, Workflow


def check(view: View, workflow: Workflow) -> Iterator[Problem]:
    """Yield a problem for each step that no role can take."""
    books = [register for register in view.all(Register).values() if register.workflow == workflow.id]
    duties = {duty.id: set(duty.roles) for duty in workflow.duties}
    for step in workflow.transitions:
        answerable = duties.get(step.duty, set())
        takers = [role for role in view.all(Role).values() if _named(role, step, answerable)]
        if step.roles and books and not any(_permitted(role, book, step) for role in takers for book in books):
            what = f"the step '{step.id}' is taken by {', '.join(step.roles)}, and none of them may"
            mend = "Leave a role the step, the duty that it asks for, and the permissions to read and to take it"
            where = f"workflow.{workflow.id}.{step.id}"
            yield Problem("nobody-takes", what, mend, _blamed(view, workflow, step), where)


def _named(role: Role, step: Transition, answerable: set[str]) -> bool:
    names = {role.id, role.stands_for} - {""}
    return bool(names & set(step.roles)) and (not step.duty or bool(names & answerable))


def _permitted(role: Role, book: Register, step: Transition) -> bool:
    """Tell whether a role may read a register and take a step in it; a layer's own also by the one it stands for."""
    verb = f"submit.{step.form}" if step.form else f"move.{step.id}"
    return any(
        all(permitted(role.permits, f"{name}.{asked}") for asked in (verb, "read"))
        for name in {book.id, book.stands_for} - {""}
    )


def _blamed(view: View, workflow: Workflow, step: Transition) -> Origin:
    """Return the place where a layer narrowed it last: the step, its duty, or a role."""
    own = view.origin("workflow", workflow.id, "transitions", step.id)
    duty = [view.origin("workflow", workflow.id, "duties", step.duty)] if step.duty else []
    roles = [view.origin("role", role, part="permits") for role in step.roles]
    return next((place for place in (own, *duty, *roles) if place.layer != "national"), own)
