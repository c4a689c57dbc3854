"""A described form with the values of one request, and what is wrong with them, ready for the template."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from cas_core.forms.values import lookup
from cas_core.problems import Problem
from cas_core.web.forms.describing import Ask, Sheet


class Node(NamedTuple):
    """One thing asked, in its place.

    Attributes:
        name: Name of the control, e.g. ``accused.0.person.name``.
        fault: What is wrong with it; empty where nothing is.
        required: Whether it is needed as the form stands.
        rows: What a group asks, once for each of its entries: position and nodes.
        live: Whether other fields depend on it.
    """

    ask: Ask
    name: str
    value: Any
    fault: str
    required: bool
    rows: tuple[tuple[int, tuple[Node, ...]], ...]
    live: bool

    @property
    def open(self) -> bool:
        """Whether a group is shown unfolded: it is needed, filled in, or faulty."""
        return self.required or bool(self.value) or self.faulty

    @property
    def faulty(self) -> bool:
        """Whether anything in it is wrong."""
        return bool(self.fault) or any(node.faulty for _, row in self.rows for node in row)


class Filled(NamedTuple):
    """A part of a form with its nodes."""

    id: str
    label: str
    nodes: tuple[Node, ...]


def fill(
    sheet: Sheet, values: Mapping[str, Any], around: Mapping[str, Any], problems: Iterable[Problem] = ()
) -> tuple[list[Filled], list[Problem]]:
    """Return the parts of a form, and the problems that belong to no field of it.

    Args:
        around: Names that conditions know besides the fields; see `forms.condition.surroundings`.
    """
    faults = {problem.field: f"{problem.what.rstrip('.')}. {problem.mend}" for problem in problems if problem.field}
    filler = _Filler(faults, around, sheet.live)
    parts = [Filled(part.id, part.label, tuple(filler.nodes(part.asks, values, ""))) for part in sheet.parts]
    return parts, [problem for problem in problems if problem.field not in filler.met]


class _Filler:
    def __init__(self, faults: Mapping[str, str], around: Mapping[str, Any], live: frozenset[str]) -> None:
        self._faults = faults
        self._around = around
        self._live = live
        self.met: set[str] = set()

    def nodes(self, asks: tuple[Ask, ...], values: Mapping[str, Any], above: str) -> Iterator[Node]:
        scope = {**values, **self._around} if any(ask.needed or ask.shown for ask in asks) else values
        for ask in asks:
            value = lookup(values, ask.key)
            if value is None and ask.shown is not None and not ask.shown.holds(scope):
                continue
            yield self._node(ask, value, above, required=ask.required or bool(ask.needed and ask.needed.holds(scope)))

    def _node(self, ask: Ask, value: Any, above: str, *, required: bool) -> Node:
        name = f"{above}{ask.key}"
        rows = tuple(self._rows(ask, value, name, required=required)) if _in_rows(ask) else ()
        return Node(ask, name, value, self._fault(name, below=not rows), required, rows, self._is_live(name))

    def _rows(self, ask: Ask, value: Any, name: str, *, required: bool) -> Iterator[tuple[int, tuple[Node, ...]]]:
        if not ask.many:
            yield 0, tuple(self.nodes(ask.children, value if isinstance(value, Mapping) else {}, f"{name}."))
            return
        held = value if isinstance(value, list) and value else [{}] if required else []
        for position, item in enumerate(held):
            if ask.children:
                yield position, tuple(self.nodes(ask.children, item, f"{name}.{position}."))
            else:
                yield position, (self._single(ask, f"{name}.{position}", item),)

    def _single(self, ask: Ask, name: str, value: Any) -> Node:
        return Node(ask, name, value, self._fault(name, below=True), required=False, rows=(), live=False)

    def _fault(self, name: str, *, below: bool) -> str:
        """Return what is wrong with a control; a value of several parts has the faults of its parts."""
        for path, fault in self._faults.items():
            if path == name or (below and path.startswith(f"{name}.")):
                self.met.add(path)
                return fault
        return ""

    def _is_live(self, name: str) -> bool:
        return ".".join(step for step in name.split(".") if not step.isdigit()) in self._live


def _in_rows(ask: Ask) -> bool:
    return bool(ask.children) or (ask.many and ask.type == "name")
