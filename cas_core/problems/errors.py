"""Errors, cut by who can act on them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Self

from cas_core.problems.problem import Problem, show


class CasError(Exception):
    """Carries the problems found; its text shows all of them.

    Attributes:
        problems: Every problem found, never only the first.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(show(self.problems))

    def __reduce__(self) -> tuple[type[Self], tuple[tuple[Problem, ...]]]:
        """Let it pass from one process to another: it is made anew of its problems, not of its text."""
        return type(self), (self.problems,)

    def put(self, translate: Callable[[str], str]) -> None:
        """Put its problems into another language; what was put before stays."""
        self.problems = tuple(problem.said(translate) for problem in self.problems)
        self.args = (show(self.problems),)


class CompositionError(CasError):
    """A layer or a build is faulty; the author of the layer can mend it."""


class RecordRefused(CasError):  # noqa: N818 - an officer reads it: the record was refused
    """What was entered is not acceptable; the officer can mend it."""


class NotPermitted(CasError):  # noqa: N818 - an officer reads it: this is not permitted
    """The actor has no authority for this step."""


class StoreError(CasError):
    """The database can't be used as it stands; the operator can mend it."""
