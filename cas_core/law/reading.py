"""From what an officer types to rows: ``379/34 IPC``, ``u/s 376(2)(n) IPC r/w 6 POCSO``, ``61-4-2020 EX. ACT``."""

from __future__ import annotations

from typing import Any, NamedTuple

from cas_core.law.catalogue import Catalogue
from cas_core.law.citation import resolve
from cas_core.law.names import names_of
from cas_core.law.pieces import Cited, Named, pieces
from cas_core.law.scan import tokens
from cas_core.problems import Problem

MOST_LETTERS = 2_000
MOST_ROWS = 60


class Reading(NamedTuple):
    """What a text means.

    Attributes:
        rows: ``{"act", "section"}``, with ``kind`` and ``read_with`` where said.
        problems: Each piece that can't be read; the rows are those of the other pieces.
    """

    rows: list[dict[str, Any]]
    problems: list[Problem]


def parse(text: str, catalogue: Catalogue) -> Reading:
    """Read acts and sections, the Act before or behind its sections, in any script's digits."""
    if len(text) > MOST_LETTERS:
        what = f"the text has {len(text)} letters, at most {MOST_LETTERS} are read"
        return Reading([], [Problem("text-too-long", what, "Enter the sections alone")])
    reader = _Reader(catalogue)
    for piece in pieces(tokens(text), reader.names):
        reader.take(piece)
    reader.end()
    rows, problems = reader.rows, reader.problems
    if not rows and not problems:
        problems.append(Problem("no-section", "the text names no section", "Write for instance: 303(2), 3(5) BNS"))
    if len(rows) > MOST_ROWS:
        what = f"{len(rows)} sections are named, at most {MOST_ROWS} fit on one record"
        problems.append(Problem("too-many-sections", what, f"Leave {MOST_ROWS}"))
    return Reading(rows[:MOST_ROWS], problems)


class _Reader:
    """Gives sections to the Act behind them; to the Act before them, where the text begins with one."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.names = names_of(catalogue)
        self.rows: list[dict[str, Any]] = []
        self.problems: list[Problem] = []
        self._waiting: list[Cited] = []
        self._act: Named | None = None
        self._act_first: bool | None = None

    def take(self, piece: Cited | Named | Problem) -> None:
        if isinstance(piece, Problem):
            self.problems.append(piece)
        elif isinstance(piece, Cited):
            self._begin(act_first=False)
            self._waiting.append(piece)
        elif piece.sections:  # a section without a number stands with its own Act
            self._give(piece, list(piece.sections))
        else:
            self._begin(act_first=True)
            self._name(piece)

    def end(self) -> None:
        """Close the last Act, and name what was left without one."""
        if self._act_first and self._act:
            self._close(self._act)
        elif self._waiting:
            texts = ", ".join(cited.text for cited in self._waiting)
            what = f"'{texts[:80]}' stands without an Act"
            self.problems.append(Problem("section-without-act", what, "Write the Act behind it, for instance: 379 IPC"))

    def _begin(self, *, act_first: bool) -> None:
        if self._act_first is None:
            self._act_first = act_first

    def _name(self, piece: Named) -> None:
        if not self._act_first:
            self._close(piece)
            return
        if self._act:
            self._close(self._act)
        self._act = piece

    def _close(self, act: Named) -> None:
        if not self._waiting:
            what = f"'{act.text[:80]}' stands without a section"
            self.problems.append(Problem("act-without-section", what, "Write its sections, or take the Act out"))
        self._give(act, self._waiting)
        self._waiting = []

    def _give(self, act: Named, cited: list[Cited]) -> None:
        rows, problems = resolve(act, cited, self.names)
        if rows and not self.rows:
            rows[0].pop("read_with", None)
        self.rows += rows
        self.problems += problems
