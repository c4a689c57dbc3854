"""The page of entities."""

from __future__ import annotations

from collections.abc import Iterator

from cas_core.forms import Entity, Form
from cas_core.forms.tree import Branch, unfold
from generating.fields import field_table
from generating.markdown import code, codes, links, listed
from generating.profile import national

MOST = 12
"""Forms that are named; what more of them use is used nearly everywhere."""


def entities() -> Iterator[str]:
    """Yield the page of entities."""
    held = national().all(Entity)
    yield f"# Entities\n\nThe {len(held)} groups of fields that forms share, by their ids."
    yield "A [form](forms.md) may say more of a field inside one; where it does, the form has the last word."
    for entity in held.values():
        yield from _entity(entity)


def _entity(entity: Entity) -> Iterator[str]:
    yield f"\n## {code(entity.id)}\n\n{entity.title}."
    found = f"{codes(entity.index.columns)}, as {code(entity.index.table)}" if entity.index else ""
    users = [form for form, held in _holders().items() if entity.id in held]
    said = (
        ("rests on", entity.basis),
        ("party of the record", f"{entity.party}, each with a code of its own" if entity.party else ""),
        ("found by", found),
        ("forms", links(users, "forms.md") if len(users) <= MOST else f"{len(users)} of them"),
    )
    yield from listed(said)
    yield from field_table(entity)


def _holders() -> dict[str, set[str]]:
    """Return the entities that each form holds, at any depth."""
    known = national().all(Entity)
    unfolded = {form.id: unfold(form, known) for form in national().all(Form).values()}
    return {form: {step.field.type for branch in held for step in _nested(branch)} for form, held in unfolded.items()}


def _nested(branch: Branch) -> Iterator[Branch]:
    return (step for step in branch.walk() if step.children)
