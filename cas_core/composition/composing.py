"""Compose layers into one immutable composition, or say everything that is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from pydantic import ValidationError

from cas_core.composition.composition import Composition
from cas_core.composition.draft import Draft, Node
from cas_core.composition.fold import Fold
from cas_core.composition.frozen import as_defined, plain, provenance, touched
from cas_core.composition.kinds import CHECKS, KIND_OF, KINDS
from cas_core.composition.layer import Layer
from cas_core.composition.order import in_order, requirements
from cas_core.problems import CompositionError, Origin, Problem
from cas_core.sources import Definition
from cas_core.version import __version__

D = TypeVar("D", bound=Definition)
T = TypeVar("T")


BUILD_FILE = Origin("build", "build.toml")


@dataclass(frozen=True)
class Settlement:
    """Which layer has its way where two set the same part differently.

    Attributes:
        path: The contested part, e.g. ``form.fir.fields.place.label``.
        layer: Layer that wins.
        because: Order or reason.
        origin: Where the build says so.
    """

    path: str
    layer: str
    because: str
    origin: Origin = BUILD_FILE


def compose(layers: Iterable[Layer], settles: Iterable[Settlement] = (), *, core: str = __version__) -> Composition:
    """Fold layers, the national one first, into one composition.

    Args:
        layers: In any order; what a layer requires is folded before it.
        settles: Answers to conflicts between layers.
        core: Version of the core that the layers have to fit.

    Raises:
        CompositionError: With every problem found.
    """
    given = list(layers)
    problems = [problem for layer in given for problem in layer.problems]
    ordered = in_order(given, core, problems)
    answers = list(settles)
    fold = Fold(requirements(ordered), {answer.path: answer.layer for answer in answers}, problems=problems)
    for kind in KINDS:
        fold.apply(said for layer in ordered for said in layer.statements if said.kind == kind)
    fold.finish()
    problems += [_needless(answer) for answer in answers if answer.path not in fold.contests]
    elements = _elements(fold.draft)
    _check(fold.draft, elements, frozenset(layer.id for layer in ordered), problems)
    if problems:
        raise CompositionError(problems)
    says = provenance(fold.draft)
    return Composition(tuple((layer.id, layer.version) for layer in ordered), elements, lambda: says)


def _elements(draft: Draft) -> dict[str, dict[str, Any]]:
    elements: dict[str, dict[str, Any]] = {}
    for (kind, element), value in sorted(draft.items()):
        elements.setdefault(kind, {})[element] = plain(element, value)
    return elements


def _check(draft: Draft, elements: Mapping[str, Any], layers: frozenset[str], problems: list[Problem]) -> None:
    """Run the checks of all concepts; only on definitions that are whole, since they would stumble otherwise."""
    view = _View(draft, layers)
    for kind, held in elements.items():
        for element, value in held.items():
            view.take(kind, element, value, problems)
    if view.whole:
        problems += [problem for check in CHECKS for problem in check(view)]


@dataclass
class _View:
    draft: Draft
    layer_ids: frozenset[str]
    whole: bool = True
    models: dict[str, dict[str, Definition]] = field(default_factory=dict)
    made: dict[Hashable, Any] = field(default_factory=dict)

    def take(self, kind: str, element: str, value: Any, problems: list[Problem]) -> None:
        try:
            self.models.setdefault(kind, {})[element] = KINDS[kind].model_validate(value)
        except ValidationError as error:
            self.whole = False
            problems += [self._problem(kind, element, value, fault) for fault in error.errors(include_url=False)]

    def _problem(self, kind: str, element: str, value: Any, fault: Any) -> Problem:
        location = [*fault["loc"]]
        key = ""
        if len(location) > 1 and isinstance(location[1], int):
            key = str(value[location[0]][location[1]]["id"])
        origin = self.origin(kind, element, str(location[0]) if key else "", key)
        what = f"'{location[-1] if location else element}': {fault['msg']}"
        path = ".".join(step for step in (kind, element, key) if step)
        return Problem("bad-value", what, "Correct the value", origin, path)

    def all(self, model: type[D]) -> Mapping[str, D]:
        return cast("Mapping[str, D]", self.models.get(KIND_OF[model], {}))

    def national(self, model: type[D]) -> Mapping[str, D]:
        kind = KIND_OF[model]

        def made() -> Mapping[str, D]:
            return {element: self._as_defined(model, element, held) for element, held in self.all(model).items()}

        return self.once(("national", kind), made)

    def _as_defined(self, model: type[D], element: str, held: D) -> D:
        drafted = self.draft[KIND_OF[model], element]
        return model.model_validate(as_defined(element, drafted)) if touched(drafted) else held

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        if key not in self.made:
            self.made[key] = make()
        return cast("T", self.made[key])

    def ids(self, kind: str) -> frozenset[str]:
        return frozenset(self.models.get(kind, {}))

    def layers(self) -> frozenset[str]:
        return self.layer_ids - {"national"}

    def origin(self, kind: str, element: str, collection: str = "", key: str = "", part: str = "") -> Origin:
        node: Node = self.draft[kind, element]
        if collection:
            node = self.draft[kind, element].members.get(collection, {}).get(key, node)
        touches = node.touches.get(part) if part else [touch for said in node.touches.values() for touch in said[-1:]]
        return touches[-1].origin if touches else node.origin


def _needless(answer: Settlement) -> Problem:
    what = f"the settlement of '{answer.path}' answers no conflict"
    return Problem("needless-settlement", what, "Delete it", answer.origin, answer.path)
