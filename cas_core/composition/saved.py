"""A composed build on disk: what a running installation starts from, never from TOML."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from cas_core.composition.build import COMPOSED, Build
from cas_core.composition.composition import Composition
from cas_core.composition.digest import canonical
from cas_core.offices import Office
from cas_core.problems import Origin, Problem, StoreError

BUILD = "build.json"


def save_build(build: Build, folder: Path) -> Path:
    """Write a build below its folder and return where it stands."""
    target = folder / COMPOSED
    build.composition.save(target)
    said = {
        "state": build.state,
        "title": build.title,
        "languages": list(build.languages),
        "holidays": sorted(day.isoformat() for day in build.holidays),
        "offices": [office.model_dump(mode="json", exclude_defaults=True) for office in build.offices.values()],
    }
    (target / BUILD).write_bytes(canonical(said) + b"\n")
    return target


def load_build(folder: Path) -> Build:
    """Read a build that was composed before.

    Raises:
        StoreError: It was not, or was changed since.
    """
    target = folder / COMPOSED
    if not (target / BUILD).is_file():
        mend = f"Run: cas compose {folder}"
        raise StoreError(
            [Problem("not-composed", f"the build '{folder}' is not composed", mend, Origin("build", BUILD))]
        )
    said = json.loads((target / BUILD).read_bytes())
    offices = {row["id"]: Office.model_validate(row) for row in said["offices"]}
    holidays = frozenset(date.fromisoformat(day) for day in said["holidays"])
    return Build(said["state"], said["title"], tuple(said["languages"]), Composition.load(target), offices, holidays)
