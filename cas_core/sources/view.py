"""What the checks of a concept see of a composition in the making."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import Protocol, TypeVar

from cas_core.problems import Origin
from cas_core.sources.definition import Definition

D = TypeVar("D", bound=Definition)
T = TypeVar("T")


class View(Protocol):
    """Definitions as folded, those that the national layer alone would give, and where each was said."""

    def all(self, model: type[D]) -> Mapping[str, D]:
        """Return all elements of one kind by id."""

    def national(self, model: type[D]) -> Mapping[str, D]:
        """Return the elements of one kind as their definers wrote them, without what other layers did to them."""

    def origin(self, kind: str, element: str, collection: str = "", key: str = "", part: str = "") -> Origin:
        """Return the last say in a part, or the place of its member or element."""

    def ids(self, kind: str) -> frozenset[str]:
        """Return the ids of all elements of a kind."""

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what a check works out once and asks for often."""

    def layers(self) -> frozenset[str]:
        """Return the ids of all layers but the national one."""
