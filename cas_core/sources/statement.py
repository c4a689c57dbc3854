"""What files say, in three verbs: an element is defined, a part is set, a member is added."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from cas_core.problems import Origin

Parts = Mapping[str, Any]


class Define(NamedTuple):
    """A new element: ``parts`` are its own, ``members`` those of its ordered collections, by key.

    ``origins`` gives the place of single members, by ``(collection, key)``.
    """

    kind: str
    id: str
    parts: Parts
    members: Mapping[str, Mapping[str, Parts]]
    origin: Origin
    origins: Mapping[tuple[str, str], Origin] = {}


class Add(NamedTuple):
    """A new member of a collection of an element that a lower layer defines."""

    kind: str
    id: str
    collection: str
    key: str
    parts: Parts
    origin: Origin
    after: str = ""


class Set(NamedTuple):
    """Another value for one part of an element (``collection`` empty) or of one of its members."""

    kind: str
    id: str
    collection: str
    key: str
    part: str
    value: Any
    origin: Origin
    because: str = ""

    @property
    def path(self) -> str:
        """Where the part stands in a composition, e.g. ``form.fir.fields.place.label``."""
        return ".".join(step for step in (self.kind, self.id, self.collection, self.key, self.part) if step)


Statement = Define | Add | Set
