"""What an audience sees of a form: the fields that a list allows, up to the class of the audience."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from cas_core.forms import Privacy
from cas_core.forms.tree import Branch
from cas_core.forms.values import lookup
from cas_core.publication.definition import Audience

Data = Mapping[str, Any]


def shown(branches: Iterable[Branch], data: Data, audience: Audience, allowed: Collection[str]) -> dict[str, Any]:
    """Return the part of a form that stands on an allow-list of paths.

    A path that leads to an entity lets only those of its fields through that the list names as well.
    """
    return _kept(branches, data, audience, lambda branch: branch.path in allowed)


def up_to_class(branches: Iterable[Branch], data: Data, audience: Audience) -> dict[str, Any]:
    """Return the part of a form whose class an audience may see; for those who have a right to the paper."""
    return _kept(branches, data, audience, lambda _branch: True)


def strictest(branches: Iterable[Branch], data: Data) -> Privacy:
    """Return the strictest class among the fields that a form has filled in."""
    classes = {Privacy.PUBLIC}
    for branch in branches:
        value = lookup(data, branch.field.id)
        if value is not None:
            below = value if isinstance(value, list) else [value]
            classes |= {branch.field.privacy, *(strictest(branch.children, item) for item in below if branch.children)}
    return max(classes, key=lambda privacy: privacy.strictness)


def _kept(branches: Iterable[Branch], data: Data, audience: Audience, allows: Any) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for branch in branches:
        value = lookup(data, branch.field.id)
        if value is None or not allows(branch) or branch.field.privacy.strictness > audience.ceiling.strictness:
            continue
        part = _part(branch, value, audience, allows)
        if part not in (None, {}, []):
            _put(kept, branch.field.id, part)
    return kept


def _part(branch: Branch, value: Any, audience: Audience, allows: Any) -> Any:
    if isinstance(value, list):
        return [part for item in value if (part := _part(branch, item, audience, allows)) not in (None, {})]
    return _kept(branch.children, value, audience, allows) if branch.children else value


def _put(table: dict[str, Any], field: str, value: Any) -> None:
    layer, _, key = field.rpartition(".")
    (table.setdefault(layer, {}) if layer else table)[key] = value
