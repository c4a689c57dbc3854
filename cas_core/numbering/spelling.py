"""A pattern with its series spelled out: what is left are tokens that differ from record to record of one series."""

from __future__ import annotations

from cas_core.numbering.definition import Scheme
from cas_core.numbering.pattern import Pattern, Text, Token, joined


def spelled(pattern: Pattern, scheme: Scheme, series: str) -> Pattern:
    """Return the pattern of one series: ``{category}`` and ``{series}`` are replaced by what they print."""
    known = scheme.series[series]
    printed = {"category": known.category or "", "series": known.prefix}
    return joined(
        [Text(printed[part.name]) if isinstance(part, Token) and part.name in printed else part for part in pattern]
    )
