"""What follows from the sections of a record, taken together. Nothing unverified decides anything silently."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

from cas_core.law.catalogue import DEATH, Catalogue, Section
from cas_core.law.charge import Charge, charged
from cas_core.law.custody import limit, limit_at_most

FACTS = frozenset(
    {
        "cognizable",
        "bailable",
        "triable_by",
        "longest",
        "sensitive",
        "protects_victim",
        "tags",
        "limit",
        "limit_at_most",
        "verified",
        "io_rank",
        "regimes",
    }
)
"""What a condition may ask as ``law.*``."""

_COURTS = ("Any Magistrate", "Magistrate of the first class", "Court of Session", "Special Court")
_HIGHEST_COMMON = _COURTS.index("Court of Session")


def facts(rows: Iterable[Mapping[str, Any]], catalogue: Catalogue) -> dict[str, Any]:
    """Return the facts of a set of acts and sections, by the names that conditions use as ``law.*``."""
    cited = list(rows)
    sections = [catalogue.find(row["act"], row["section"]) for row in cited]
    known = [section for section in sections if section]
    charges = [charged(row, catalogue) for row in cited]
    offences = [charge for charge in charges if charge.offence]
    return {
        "cognizable": _cognizable(offences),
        "bailable": _bailable(offences),
        "triable_by": _court(offences),
        "longest": _longest(offences),
        "sensitive": any(section.sensitive for section in known),
        "protects_victim": any(section.protects_victim for section in known),
        "tags": sorted({tag for section in known for tag in section.tags}),
        "limit": limit(offences),
        "limit_at_most": limit_at_most(offences),
        "verified": bool(offences) and all(charge.sure for charge in offences),
        "io_rank": _rank(known, catalogue),
        "regimes": sorted({catalogue.act(row["act"]).regime for row in cited} - {"procedure"}),
    }


def _cognizable(offences: list[Charge]) -> str:
    """One cognizable offence makes the case cognizable (BNSS s.174(4), CrPC s.155(4))."""
    says = [charge.cognizable for charge in _standing(offences)]
    if {"Y"} in says:
        return "yes"
    if not says or any(not values for values in says):
        return "unknown"
    return "mixed" if any("Y" in values for values in says) else "no"


def _bailable(offences: list[Charge]) -> str:
    """One non-bailable offence makes the case non-bailable (BNSS s.2(1)(c), s.480)."""
    says = [charge.bailable for charge in _standing(offences)]
    if {"N"} in says:
        return "no"
    return "yes" if says and all(values == {"Y"} for values in says) else "unknown"


def _court(offences: list[Charge]) -> str:
    """Return the highest court, unless an offence whose court is not known may go higher."""
    standing = _standing(offences)
    ranks = [_COURTS.index(court) for charge in standing for court in charge.courts if court in _COURTS]
    if not ranks:
        return ""
    known = all(charge.sure and set(charge.courts) <= set(_COURTS) for charge in standing)
    return _COURTS[max(ranks)] if known or max(ranks) >= _HIGHEST_COMMON else ""


def _longest(offences: list[Charge]) -> int | None:
    """Return the longest punishment in whole years, begun ones counted; None where one is not known."""
    standing = _standing(offences)
    years = [charge.longest for charge in standing]
    if any(value == DEATH for value in years):
        return int(DEATH)
    if not years or any(value is None for value in years):
        return None
    return max(math.ceil(value) for value in years if value is not None)


def _standing(offences: list[Charge]) -> list[Charge]:
    """Return the offences that stand by themselves: abetment and the like go with their principal, if one is there."""
    return [charge for charge in offences if not charge.follows] or offences


def _rank(sections: list[Section], catalogue: Catalogue) -> str:
    ranks = {section.io_rank for section in sections if section.io_rank}
    return min(ranks, key=lambda rank: catalogue.seniority.get(rank, math.inf), default="")
