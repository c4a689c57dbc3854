"""What a path such as ``form.fir.place.label`` may name, written without the names of collections."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import get_args

from cas_core.composition.kinds import KINDS
from cas_core.sources import Definition

_COLLECTIONS = {
    "form": ("fields", "overrides", "sections", "rules"),
    "entity": ("fields", "overrides"),
    "workflow": ("states", "transitions", "duties", "guards", "clocks"),
    "codelist": ("codes",),
    "catalogue": ("entries",),
    "document": ("templates",),
}


def candidates(path: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the paths that somebody may mean, the most exact first, each with the steps that it leaves out."""
    steps = path.split(".")
    for end in range(len(steps), 1, -1):
        yield ".".join(steps[:end]), steps[end:]
        for collection in _COLLECTIONS.get(steps[0], ()):
            yield ".".join((*steps[:2], collection, *steps[2:end])), steps[end:]


@cache
def parts_of(kind: str) -> frozenset[str]:
    """Return all that can be said of an element of a kind, or of one of its members."""
    held = KINDS[kind].model_fields
    members = {one for part in held.values() for one in get_args(part.annotation) if isinstance(one, type)}
    return frozenset(held).union(*(one.model_fields for one in members if issubclass(one, Definition)))
