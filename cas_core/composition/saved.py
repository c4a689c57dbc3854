"""A composed build on disk: what a running installation starts from, never from TOML."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from cas_core.composition.build import COMPOSED, Build
from cas_core.composition.composition import Composition, unusable
from cas_core.composition.digest import canonical
from cas_core.offices import Office
from cas_core.offices.whereabouts import Whereabouts
from cas_core.problems import Origin, Problem, StoreError
from cas_core.sources import Definition
from cas_core.sources.files import has_file, write
from cas_core.workflows.holidays import Holidays

BUILD = "build.json"


class Saved(Definition):
    """What a composed build says besides its definitions."""

    state: str
    title: str
    titles: Mapping[str, str] = {}
    languages: tuple[str, ...]
    holidays: tuple[date, ...]
    weekly_off: tuple[int, ...] = ()
    offices: tuple[Office, ...]
    whereabouts: tuple[Whereabouts, ...] = ()


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
    write(target / BUILD, canonical(said) + b"\n")
    return target


def load_build(folder: Path) -> Build:
    """Read a build that was composed before.

    Raises:
        StoreError: It was not, or was changed since.
        FileError: The system does not let it be seen.
    """
    target = folder / COMPOSED
    if not has_file(target / BUILD):
        mend = f"Run: cas compose {folder}"
        raise StoreError(
            [Problem("not-composed", f"the build '{folder}' is not composed", mend, Origin("build", BUILD))]
        )
    try:
        said = Saved.model_validate_json((target / BUILD).read_bytes())
    except (OSError, ValidationError):
        raise StoreError([unusable(target / BUILD, "can't be read")]) from None
    holidays = Holidays(frozenset(said.holidays), frozenset(said.weekly_off))
    places = {place.office: place for place in said.whereabouts}
    head = (said.state, said.title, said.languages)
    return Build(*head, Composition.load(target), said.offices, holidays, said.titles, places)
