"""Copies that citizens ask for: which paper of which record, and what the applicant's right opens of it.

Who gives a copy answers for it: he may print the paper where it stands. Who hands it out then, a clerk or the portal,
need not.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection

from cas_core.codelists import CodeList
from cas_core.composition import Build, Composition
from cas_core.desk.casefile import CaseFile
from cas_core.desk.record import Record, current
from cas_core.forms.values import lookup
from cas_core.problems import Problem, RecordRefused
from cas_core.services import Service
from cas_core.services.definition import Copies
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
    copies = build.composition.derived(_copies).get(request.register)
    if copies is None or current(request.forms, copies.given) is None:
        return None
    return _named(build, copies, request.opening.form, request.opening.data)


def named_by(case: CaseFile, form: str) -> str:
    """Return the record of which an application gives a copy by a form just entered; empty where it gives none.

    The form that gives it does, and so does the application itself, corrected after a copy was given.
    """
    copies = case.build.composition.derived(_copies).get(case.register.id)
    if copies is None or form not in {copies.given, case.register.opening} or copies.given not in case.forms:
        return ""
    found = _named(case.build, copies, case.register.opening, case.forms[case.register.opening])
    return found.record if found else ""


def _copies(composition: Composition) -> Mapping[str, Copies]:
    """Return by register how its applications name what is copied."""
    return {service.register_id: service.copies for service in composition.all(Service).values() if service.copies}


def _named(build: Build, copies: Copies, form: str, data: Mapping[str, Any]) -> Copied | None:
    paper = _attributes(build, form, copies.paper, lookup(data, copies.paper))
    right = _attributes(build, form, copies.right, lookup(data, copies.right))
    record = lookup(data, paper.get("register", ""))
    if not (record and paper.get("form") and right.get("audience")):
        return None
    return Copied(record, paper["form"], right["audience"])


def _attributes(build: Build, form: str, path: str, code: object) -> dict[str, str]:
    """Return the attributes of the code that a field holds."""
    branches = build.composition.form(form).branches
    field = next((b.field for top in branches for b in top.walk() if b.path == path), None)
    entries = build.composition.get(CodeList, field.codes).codes if field and field.codes else ()
    return next((entry.attributes for entry in entries if entry.id == code), {})
