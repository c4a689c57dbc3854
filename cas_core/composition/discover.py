"""Installed layers, found without importing a line of theirs."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.machinery import PathFinder
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

from cas_core.problems import CompositionError, Origin, Problem

GROUP = "cas.layers"


def installed() -> dict[str, Path]:
    """Return the folder of each installed layer by the name of its entry point.

    Finding the folder asks the import system where the package would come from; the package is not imported, so none
    of its code runs.

    Raises:
        CompositionError: An entry point names no top-level package, or two have one name.
    """
    found: dict[str, Path] = {}
    problems: list[Problem] = []
    for point in sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value)):
        folder = _folder(point)
        if folder is None or (point.name in found and found[point.name] != folder):
            what = f"the entry point '{point.name} = {point.value}' in group {GROUP} leads to no package of its own"
            mend = "Let it name one top-level package with an __init__.py, each layer by another name; install it again"
            problems.append(Problem("bad-entry-point", what, mend, Origin(point.name, "pyproject.toml")))
        else:
            found[point.name] = folder
    if problems:
        raise CompositionError(problems)
    return found


def _folder(point: EntryPoint) -> Path | None:
    if "." in point.value or ":" in point.value:
        return None  # finding a package inside another would import the outer one
    return next(_places(point.value), None)


def _places(package: str) -> Iterator[Path]:
    spec = PathFinder.find_spec(package)
    for place in (spec.submodule_search_locations or ()) if spec else ():
        yield Path(place)
