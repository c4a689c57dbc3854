"""References between records: the diary entry of an FIR has to be there before the FIR (design fault 2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection

from cas_core.forms.compile import CompiledForm
from cas_core.forms.condition import lookup
from cas_core.forms.tree import Branch
from cas_core.problems import Problem, Sentence
from cas_core.store import records


class Referred(NamedTuple):
    """A record that a field of a form refers to, as it stands."""

    id: str
    office: str
    register: str
    status: str
    created_at: datetime


def refer(
    connection: Connection, form: CompiledForm, data: Mapping[str, Any]
) -> tuple[dict[str, Referred], list[Problem]]:
    """Return the record behind each reference of a submission, by path, and a problem for each that is not there.

    A record is there only if it was entered before: entry times are set by the server.
    """
    found: dict[str, Referred] = {}
    problems: list[Problem] = []
    for branch, path, value in references(form.branches, data):
        row = records.by_id(connection, value)
        if row is None or (branch.field.refers_to and row.register != branch.field.refers_to):
            said = {"label": branch.field.label, "register": branch.field.refers_to}
            what = Sentence("'{label}' refers to no entry of the register '{register}'", **said)
            problems.append(Problem("unknown-record", what, Sentence("Make that entry first"), None, path))
        else:
            found[path] = Referred(row.id, row.office, row.register, row.status, row.created_at)
    return found, problems


def references(branches: tuple[Branch, ...], data: Mapping[str, Any]) -> Iterator[tuple[Branch, str, str]]:
    """Yield the fields of a submission that refer to records, with their place in it and the ids of those."""
    return filled(branches, data, "record")


def filled(
    branches: tuple[Branch, ...], data: Mapping[str, Any], kind: str, above: str = ""
) -> Iterator[tuple[Branch, str, Any]]:
    """Yield the fields of a type that a submission fills in, with their place in it and each value."""
    for branch in branches:
        if branch.field.type != kind and not branch.children:
            continue
        value = lookup(data, branch.field.id)
        for index, item in enumerate(value if isinstance(value, list) else [] if value is None else [value]):
            path = f"{above}{branch.field.id}" + (f".{index}" if branch.field.many else "")
            if branch.field.type == kind:
                yield branch, path, item
            elif branch.children:
                yield from filled(branch.children, item, kind, f"{path}.")
