"""How far a record has come: when it reached which state, and nothing of what was written on it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from cas_core.composition import Build
from cas_core.desk.casefile import CaseFile
from cas_core.workflows import Workflow


class Reached(NamedTuple):
    """A state, and when the record came into it."""

    at: datetime
    status: str


def progress(connection: Connection, build: Build, record: str) -> list[Reached]:
    """Return the states of a record in the order in which it reached them.

    Raises:
        RecordRefused: There is no such record.
    """
    case = CaseFile.open(connection, build, record)
    reached = [Reached(case.row.created_at, case.workflow.initial)]
    for event in case.events:
        states = passed(case.workflow, event.names, reached[-1].status)
        reached += [Reached(event.at, status) for status in states]
    return reached


def passed(workflow: Workflow, names: Iterable[str], status: str) -> list[str]:
    """Return the states that a record passed from one on by the steps of one event, each from where another ended."""
    taken = set(names)
    waiting = [step for step in workflow.transitions if step.id in taken and step.target]
    states: list[str] = []
    while waiting:
        step = next((step for step in waiting if status in step.sources), waiting[0])
        waiting.remove(step)
        if step.target != status:
            status = step.target
            states.append(status)
    return states
