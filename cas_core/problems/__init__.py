"""What is wrong, where it stands, and how to mend it."""

from cas_core.problems.errors import (
    CasError,
    CompositionError,
    NotPermitted,
    RecordRefused,
    StoreError,
)
from cas_core.problems.problem import Origin, Problem, shortened, show
from cas_core.problems.sentence import Sentence

__all__ = [
    "CasError",
    "CompositionError",
    "NotPermitted",
    "Origin",
    "Problem",
    "RecordRefused",
    "Sentence",
    "StoreError",
    "shortened",
    "show",
]
