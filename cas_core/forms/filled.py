"""What is filled in of a form, value by value, each in its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from cas_core.forms.tree import Branch
from cas_core.forms.values import lookup


class Filled(NamedTuple):
    """One value of a submission; of a repeated field each entry by itself.

    Attributes:
        value: What was entered, of an entity its table.
        path: Its place, e.g. ``accused.0.person.name``.
    """

    branch: Branch
    value: Any
    path: str


def filled(branches: Iterable[Branch], data: Mapping[str, Any], above: str = "") -> Iterator[Filled]:
    """Yield the values of a submission in the order of its form, an entity before what stands in it."""
    for branch in branches:
        name = branch.field.id
        value = lookup(data, name) if "." in name else data.get(name)  # most fields are empty: the call would tell
        if value is None:
            continue
        path = f"{above}{name}"
        for index, item in enumerate(value if isinstance(value, list) else [value]):
            place = f"{path}.{index}" if branch.field.many else path
            yield Filled(branch, item, place)
            if branch.children:
                yield from filled(branch.children, item, f"{place}.")
