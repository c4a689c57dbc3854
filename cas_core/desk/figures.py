"""Counts over the records of offices within an officer's reach, for those who supervise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from sqlalchemy import Connection

from cas_core.codelists import CodeList
from cas_core.composition import Build
from cas_core.desk.actor import Actor
from cas_core.desk.handover import finals
from cas_core.store import clocks, index, records

Offices = frozenset[str]


def pending(connection: Connection, build: Build, who: Actor, offices: Offices) -> Mapping[str, int]:
    """Return how many records are not at rest, by register."""
    resting = finals(build)
    counts: Counter[str] = Counter()
    for row in records.counted(connection, offices):
        if row.status not in resting.get(row.register, ()) and who.may(f"{row.register}.read", who.office):
            counts[row.register] += row.records
    return counts


def heads(connection: Connection, build: Build, who: Actor, offices: Offices) -> Mapping[str, int]:
    """Return how many records cite a section of each head of crime; one that cites several counts under each."""
    entries = build.composition.get(CodeList, "sections").codes
    head_of = {entry.id: entry.attributes.get("crime_head", "") for entry in entries}
    found: dict[str, set[str]] = {}
    for row in index.offences(connection, offices):
        head = head_of.get(f"{row.act} {row.section}", "")
        if head and who.may(f"{row.register}.read", row.office):
            found.setdefault(head, set()).add(row.record)
    return {head: len(held) for head, held in found.items()}


def kept(connection: Connection, _build: Build, _who: Actor, offices: Offices) -> Mapping[str, int]:
    """Return how many clocks run in time or late, and how many were stopped in time or late."""
    return clocks.counted(connection, offices, datetime.now(UTC))


FIGURES: Mapping[str, Callable[[Connection, Build, Actor, Offices], Mapping[str, int]]] = {
    "pending": pending,
    "heads": heads,
    "clocks": kept,
}
"""Each figure with what counts it."""
