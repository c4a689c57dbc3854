"""A layer, and the one way to read it from a folder; nothing in it is executed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from packaging.specifiers import SpecifierSet
from packaging.version import Version
from pydantic import ConfigDict, field_validator
from pydantic import Field as Limit

from cas_core.access import overlay as access
from cas_core.codelists import overlay as codelists
from cas_core.documents.overlay import read_template
from cas_core.forms import overlay as forms
from cas_core.messages.overlay import read_catalogue
from cas_core.numbering import overlay as numbering
from cas_core.offices import overlay as offices
from cas_core.problems import Origin, Problem
from cas_core.publication import overlay as publication
from cas_core.registers import overlay as registers
from cas_core.services import overlay as services
from cas_core.sources import Definition, Document, Statement, checked, read_csv, read_toml
from cas_core.sources.files import FileError, below, has_file
from cas_core.workflows import overlay as workflows

NATIONAL = Path(__file__).parents[1] / "national"
MOST_FILES = 2_000

Reader = Callable[[Document, list[Problem]], list[Statement]]

_TOML: Mapping[str, Reader] = {
    "entities/*.toml": forms.read_entity,
    "forms/*.toml": forms.read_form,
    "workflows/*.toml": workflows.read,
    "registers.toml": registers.read,
    "numbering.toml": numbering.read,
    "offices.toml": offices.read,
    "access.toml": access.read,
    "services.toml": services.read,
    "publication.toml": publication.read,
    "codelists.toml": codelists.read_openings,
}
_PASSED_OVER = ("*.py", "py.typed", "*.md", "*.pot", "*.pyc")


class Manifest(Definition):
    """``layer.toml``: who a layer is and what it needs.

    Attributes:
        id: Its name in builds; what it adds to a form is kept under it.
        version: Its version, as PEP 440 writes them.
        requires_core: Versions of the core that it fits, e.g. ``>=0.1,<0.2``; empty for any.
        requires_layers: Layers that must stand below it.
        state: Code of the state it is made for; empty for any.
        languages: Languages that it brings words in.
        author, licence: Whose it is, and on what terms.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    id: Annotated[str, Limit(pattern=r"^[a-z][a-z0-9_]{0,30}$")]
    version: str
    title: str = ""
    requires_core: str = ""
    requires_layers: tuple[str, ...] = ()
    state: str = ""
    languages: tuple[str, ...] = ()
    author: str = ""
    licence: str = ""

    @field_validator("version")
    @classmethod
    def _version(cls, value: str) -> str:
        return str(Version(value))

    @field_validator("requires_core")
    @classmethod
    def _specifier(cls, value: str) -> str:
        return str(SpecifierSet(value))


@dataclass(frozen=True)
class Layer:
    """All that one layer says.

    Attributes:
        id: Its name; ``national`` is layer 0.
        statements: What its files say, in the order of their paths.
        problems: What is wrong in its files; composition reports them with its own.
        lines: Where the keys of its manifest stand.
    """

    id: str
    version: str
    requires_core: SpecifierSet = field(default_factory=SpecifierSet)
    requires_layers: tuple[str, ...] = ()
    state: str = ""
    languages: tuple[str, ...] = ()
    statements: tuple[Statement, ...] = ()
    problems: tuple[Problem, ...] = ()
    lines: Mapping[str, Origin] = field(default_factory=dict)

    @classmethod
    def from_folder(cls, folder: Path) -> Layer:
        """Read a layer; what is wrong in it stands in ``problems``."""
        problems: list[Problem] = []
        statements: list[Statement] = []
        try:
            manifest, lines = _manifest(folder, problems)
            files = _files(folder, manifest.id, problems) if has_file(folder / "layer.toml") else []
        except FileError as error:
            unseen = [problem._replace(origin=Origin(folder.name, "")) for problem in error.problems]
            return cls(id=folder.name, version="0", problems=tuple(unseen))
        for path in files:
            statements += _read(path, path.relative_to(folder).as_posix(), manifest.id, problems)
        return cls(
            id=manifest.id,
            version=manifest.version,
            requires_core=SpecifierSet(manifest.requires_core),
            requires_layers=manifest.requires_layers,
            state=manifest.state,
            languages=manifest.languages,
            statements=tuple(statements),
            problems=tuple(problems),
            lines=lines,
        )


@cache
def national_layer() -> Layer:
    """Return layer 0, read once in a process: it comes with the package and does not change."""
    return Layer.from_folder(NATIONAL)


def _manifest(folder: Path, problems: list[Problem]) -> tuple[Manifest, Mapping[str, Origin]]:
    nameless = Manifest(id="nameless", version="0")
    path = folder / "layer.toml"
    if not has_file(path):
        within = [path.parent.name for path in sorted(folder.glob("*/layer.toml"))]
        mend = (
            f"Name the folder '{within[0]}' in it" if within else "Put a layer.toml with id and version in the folder"
        )
        problems.append(
            Problem("no-manifest", f"'{folder.name}' holds no layer", mend, Origin(folder.name, "layer.toml"))
        )
        return nameless, {}
    document = read_toml(path, folder.name, "layer.toml", problems)
    if document is None:
        return nameless, {}
    manifest = checked(Manifest, document.data, document, (), problems) or nameless
    return manifest, {key: document.origin(key)._replace(layer=manifest.id) for key in document.data}


def _files(folder: Path, layer: str, problems: list[Problem]) -> list[Path]:
    found = [path for path in below(folder) if path != folder / "layer.toml"]
    if len(found) > MOST_FILES:
        what = f"has {len(found)} files, {MOST_FILES} are allowed"
        problems.append(Problem("too-many-files", what, "Split the layer", Origin(layer, "")))
        return []
    return found


def _read(path: Path, file: str, layer: str, problems: list[Problem]) -> list[Statement]:
    if not path.is_file():
        mend = "Delete it, or put the file or folder itself in its place"
        what = f"'{file}' is a link to a folder or to nothing, or no file"
        problems.append(Problem("unknown-file", what, mend, Origin(layer, file)))
        return []
    for pattern, reader in _TOML.items():
        if _is(file, pattern):
            document = read_toml(path, layer, file, problems)
            return reader(document, problems) if document else []
    return _read_other(path, file, layer, problems)


def _read_other(path: Path, file: str, layer: str, problems: list[Problem]) -> list[Statement]:
    said: Any = None
    if _is(file, "codelists/*.csv"):
        document = read_csv(path, layer, file, problems)
        return codelists.read(document, problems) if document else []
    if _is(file, "templates/*.html"):
        said = read_template(layer, file, path, problems)
    elif _is(file, "locale/*/LC_MESSAGES/messages.po"):
        said = read_catalogue(layer, file, path, problems)
    elif not any(Path(file).match(pattern) for pattern in _PASSED_OVER):
        mend = "Delete it, or give it a name and folder that a layer has"
        problems.append(Problem("unknown-file", f"'{file}' is no part of a layer", mend, Origin(layer, file)))
    return [said] if said else []


def _is(file: str, pattern: str) -> bool:
    """Tell whether a path below the folder of a layer fits a pattern as a whole; a file deeper down is another one."""
    return Path(file).match(pattern) and file.count("/") == pattern.count("/")
