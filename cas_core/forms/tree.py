"""A form as its fields stand when everything is said: entities unfolded, overrides applied."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cas_core.forms.definition import Entity, Field, Form

Overrides = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Branch:
    """One field in its place.

    Attributes:
        field: The field with all that this place says of it.
        path: Its path in the form, e.g. ``complainant.ka.mother_tongue``.
        children: The fields of the entity that it holds; empty for a plain value.
    """

    field: Field
    path: str
    children: tuple[Branch, ...] = ()

    def walk(self) -> Iterator[Branch]:
        """Yield this field and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()


def unfold(holder: Form | Entity, entities: Mapping[str, Entity]) -> tuple[Branch, ...]:
    """Return the fields of a form with those of their entities, in order.

    Entities may not hold themselves; that is checked when they are composed.
    """
    return _branches(holder.fields, [holder.overrides], entities, "")


def _branches(
    fields: tuple[Field, ...], said: list[Overrides], entities: Mapping[str, Entity], above: str
) -> tuple[Branch, ...]:
    return tuple(_branch(field, said, entities, above) for field in fields)


def _branch(field: Field, said: list[Overrides], entities: Mapping[str, Entity], above: str) -> Branch:
    path = f"{above}.{field.id}" if above else field.id
    changed: dict[str, Any] = {}
    for overrides in said:  # the innermost first, so that the form has the last word
        changed.update(overrides.get(field.id, {}))
    shown = Field.model_validate(field.model_dump(exclude_unset=True) | changed) if changed else field
    entity = entities.get(field.type)
    if entity is None:
        return Branch(shown, path)
    below: list[Overrides] = [entity.overrides]
    below += [inner for overrides in said if (inner := _below(overrides, field.id))]
    return Branch(shown, path, _branches(entity.fields, below, entities, path))


def _below(overrides: Overrides, field: str) -> Overrides:
    prefix = f"{field}."
    return {path.removeprefix(prefix): parts for path, parts in overrides.items() if path.startswith(prefix)}
