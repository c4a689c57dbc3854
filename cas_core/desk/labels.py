"""Labels of what refusals and papers name: an officer reads 'Officer in charge', never an id."""

from __future__ import annotations

from cas_core.access import Role
from cas_core.codelists import CodeList
from cas_core.composition import Composition
from cas_core.composition.ranks import RANKS
from cas_core.forms import Form
from cas_core.workflows import Workflow


def role_label(composition: Composition, role: str) -> str:
    """Return the label of a role, in English; one that is not known stays as it is."""
    known = composition.all(Role)
    return known[role].label if role in known else role


def rank_label(composition: Composition, rank: str) -> str:
    """Return the label of a rank, in English; one that the list does not know stays as it is."""
    entries = composition.get(CodeList, RANKS).codes
    return next((entry.label for entry in entries if entry.id == rank), rank)


def form_title(composition: Composition, form: str) -> str:
    """Return the title of a form, in English; one that is not known stays as it is."""
    return composition.get(Form, form).title if form in composition.ids(Form) else form


def state_label(workflow: Workflow, state: str) -> str:
    """Return the label of a state of a record, in English."""
    return next((known.label for known in workflow.states if known.id == state), state)


def step_label(workflow: Workflow, step: str) -> str:
    """Return the label of a step, in English."""
    return next((known.label for known in workflow.transitions if known.id == step), step)
