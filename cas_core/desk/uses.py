"""Where code lists are used: the fields of forms that offer their values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from cas_core.composition import Composition
from cas_core.forms import Entity, Field, Form
from cas_core.forms.tree import unfold


class Use(NamedTuple):
    """A field of a form that offers the values of a list."""

    form: str
    title: str
    field: Field


def uses(composition: Composition) -> Mapping[str, list[Use]]:
    """Return by code list the fields that offer its values, in the order of the forms; ask for it by `derived`."""
    entities = composition.all(Entity)
    found: dict[str, list[Use]] = {}
    for form in composition.all(Form).values():
        for top in unfold(form, entities):
            for branch in top.walk():
                if branch.field.type == "code" and not branch.field.hidden:
                    found.setdefault(branch.field.codes, []).append(Use(form.id, form.title, branch.field))
    return found
