"""A build: ``build.toml`` says which layers make up a state's software, and who wins where they disagree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field as Limit

from cas_core.composition.composing import Settlement, compose
from cas_core.composition.composition import Composition
from cas_core.composition.discover import installed
from cas_core.composition.layer import Layer, national_layer
from cas_core.composition.places import read_places
from cas_core.messages.translate import chain
from cas_core.numbering import Numbering, OfficeCode, Scheme
from cas_core.offices import Office, OfficeType
from cas_core.offices.timeline import faults
from cas_core.offices.whereabouts import Whereabouts
from cas_core.problems import CompositionError, Origin, Problem
from cas_core.sources import Definition, Document, checked, read_csv, read_toml
from cas_core.sources.files import has_file
from cas_core.workflows.holidays import WEEKDAYS, Holidays

COMPOSED = "composed"

Tag = Annotated[str, Limit(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday"]


class Settles(Definition):
    """One answer to a conflict of layers.

    Attributes:
        path: Part in conflict, as the problem names it.
        layer: Layer whose say holds.
        because: Order or reason.
    """

    path: str
    layer: str
    because: Annotated[str, Limit(min_length=1)]


class BuildFile(Definition):
    """What ``build.toml`` may say.

    Attributes:
        state: Code of the state in national numbers.
        title: Name of the state or force, in English.
        titles: The same in other languages, by tag.
        layers: Names of installed layers above the national one.
        languages: Languages of the interface, the one of the record first.
        weekly_off: Days of the week besides Sunday on which offices do not work.
        settles: Answers to conflicts.
    """

    state: Annotated[str, Limit(pattern=r"^[A-Z]{2}$")]
    title: Annotated[str, Limit(min_length=1)]
    titles: Mapping[str, Annotated[str, Limit(min_length=1)]] = {}
    layers: tuple[str, ...] = ()
    languages: Annotated[tuple[Tag, ...], Limit(min_length=1)] = ("en",)
    weekly_off: Annotated[tuple[Weekday, ...], Limit(max_length=3)] = ()
    settles: tuple[Settles, ...] = ()


class Holiday(Definition):
    """A day that is no working day, as a line of ``holidays.csv``.

    Attributes:
        date: The day.
        name: What is celebrated.
    """

    date: date
    name: str


@dataclass(frozen=True)
class Build:
    """A composed build with its offices.

    Attributes:
        state: Code of the state in national numbers.
        title: Name of the state or force, in English.
        titles: The same in other languages, by tag.
        languages: Languages of the interface, the one of the record first.
        composition: All definitions.
        lines: The lines of ``offices.csv``: each an office over a span of days. They seed the database, which then
            knows what became of the offices.
        holidays: Days that are no working days, as ``holidays.csv`` lists them and the week has them.
        whereabouts: Where offices are, by id, as ``whereabouts.csv`` lists them.
    """

    state: str
    title: str
    languages: tuple[str, ...]
    composition: Composition
    lines: tuple[Office, ...]
    holidays: Holidays = field(default_factory=Holidays)
    titles: Mapping[str, str] = field(default_factory=dict)
    whereabouts: Mapping[str, Whereabouts] = field(default_factory=dict)

    def called(self, language: str) -> str:
        """Return the name of the state or force in a language; in English where none is given."""
        return next((self.titles[tag] for tag in chain(language) if tag in self.titles), self.title)

    @property
    def offices(self) -> Mapping[str, Office]:
        """The latest line of each office in the file, by id; how an office is on a day is asked of the database."""
        return {line.id: line for line in sorted(self.lines, key=lambda line: line.begins)}

    def numbering(self, scheme: str, codes: Mapping[str, OfficeCode]) -> Numbering:
        """Return a scheme ready to print and to read with the codes of some offices; it is compiled once for them.

        Raises:
            KeyError: There is no such scheme.
        """
        key = (scheme, tuple(sorted(codes.items())))
        if key not in self._numberings:
            self._numberings[key] = Numbering(self.composition.get(Scheme, scheme), codes)
        return self._numberings[key]

    @cached_property
    def _numberings(self) -> dict[tuple[str, tuple[tuple[str, OfficeCode], ...]], Numbering]:
        return {}


def compose_build(folder: str | Path, layers: Mapping[str, Path] | None = None) -> Build:
    """Compose the build that a folder describes.

    Args:
        folder: Holds ``build.toml`` and ``offices.csv``.
        layers: Folders of layers by name; by default those installed.

    Raises:
        CompositionError: With every problem found in the build and its layers.
    """
    problems: list[Problem] = []
    folder = Path(folder)
    document, file = _read(folder, problems)
    available = installed() if layers is None else layers
    chosen = [Layer.from_folder(path) for path in _folders(file, document, available, problems)]
    answers = [
        Settlement(said.path, said.layer, said.because, document.origin("settles", index))
        for index, said in enumerate(file.settles)
    ]
    whole = not any(problem.field.startswith("layers") for problem in problems)
    composition = _composed([national_layer(), *chosen], answers, problems)
    types = composition.all(OfficeType) if composition and whole else {}  # a layer that is missing may bring them
    lines = _offices(folder, types, problems)
    weekly = frozenset(WEEKDAYS.index(day) + 1 for day in file.weekly_off)
    holidays = Holidays(_holidays(folder, problems), weekly)
    places = read_places(folder, problems)
    if problems or composition is None:
        raise CompositionError(problems)
    return Build(file.state, file.title, file.languages, composition, lines, holidays, file.titles, places)


def layer_folders(folder: Path) -> list[Path]:
    """Return the folders of the installed layers of a build, in its order.

    Raises:
        CompositionError: The build can't be read, or a layer is not installed.
    """
    problems: list[Problem] = []
    document, file = _read(folder, problems)
    found = list(_folders(file, document, installed(), problems))
    if problems:
        raise CompositionError(problems)
    return found


def _composed(layers: list[Layer], answers: list[Settlement], problems: list[Problem]) -> Composition | None:
    try:
        return compose(layers, answers)
    except CompositionError as error:
        problems += error.problems
        return None


def _read(folder: Path, problems: list[Problem]) -> tuple[Document, BuildFile]:
    path = folder / "build.toml"
    nothing = Document("build", "build.toml", {}, {})
    if not has_file(path):
        mend = "Name a folder that holds a build.toml"
        raise CompositionError([nothing.problem("no-build", f"there is no build in '{folder}'", mend)])
    document = read_toml(path, "build", "build.toml", problems)
    if document is None:
        raise CompositionError(problems)
    found: list[Problem] = []
    file = checked(BuildFile, document.data, document, (), found)
    problems += found
    return document, file or _rest(document.data, found)


def _rest(data: Mapping[str, Any], problems: Iterable[Problem]) -> BuildFile:
    """Return what a faulty file says besides its faults, so that what is wrong elsewhere is told with them."""
    faulty = {problem.field.partition(".")[0] for problem in problems}
    sound = {key: value for key, value in data.items() if key not in faulty}
    return BuildFile.model_validate({"state": "XX", "title": "a build", **sound})


def _folders(
    file: BuildFile, document: Document, available: Mapping[str, Path], problems: list[Problem]
) -> Iterable[Path]:
    for index, name in enumerate(file.layers):
        if name in available:
            yield available[name]
            continue
        known = ", ".join(sorted(available)) or "none"
        mend = f"Install the package that brings it; installed are: {known}"
        problems.append(
            document.problem("layer-not-installed", f"no layer is called '{name}'", mend, ("layers", index))
        )


def _offices(folder: Path, types: Mapping[str, OfficeType], problems: list[Problem]) -> tuple[Office, ...]:
    path = folder / "offices.csv"
    document = read_csv(path, "build", "offices.csv", problems) if path.is_file() else None
    if not path.is_file() or (document and not document.data["rows"]):
        mend = "List the offices of the state in offices.csv"
        problems.append(Problem("no-offices", "the build has no offices", mend, Origin("build", "offices.csv", 1)))
    if document is None:
        return ()
    rows = [checked(Office, row, document, ("rows", i), problems) for i, row in enumerate(document.data["rows"])]
    lines = tuple(row for row in rows if row is not None)
    places = {id(row): index for index, row in enumerate(rows)}
    if types:
        found = faults(lines, types)
        problems += [document.placed(fault.problem, ("rows", places[id(fault.line)])) for fault in found]
    return lines


def _holidays(folder: Path, problems: list[Problem]) -> frozenset[date]:
    path = folder / "holidays.csv"
    document = read_csv(path, "build", "holidays.csv", problems) if path.is_file() else None
    rows = document.data["rows"] if document else []
    days = [checked(Holiday, row, document, ("rows", i), problems) for i, row in enumerate(rows) if document]
    return frozenset(day.date for day in days if day is not None)
