"""Copies that citizens ask for: which paper of which record, and what the applicant's right opens of it."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection

from cas_core.codelists import CodeList
from cas_core.composition import Build
from cas_core.desk.record import Record, current
from cas_core.forms.values import lookup
from cas_core.problems import Problem, RecordRefused
from cas_core.services import Service
from cas_core.store import records


class Copied(NamedTuple):
    """What is copied.

    Attributes:
        record: Id of the record in which the paper stands.
        audience: Whose right the copy is given under.
    """

    record: str
    form: str
    audience: str


def copied(connection: Connection, build: Build, request: Record) -> Copied:
    """Return what an application for a copy was given.

    Raises:
        RecordRefused: No officer gave a copy, or the application names no record that holds the paper.
    """
    found = given(build, request)
    if found is None or records.by_id(connection, found.record) is None:
        what, mend = "no copy was given on this application", "Wait for the decision, or ask the police station"
        raise RecordRefused([Problem("no-copy", what, mend)])
    return found


def given(build: Build, request: Record) -> Copied | None:
    """Return what an application was given, None where it is no application for a copy or nothing was given."""
    services = (s for s in build.composition.all(Service).values() if s.register_id == request.register and s.copies)
    service = next(services, None)
    if service is None or service.copies is None or current(request.forms, service.copies.given) is None:
        return None
    data = request.opening.data
    paper = _attributes(build, request, service.copies.paper, lookup(data, service.copies.paper))
    right = _attributes(build, request, service.copies.right, lookup(data, service.copies.right))
    record = lookup(data, paper.get("register", ""))
    if not (record and paper.get("form") and right.get("audience")):
        return None
    return Copied(record, paper["form"], right["audience"])


def _attributes(build: Build, request: Record, path: str, code: object) -> dict[str, str]:
    """Return the attributes of the code that a field holds."""
    branches = build.composition.form(request.opening.form).branches
    field = next((b.field for top in branches for b in top.walk() if b.path == path), None)
    entries = build.composition.get(CodeList, field.codes).codes if field and field.codes else ()
    return next((entry.attributes for entry in entries if entry.id == code), {})
