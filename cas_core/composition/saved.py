"""A composed build on disk: what a running installation starts from, never from TOML."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from cas_core.composition.build import COMPOSED, Build
from cas_core.composition.composition import Composition
from cas_core.composition.digest import canonical
from cas_core.offices import Office
from cas_core.offices.whereabouts import Whereabouts
from cas_core.problems import Origin, Problem, StoreError
from cas_core.workflows.holidays import Holidays

BUILD = "build.json"


def save_build(build: Build, folder: Path) -> Path:
    """Write a build below its folder and return where it stands."""
    target = folder / COMPOSED
    build.composition.save(target)
    said = {
        "state": build.state,
        "title": build.title,
        "titles": dict(build.titles),
        "languages": list(build.languages),
        "holidays": [day.isoformat() for day in build.holidays],
        "weekly_off": sorted(build.holidays.weekly),
        "offices": [office.model_dump(mode="json", exclude_defaults=True) for office in build.lines],
        "whereabouts": [place.model_dump(mode="json", exclude_defaults=True) for place in build.whereabouts.values()],
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
    lines = tuple(Office.model_validate(row) for row in said["offices"])
    days = frozenset(date.fromisoformat(day) for day in said["holidays"])
    holidays = Holidays(days, frozenset(said.get("weekly_off", ())))
    places = {row["office"]: Whereabouts.model_validate(row) for row in said.get("whereabouts", ())}
    head = (said["state"], said["title"], tuple(said["languages"]))
    return Build(*head, Composition.load(target), lines, holidays, said.get("titles", {}), places)
