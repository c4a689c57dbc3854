"""A file as read: plain data, and the line of each key in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cas_core.problems import Origin, Problem

KeyPath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """Data of one file with the place of every key.

    Attributes:
        layer: Id of the layer that the file belongs to.
        file: Path below the layer's folder.
        data: What the file says, as plain Python values.
        lines: Line number of each key path, e.g. ``("section", 0, "fields", 2, "id")``.
    """

    layer: str
    file: str
    data: Mapping[str, Any]
    lines: Mapping[KeyPath, int]

    @property
    def stem(self) -> str:
        """Name of the file without folder and ending."""
        return self.file.rsplit("/", 1)[-1].split(".", 1)[0]

    def origin(self, *path: str | int) -> Origin:
        """Return the place of a key, or of the nearest thing around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return Origin(self.layer, self.file, self.lines.get(path, 1))

    def problem(self, code: str, what: str, mend: str, path: KeyPath = ()) -> Problem:
        """Return a problem that names the key at ``path``."""
        return self.placed(Problem(code, what, mend), path)

    def placed(self, problem: Problem, path: KeyPath = ()) -> Problem:
        """Return a problem as one of the key at ``path``."""
        return problem.at(self.origin(*path), ".".join(str(part) for part in path))
