"""The lines of ``offices.csv`` seed the database; what became of the offices since is never undone by the file."""

from __future__ import annotations

from sqlalchemy import Connection

from cas_core.composition import Build
from cas_core.offices import Office, OfficeType
from cas_core.offices.timeline import faults
from cas_core.problems import Origin, Problem, StoreError
from cas_core.store.offices import lines, write_lines

_FILE = Origin("build", "offices.csv")
_MEND = "Write the change as a new line with valid_from, or order it: cas office rename, move, split or merge"


def seed(connection: Connection, build: Build) -> None:
    """Add the lines of a build's offices that the database does not know.

    Raises:
        StoreError: A line contradicts what the database knows; nothing is added then.
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
        problems += [Problem(code, what, mend, _FILE, line.id) for line, code, what, mend in faults(after, types)]
    if problems:
        raise StoreError(problems)
    write_lines(connection, before, after)


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
