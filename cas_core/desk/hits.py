"""What an officer sees of a hit: the columns of the index whose fields he sees.

A hit that was found by another column is none: a search by telephone number would tell whose it is.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Connection

from cas_core.composition import Composition
from cas_core.desk.actor import Actor
from cas_core.desk.ceiling import limited
from cas_core.forms import Entity, Privacy
from cas_core.forms.tree import Branch
from cas_core.publication.showing import class_at
from cas_core.store.records import forms_of

Hit = dict[str, Any]

_MADE_OF = {"name_key": "roman"}
"""Columns that are made of another one."""


def seen_hits(
    connection: Connection, composition: Composition, who: Actor, hits: list[Hit], by: Collection[str]
) -> list[Hit]:
    """Return hits as far as an officer sees what they show.

    Args:
        by: Columns by which they were found.
    """
    forms = forms_of(connection, {hit["submission"] for hit in hits if limited(who, hit["register"])})
    found = []
    for hit in hits:
        form = forms.get(hit["submission"])
        hidden = _hidden(composition, form, hit, who.sees(hit["register"])) if form else frozenset()
        if not hidden & set(by):
            found.append({column: "" if column in hidden else value for column, value in hit.items()})
    return found


def _hidden(composition: Composition, form: str, hit: Hit, ceiling: Privacy) -> frozenset[str]:
    branches = composition.form(form).branches
    columns = _columns(branches, composition.all(Entity), hit["path"])
    above = {
        column
        for column, source in columns.items()
        if class_at(branches, ".".join(filter(None, (hit["path"], source)))).strictness > ceiling.strictness
    }
    return frozenset({*above, *(made for made, source in _MADE_OF.items() if source in above)})


def _columns(branches: tuple[Branch, ...], entities: Mapping[str, Entity], path: str) -> Mapping[str, str]:
    """Return where in a form the columns of its index stand, from a path on: in the entity there, or in that field."""
    plain = ".".join(step for step in path.split(".") if not step.isdigit())
    branch = next(inner for top in branches for inner in top.walk() if inner.path == plain)
    entity = entities.get(branch.field.type)
    return entity.index.columns if entity is not None and entity.index is not None else {"act": "", "section": ""}
