"""How far a record has come: when it reached which state, and nothing of what was written on it."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from cas_core.composition import Build
from cas_core.desk.casefile import CaseFile


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
    steps = {step.id: step for step in case.workflow.transitions}
    reached = [Reached(case.row.created_at, case.workflow.initial)]
    for event in case.events:
        for name in event.names:
            target = steps[name].target if name in steps else ""
            if target and target != reached[-1].status:
                reached.append(Reached(event.at, target))
    return reached
