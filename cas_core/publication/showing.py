"""What a reader sees of a form: the fields that a list allows, up to the class that he may see."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from cas_core.forms import Privacy
from cas_core.forms.tree import Branch
from cas_core.forms.values import lookup, put
from cas_core.publication.definition import Audience

Data = Mapping[str, Any]


def fields(branches: Iterable[Branch], ceiling: Privacy, allowed: Collection[str] | None = None) -> tuple[Branch, ...]:
    """Return the fields that a reader may see: up to a class, and on an allow-list of paths where there is one.

    A path that leads to an entity lets only those of its fields through that the list names as well.
    """
    return tuple(_open(branches, ceiling, allowed))


def held(branches: Iterable[Branch], data: Data) -> dict[str, Any]:
    """Return the part of a form that some fields hold; what is empty is left out."""
    kept: dict[str, Any] = {}
    for branch in branches:
        value = lookup(data, branch.field.id)
        part = None if value is None else _part(branch, value)
        if part not in (None, {}, []):
            put(kept, branch.field.id, part)
    return kept


def shown(branches: Iterable[Branch], data: Data, audience: Audience, allowed: Collection[str]) -> dict[str, Any]:
    """Return the part of a form that an audience sees of an allow-list of paths."""
    return held(fields(branches, audience.ceiling, allowed), data)


def up_to_class(branches: Iterable[Branch], data: Data, ceiling: Privacy) -> dict[str, Any]:
    """Return the part of a form up to a class; for those who have a right to the paper."""
    return held(fields(branches, ceiling), data)


def strictest(branches: Iterable[Branch], data: Data) -> Privacy:
    """Return the strictest class among the fields that a form has filled in."""
    classes = {Privacy.PUBLIC}
    for branch in branches:
        value = lookup(data, branch.field.id)
        if value is not None:
            below = value if isinstance(value, list) else [value]
            classes |= {branch.field.privacy, *(strictest(branch.children, item) for item in below if branch.children)}
    return max(classes, key=lambda privacy: privacy.strictness)


def class_at(branches: Iterable[Branch], path: str) -> Privacy:
    """Return the strictest class on the way to a field: its own, and those of the groups that it stands in.

    Args:
        path: Its path, with or without the positions of repeated groups; what the form does not have is sealed.
    """
    plain = ".".join(step for step in path.split(".") if not step.isdigit())
    for branch in branches:
        if plain == branch.path or plain.startswith(f"{branch.path}."):
            below = class_at(branch.children, plain) if branch.children and plain != branch.path else Privacy.PUBLIC
            return max(branch.field.privacy, below, key=lambda privacy: privacy.strictness)
    return Privacy.SEALED


def _open(branches: Iterable[Branch], ceiling: Privacy, allowed: Collection[str] | None) -> Iterator[Branch]:
    for branch in branches:
        listed = allowed is None or branch.path in allowed
        if not listed or branch.field.privacy.strictness > ceiling.strictness:
            continue
        inside = fields(branch.children, ceiling, allowed)
        if inside or not branch.children:  # an entity of which nothing is open would pass for a plain value
            yield replace(branch, children=inside)


def _part(branch: Branch, value: Any) -> Any:
    if isinstance(value, list):
        return [part for item in value if (part := _part(branch, item)) not in (None, {})]
    return held(branch.children, value) if branch.children else value
