"""What a supervising officer asks for, and what he is shown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

MARKS = ("heinous", "sensitive")
"""What is counted apart among pending cases."""
CLOCKS = ("late", "broken", "soon")
PENDING = "pending"
"""In place of a state: all in which a record does not rest."""


def waiting(register: str) -> str:
    """Return the column of the pending records of a register."""
    return f"{PENDING}.{register}"


class Chosen(NamedTuple):
    """Which entries an officer wants of those within his reach.

    Attributes:
        office: This office with all below it; empty for the whole reach.
        alone: Without those below it.
        status: A state of the register, or ``pending``; empty for all.
        mark: ``heinous`` or ``sensitive``; empty for all.
    """

    office: str = ""
    alone: bool = False
    status: str = ""
    mark: str = ""


class Line(NamedTuple):
    """An office with what it has to do.

    Attributes:
        alone: It is counted without those below it, which have lines of their own.
        counts: By column.
    """

    office: str
    alone: bool
    counts: Mapping[str, int]


class Overview(NamedTuple):
    """The offices directly below one, those with most overdue at the head.

    Attributes:
        path: From the highest office within reach down to this one.
        columns: What the posting permits to see: pending records by register, marks, clocks.
        behind: The register whose list stands behind a column; of a column over several registers there is no list.
        total: Of all lines.
    """

    path: tuple[str, ...]
    columns: tuple[str, ...]
    behind: Mapping[str, str]
    lines: list[Line]
    total: Mapping[str, int]


class Standing(NamedTuple):
    """A clock that runs out soon, is late, or was stopped late."""

    record: str
    register: str
    number: str
    office: str
    clock: str
    basis: str
    subject: str
    due_at: datetime
    stopped_at: datetime | None
