"""What is being folded: elements whose every part remembers who set it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from cas_core.problems import Origin


class Touch(NamedTuple):
    """One say in a part: who, what, and under which order."""

    origin: Origin
    value: Any
    because: str = ""


@dataclass(slots=True)
class Node:
    """An element or a member of one.

    Attributes:
        origin: Where it was defined.
        parts: Its parts as they stand now.
        touches: For each part that was changed, all that had a say, the definer first.
        after: Key of the member it stands behind; for added members.
    """

    origin: Origin
    parts: dict[str, Any]
    touches: dict[str, list[Touch]] = field(default_factory=dict)
    after: str = ""

    @property
    def owner(self) -> str:
        """Id of the layer that defined it."""
        return self.origin.layer

    def history(self, part: str) -> list[Touch]:
        """Return all that had a say in a part; the definer is the first, even when it left the part to its default."""
        return self.touches.get(part) or [Touch(self.origin, self.parts.get(part))]

    def set(self, part: str, touch: Touch) -> None:
        """Give a part another value and remember who did."""
        self.touches[part] = [*self.history(part), touch]
        self.parts[part] = touch.value

    def note(self, part: str, touch: Touch) -> None:
        """Remember a say that changed nothing."""
        *before, last = self.history(part)
        self.touches[part] = [*before, touch, last] if before else [last, touch]


@dataclass(slots=True)
class Element(Node):
    """An element with its collections of members, each in order of definition."""

    members: dict[str, dict[str, Node]] = field(default_factory=dict)

    def ordered(self, collection: str) -> Iterator[tuple[str, Node]]:
        """Yield the members of a collection, each added one behind its anchor, in the order of the fold."""
        members = self.members.get(collection, {})
        if not any(node.after for node in members.values()):
            yield from members.items()
            return
        children: dict[str, list[str]] = {}
        for key, node in members.items():
            anchor = node.after if node.after in members else ""
            children.setdefault(anchor, []).append(key)
        waiting = children.get("", [])[::-1]
        while waiting:
            key = waiting.pop()
            yield key, members[key]
            waiting += reversed(children.get(key, ()))

    def placed(self, collection: str) -> dict[str, Node]:
        """Return the members that name no section, each with the one in whose section it stands: that before it."""
        members, placed = self.members.get(collection, {}), dict[str, Node]()
        if not any(node.after for node in members.values()):
            return placed
        for key, node in self.ordered(collection):
            anchor = placed.get(node.after) or members.get(node.after)
            if anchor and "section" not in node.parts and anchor.parts.get("section"):
                placed[key] = anchor
        return placed


Draft = dict[tuple[str, str], Element]
