"""The order of layers: what a layer requires comes before it; the rest follows the names, never chance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter

from packaging.version import Version

from cas_core.composition.layer import Layer
from cas_core.problems import Origin, Problem


def in_order(layers: Iterable[Layer], core: str, problems: list[Problem]) -> list[Layer]:
    """Return layers so that each follows those it requires, equal ones by id; the national layer is first.

    Adds problems for layers that are there twice, missing, circular, or made for another core.
    """
    by_id: dict[str, Layer] = {}
    for layer in layers:
        if layer.id in by_id:
            problems.append(_problem(layer, "duplicate-layer", f"two layers are called '{layer.id}'", "Remove one"))
        by_id.setdefault(layer.id, layer)
    for layer in by_id.values():
        _check_core(layer, core, problems)
        _check_required(layer, by_id, problems)
    graph = {id_: [r for r in sorted(layer.requires_layers) if r in by_id] for id_, layer in sorted(by_id.items())}
    try:
        return _sorted(graph, by_id)
    except CycleError as error:
        circle = " -> ".join(error.args[1])
        first = by_id[error.args[1][0]]
        problems.append(
            _problem(first, "circular-layers", f"layers require each other: {circle}", "Remove one of them")
        )
        return list(by_id.values())


def requirements(layers: Iterable[Layer]) -> Mapping[str, frozenset[str]]:
    """Return for each layer all it stands on, directly or through others."""
    below: dict[str, frozenset[str]] = {}
    for layer in layers:
        known = [below.get(required, frozenset()) | {required} for required in layer.requires_layers]
        below[layer.id] = frozenset().union(*known) | {"national"}
    return below


def _sorted(graph: Mapping[str, list[str]], by_id: Mapping[str, Layer]) -> list[Layer]:
    sorter = TopologicalSorter(graph)
    sorter.prepare()
    order: list[str] = []
    ready = set(sorter.get_ready())
    while ready:
        chosen = min(ready, key=lambda id_: (id_ != "national", id_))
        ready.remove(chosen)
        order.append(chosen)
        sorter.done(chosen)
        ready |= set(sorter.get_ready())
    return [by_id[id_] for id_ in order]


def _check_core(layer: Layer, core: str, problems: list[Problem]) -> None:
    if not layer.requires_core.contains(Version(core), prereleases=True):
        what = f"it is made for core {layer.requires_core}, this is core {core}"
        problems.append(
            _problem(layer, "wrong-core", what, "Install a version of the layer that fits", "requires_core")
        )


def _check_required(layer: Layer, by_id: Mapping[str, Layer], problems: list[Problem]) -> None:
    for required in layer.requires_layers:
        if required not in by_id:
            what = f"it requires the layer '{required}', which is not in this build"
            problems.append(_problem(layer, "missing-layer", what, "Add the layer to the build", "requires_layers"))


def _problem(layer: Layer, code: str, what: str, mend: str, key: str = "id") -> Problem:
    return Problem(code, what, mend, layer.lines.get(key, Origin(layer.id, "layer.toml", 1)))
