"""Ranks compared: the list ``rank`` gives each its seniority, 1 for the most senior."""

from __future__ import annotations

from collections.abc import Mapping

from cas_core.codelists import CodeList
from cas_core.composition import Composition

RANKS = "rank"


def at_least(composition: Composition, rank: str, lowest: str) -> bool:
    """Tell whether a rank is not below another; no lowest rank lets any pass, an unknown rank is below all."""
    if not lowest:
        return True
    known = seniority(composition)
    return rank in known and known[rank] <= known[lowest]


def senior(composition: Composition, *ranks: str) -> str:
    """Return the most senior of some ranks; empty ones do not count."""
    known = seniority(composition)
    return min((rank for rank in ranks if rank), key=lambda rank: known.get(rank, 0), default="")


def seniority(composition: Composition) -> Mapping[str, int]:
    """Return the seniority of each rank, 1 for the most senior."""
    entries = composition.get(CodeList, RANKS).codes
    national = {entry.id: entry.attributes.get("seniority", "") for entry in entries}
    place = {entry.id: national.get(entry.rolls_up_to or entry.id, "") or national[entry.id] for entry in entries}
    return {rank: int(value) for rank, value in place.items() if value}
