"""Giving a duty on a record to an officer who may hold it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from cas_core.access import Role
from cas_core.desk.casefile import CaseFile
from cas_core.desk.labels import rank_label, role_label
from cas_core.problems import Problem, RecordRefused, Sentence
from cas_core.store import duties, officers
from cas_core.workflows import Duty, Transition


def assign(case: CaseFile, step: Transition, officer: str, day: date, at: datetime) -> None:
    """Give the duty that a step assigns to the officer whom it names.

    Raises:
        RecordRefused: No officer is named, or the one named may not hold the duty.
    """
    if not step.assigns:
        if officer:
            what = Sentence("the step '{step}' assigns no duty", step=step.label)
            raise RecordRefused([Problem("assigns-nothing", what, Sentence("Leave the officer out"))])
        return
    duty = next(duty for duty in case.workflow.duties if duty.id == step.assigns)
    what = Sentence("the step '{step}' names no officer", step=step.label)
    problems = [Problem("officer-missing", what, Sentence("Say who takes the duty"))]
    if officer:
        problems = _objections(case, duty, officer, day)
    if problems:
        raise RecordRefused(problems)
    duties.assign(case.connection, case.id, duty.id, officer, at)


def _objections(case: CaseFile, duty: Duty, officer: str, day: date) -> list[Problem]:
    postings = [row for row in officers.postings(case.connection, officer, day) if row.office == case.row.office]
    if not any({row.role, _stands_for(case, row.role)} & set(duty.roles) for row in postings):
        roles = [role_label(case.build.composition, role) for role in duty.roles]
        said: dict[str, Any] = {"officer": officer, "office": case.row.office, "roles": roles}
        what = Sentence("'{officer}' is not posted at '{office}' as one of: {roles}", **said)
        return [Problem("not-posted", what, Sentence("Name an officer who is"))]
    needed = case.ranks.senior(duty.min_rank, str(case.law.get("io_rank") or ""))
    if not case.ranks.suffices(postings[0].rank, needed):
        said = {"duty": duty.label, "rank": rank_label(case.build.composition, needed)}
        what = Sentence("the duty '{duty}' on this record asks for the rank {rank} or above", **said)
        return [Problem("rank-too-low", what, Sentence("Name an officer of that rank"))]
    return []


def _stands_for(case: CaseFile, role: str) -> str:
    known = case.build.composition.all(Role)
    return known[role].stands_for if role in known else ""
