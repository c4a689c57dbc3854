"""References between records: the diary entry of an FIR has to be there before the FIR (design fault 2)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from cas_core.forms.filled import Filled
from cas_core.problems import Problem, Sentence
from cas_core.store import records


class Referred(NamedTuple):
    """A record that a field of a form refers to, as it stands."""

    id: str
    office: str
    register: str
    status: str
    created_at: datetime


def refer(connection: Connection, form: Iterable[Filled]) -> tuple[dict[str, Referred], list[Problem]]:
    """Return the record behind each reference of a submission, by path, and a problem for each that is not there.

    A record is there only if it was entered before: entry times are set by the server.
    """
    found: dict[str, Referred] = {}
    problems: list[Problem] = []
    named = references(form)
    there = {row.id: Referred._make(row) for row in _heads(connection, named)}
    for branch, value, path in named:
        row = there.get(value)
        if row is None or (branch.field.refers_to and row.register != branch.field.refers_to):
            said = {"label": branch.field.label, "register": branch.field.refers_to}
            what = Sentence("'{label}' refers to no entry of the register '{register}'", **said)
            problems.append(Problem("unknown-record", what, Sentence("Make that entry first"), None, path))
        else:
            found[path] = row
    return found, problems


def _heads(connection: Connection, named: Iterable[Filled]) -> Iterable[records.Found]:
    ids = {filled.value for filled in named}
    return records.heads(connection, ids) if ids else ()


def references(form: Iterable[Filled]) -> list[Filled]:
    """Return the fields of a submission that refer to records; their values are the ids of those."""
    return [filled for filled in form if filled.branch.field.type == "record"]
