"""References between records: the diary entry of an FIR has to be there before the FIR (design fault 2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection

from cas_core.forms.compile import CompiledForm
from cas_core.forms.condition import lookup
from cas_core.forms.tree import Branch
from cas_core.problems import Problem
from cas_core.store import records


def missing_references(connection: Connection, form: CompiledForm, data: Mapping[str, Any]) -> list[Problem]:
    """Return a problem for each record that a submission refers to and that is not in the register it names.

    A record is there only if it was entered before: entry times are set by the server.
    """
    problems: list[Problem] = []
    for branch, value in references(form.branches, data):
        found = records.by_id(connection, value)
        if found is None or (branch.field.refers_to and found.register != branch.field.refers_to):
            what = f"'{branch.field.label}' refers to no entry of the register '{branch.field.refers_to}'"
            problems.append(Problem("unknown-record", what, "Make that entry first", None, branch.path))
    return problems


def references(branches: tuple[Branch, ...], data: Mapping[str, Any]) -> Iterator[tuple[Branch, str]]:
    """Yield the fields of a submission that refer to records, with the ids of those."""
    for branch in branches:
        value = lookup(data, branch.field.id)
        for item in value if isinstance(value, list) else [] if value is None else [value]:
            if branch.field.type == "record":
                yield branch, item
            elif branch.children:
                yield from references(branch.children, item)
