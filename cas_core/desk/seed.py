"""The lines of ``offices.csv`` seed the database; what became of the offices since is never undone by the file."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from cas_core.composition import Build
from cas_core.composition.places import FILE
from cas_core.desk.handover import ALL, finals
from cas_core.desk.posting import OPERATOR
from cas_core.offices import Office, OfficeType
from cas_core.offices.timeline import DAY, by_id, faults
from cas_core.problems import Origin, Problem, StoreError
from cas_core.store.offices import lines, plan_handovers, write_lines
from cas_core.store.records import at_office

_FILE = Origin("build", "offices.csv")
_MEND = "Write the change as a new line with valid_from, or order it: cas office rename, move, split or merge"


def seed(connection: Connection, build: Build) -> None:
    """Add the lines of a build's offices that the database does not know.

    Raises:
        StoreError: A line contradicts what the database knows, or whereabouts name no office; nothing is added then.
    """
    before = lines(connection)
    known = {(line.id, line.begins): line for line in before}
    problems: list[Problem] = []
    for line in build.lines:
        held = known.get((line.id, line.begins))
        known[line.id, line.begins] = line if held is None else _joined(held, line, problems)
    after = list(known.values())
    if not problems:
        types = build.composition.all(OfficeType)
        problems += [fault.problem.at(_FILE, fault.line.id) for fault in faults(after, types)]
    problems += _nowhere(build, {line.id for line in after})
    handed = _handed(connection, build, (before, after), problems)
    if problems:
        raise StoreError(problems)
    write_lines(connection, before, after)
    plan_handovers(connection, handed)


def _nowhere(build: Build, known: set[str]) -> list[Problem]:
    """Return what is told of offices that there are not, neither in the file nor by an order."""
    mend = "Name an office of the state, also one that an order opened"
    return [
        Problem("unknown-office", f"there is no office '{office}'", mend, Origin("build", FILE), office)
        for office in sorted(build.whereabouts.keys() - known)
    ]


def _handed(
    connection: Connection, build: Build, lines: tuple[list[Office], list[Office]], problems: list[Problem]
) -> list[dict[str, Any]]:
    """Return the handovers of offices that the file closes, or note that one leaves records to nobody."""
    before, after = (by_id(each) for each in lines)
    handed: list[dict[str, Any]] = []
    for office in before:
        was, now = before[office][-1], after[office][-1]
        if was.valid_to is not None or now.valid_to is None:
            continue
        if now.successor:
            planned = {"effective": now.valid_to + DAY, "ordered_by": OPERATOR, "done_at": None}
            handed.append({"office": office, "chosen": ALL, "successor": now.successor, **planned})
        elif at_office(connection, office, finals(build)):
            what = f"'{office}' is closed by the file and has pending records"
            problems.append(Problem("records-not-handed-over", what, "Name its successor", _FILE, office))
    return handed


def _joined(held: Office, said: Office, problems: list[Problem]) -> Office:
    """Return the line as the database has it, ended where only the file ends it."""
    ended = held.valid_to or said.valid_to
    wanted = said.model_copy(
        update={"valid_from": held.valid_from, "valid_to": ended, "successor": said.successor or held.successor}
    )
    joined = held.model_copy(update={"valid_to": ended, "successor": wanted.successor})
    differing = sorted(part for part in Office.model_fields if getattr(joined, part) != getattr(wanted, part))
    if said.valid_to not in {None, ended}:
        differing.append("valid_to")
    if said.successor not in {"", held.successor} and held.valid_to is not None:
        differing.append("successor")
    if differing:
        what = f"the line of '{said.id}' from {said.begins} has another {', '.join(differing)} than the database"
        problems.append(Problem("office-contradicts", what, _MEND, _FILE, said.id))
    return joined
