"""The difference between two compositions, part by part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from cas_core.composition.composition import Composition


class Difference(NamedTuple):
    """One part that differs.

    Attributes:
        path: Where it stands, e.g. ``form.fir.fields.ka.beat.label``.
        before: Its value in the first composition; None where it is not there.
        after: Its value in the second one.
    """

    path: str
    before: Any
    after: Any

    def __str__(self) -> str:
        if self.before is None:
            return f"+ {self.path} = {self.after!r}"
        if self.after is None:
            return f"- {self.path} = {self.before!r}"
        return f"~ {self.path}: {self.before!r} -> {self.after!r}"


def diff(first: Composition, second: Composition) -> list[Difference]:
    """Return all parts that differ between two compositions, in order of their paths."""
    before, after = dict(_leaves(first.elements, "")), dict(_leaves(second.elements, ""))
    paths = sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))
    return [Difference(path, before.get(path), after.get(path)) for path in paths]


def _leaves(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from _leaves(item, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list) and value and all(isinstance(item, Mapping) and "id" in item for item in value):
        for position, item in enumerate(value):
            yield f"{path}.{item['id']}.position", position
            yield from _leaves({key: part for key, part in item.items() if key != "id"}, f"{path}.{item['id']}")
    else:
        yield path, value
