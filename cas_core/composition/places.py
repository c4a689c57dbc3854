"""``whereabouts.csv`` of a build: where its offices are and how they are reached."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from cas_core.offices.whereabouts import Whereabouts
from cas_core.problems import Problem
from cas_core.sources import checked, read_csv

FILE = "whereabouts.csv"


def read_places(folder: Path, problems: list[Problem]) -> Mapping[str, Whereabouts]:
    """Return where the offices of a build are, by id of the office; the file is optional."""
    path = folder / FILE
    document = read_csv(path, "build", FILE, problems) if path.is_file() else None
    found: dict[str, Whereabouts] = {}
    if document is None:
        return found
    for index, row in enumerate(document.data["rows"]):
        held = checked(Whereabouts, row, document, ("rows", index), problems)
        if held is None:
            continue
        if (held.latitude is None) is not (held.longitude is None):
            mend = "Write both latitude and longitude, or neither"
            problems.append(
                document.problem("half-a-point", f"'{held.office}' has half a point", mend, ("rows", index))
            )
        if held.office in found:
            what = f"'{held.office}' stands in two lines"
            problems.append(document.problem("duplicate-office", what, "Delete one of them", ("rows", index)))
        found[held.office] = held
    return found
