"""A form begun from another record, so that nobody types twice what is known: persons, places, times."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cas_core.composition import Composition
from cas_core.desk.record import Record
from cas_core.forms.tree import Branch
from cas_core.forms.values import lookup

_OWN = frozenset({"attachment", "record"})
"""Types whose values belong to the record in which they were entered."""


def begun(composition: Composition, source: Record, form: str) -> dict[str, Any]:
    """Return what a form can take over from the opening form of a record, and the reference to that record.

    A field is taken over where both forms have it under the same name and type. Codes of parties stay behind: the new
    record gives its own.
    """
    known = {branch.field.id: branch for branch in composition.form(source.opening.form).branches}
    data: dict[str, Any] = {}
    for branch in composition.form(form).branches:
        if branch.field.type == "record" and branch.field.refers_to == source.register:
            data[branch.field.id] = [source.id] if branch.field.many else source.id
            continue
        other, value = known.get(branch.field.id), lookup(source.opening.data, branch.field.id)
        if "." not in branch.field.id and other is not None and value is not None:
            taken = _taken(branch, other, value)
            if taken not in (None, {}, []):
                data[branch.field.id] = taken
    return data


def _taken(branch: Branch, other: Branch, value: Any) -> Any:
    if branch.field.hidden or branch.field.type != other.field.type or branch.field.type in _OWN:
        return None
    if branch.field.many != other.field.many:
        value = [value] if branch.field.many else value[0]
    if not branch.children:
        return value
    items = value if isinstance(value, list) else [value]
    taken = [_group(branch, other, item) for item in items]
    return taken if branch.field.many else taken[0]


def _group(branch: Branch, other: Branch, item: Mapping[str, Any]) -> dict[str, Any]:
    known = {child.field.id: child for child in other.children}
    found: dict[str, Any] = {}
    for child in branch.children:
        value = lookup(item, child.field.id)
        if child.field.id in known and "." not in child.field.id and value is not None and child.field.id != "code":
            taken = _taken(child, known[child.field.id], value)
            if taken not in (None, {}, []):
                found[child.field.id] = taken
    return found
