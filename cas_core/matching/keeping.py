"""Descriptions follow the journals: what was submitted since is described when matches are next asked for.

The desk knows nothing of it, and a record is entered no slower.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import count
from typing import Any

from sqlalchemy import Connection

from cas_core.composition import Build, Composition
from cas_core.composition.project import joined
from cas_core.desk import Cas, Submitted
from cas_core.desk.actor import Actor
from cas_core.desk.casefile import CaseFile
from cas_core.desk.ceiling import limited, seen
from cas_core.matching.describing import Scales, described, scales
from cas_core.matching.description import Description
from cas_core.matching.pairs import ENDING, SIDES, Side, sides_of
from cas_core.sources import INDIA
from cas_core.store import matches, records

BATCH = 500
"""Entries of the journals between which other writers get their turn."""

ANY_YEAR = (0, 9999)

Held = dict[tuple[str, str], Mapping[str, Description]]
"""Descriptions by path, of a submission and a side."""


def keep(cas: Cas, batches: int | None = None) -> int:
    """Describe what was submitted since the last time; return of how many records.

    Args:
        batches: Most parts of the journals that are read; all of them by default.
    """
    done = 0
    for _ in count() if batches is None else range(batches):
        if not _behind(cas):
            break
        with cas.store.writing() as connection:
            matches.claim(connection)
            rows = matches.waiting(connection, BATCH)
            touched = dict.fromkeys(row.record for row in rows if row.submission)
            for record in touched:
                matches.put(connection, record, _profiles(connection, cas.build.composition, record))
            matches.advance(connection, {row.office: row.sequence for row in rows})
        done += len(touched)
    return done


def rebuild(cas: Cas) -> int:
    """Describe everything anew, after a change of what is compared; return how many records."""
    with cas.store.writing() as connection:
        matches.forget(connection)
    return keep(cas)


def describe(connection: Connection, build: Build, who: Actor, rows: list[Any], held: Held) -> None:
    """Describe the submissions of some profiles that are not described yet, as far as an officer sees them."""
    ordered = build.composition.derived(scales)
    wanted = {(row.submission, row.side) for row in rows} - held.keys()
    found = {row.id: row for row in matches.contents(connection, {submission for submission, _ in wanted})}
    for submission, side in wanted:
        said = Submitted.of(found[submission])
        if limited(who, SIDES[side].register):
            said = seen(CaseFile.open(connection, build, found[submission].record), who, said)
        held[submission, side] = dict(described(SIDES[side], said.data, ordered))


def marks(description: Description) -> Iterator[str]:
    """Yield the numbers by which a person or thing is found, each with what it is a number of."""
    yield from (f"number:{number}" for number in description.numbers)
    yield from (f"imei:{number}" for number in description.imei)
    for name in ("registration", "arm_number", "serial"):
        if held := getattr(description, name):
            yield f"{name}:{held}"
    for name in ("chassis", "engine"):
        if held := getattr(description, name):
            yield f"{name}:{held[-ENDING:]}"


def _behind(cas: Cas) -> bool:
    with cas.store.reading() as connection:
        return bool(matches.waiting(connection, 1))


def _profiles(connection: Connection, composition: Composition, record: str) -> list[matches.Profile]:
    """Return what the standing forms of a record describe; nothing of a side that a later form ended."""
    row = records.by_id(connection, record)
    sides = sides_of(row.register) if row else []
    if row is None or not sides:
        return []
    standing = records.standing(connection, record)
    forms = {submission.form for submission in standing}
    ordered: Scales = composition.derived(scales)
    entered = row.created_at.astimezone(INDIA).date()
    return [
        _profile(submission.id, path, side, description, entered)
        for side in sides
        if not forms & set(side.ended_by)
        for submission in standing
        if submission.form == side.form
        for path, description in described(side, joined(*records.parts(submission)), ordered)
    ]


def _profile(submission: str, path: str, side: Side, description: Description, entered: date) -> matches.Profile:
    born, day = description.born or ANY_YEAR, description.day or entered
    known = frozenset(mark[:80] for mark in marks(description))
    return matches.Profile(submission, path, side.id, description.gender, born, day, known)
