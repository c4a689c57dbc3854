"""A match: two records that may concern the same, and why."""

from __future__ import annotations

from typing import NamedTuple

from cas_core.matching.comparing import Feature
from cas_core.matching.weights import STRONG


class Match(NamedTuple):
    """Two records that may concern the same person or thing.

    Attributes:
        record: The record that misses somebody or something.
        other: The record that has somebody or something.
        score: Sum of what the features say, in bits.
        features: What both say, with what it adds, what says most at the head.
        decided: What an officer decided; None while nobody did.
    """

    record: str
    other: str
    score: float
    features: tuple[Feature, ...]
    decided: bool | None = None

    @property
    def strong(self) -> bool:
        """Whether so much agrees that chance hardly explains it."""
        return self.score >= STRONG

    def beside(self, record: str) -> str:
        """Return the one of the two that is not a given record."""
        return self.other if record == self.record else self.record


def likeliest(match: Match) -> tuple[float, str, str]:
    """Return what puts the likeliest match at the head."""
    return -match.score, match.record, match.other
