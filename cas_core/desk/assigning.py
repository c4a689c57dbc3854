"""Giving a duty on a record to an officer who may hold it."""

from __future__ import annotations

from datetime import date, datetime

from cas_core.access import Role
from cas_core.desk.casefile import CaseFile
from cas_core.desk.ranks import at_least, senior
from cas_core.problems import Problem, RecordRefused
from cas_core.store import duties, offices
from cas_core.workflows import Duty, Transition


def assign(case: CaseFile, step: Transition, officer: str, day: date, at: datetime) -> None:
    """Give the duty that a step assigns to the officer whom it names.

    Raises:
        RecordRefused: No officer is named, or the one named may not hold the duty.
    """
    if not step.assigns:
        if officer:
            what = f"the step '{step.id}' assigns no duty"
            raise RecordRefused([Problem("assigns-nothing", what, "Leave the officer out")])
        return
    duty = next(duty for duty in case.workflow.duties if duty.id == step.assigns)
    problems = [Problem("officer-missing", f"the step '{step.id}' names no officer", "Say who takes the duty")]
    if officer:
        problems = _objections(case, duty, officer, day)
    if problems:
        raise RecordRefused(problems)
    duties.assign(case.connection, case.id, duty.id, officer, at)


def _objections(case: CaseFile, duty: Duty, officer: str, day: date) -> list[Problem]:
    postings = [row for row in offices.postings(case.connection, officer, day) if row.office == case.row.office]
    if not any({row.role, _stands_for(case, row.role)} & set(duty.roles) for row in postings):
        what = f"'{officer}' is not posted at '{case.row.office}' as {' or '.join(duty.roles)}"
        return [Problem("not-posted", what, "Name an officer who is")]
    needed = senior(case.build.composition, duty.min_rank, str(case.law.get("io_rank") or ""))
    if not at_least(case.build.composition, postings[0].rank, needed):
        what = f"the duty '{duty.id}' on this record asks for the rank {needed} or above"
        return [Problem("rank-too-low", what, "Name an officer of that rank")]
    return []


def _stands_for(case: CaseFile, role: str) -> str:
    known = case.build.composition.all(Role)
    return known[role].stands_for if role in known else ""
