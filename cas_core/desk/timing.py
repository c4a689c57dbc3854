"""Clocks: what starts, what stops, and how long is left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection

from cas_core.forms.condition import lookup, parse
from cas_core.store import clocks
from cas_core.workflows import Clock, Workflow
from cas_core.workflows.limit import Limit


class RunningClock(NamedTuple):
    """A clock of a record.

    Attributes:
        definition: What sets it: label, limit, provision.
        due_at: Moment at which it runs out.
        stopped_at: Moment at which it was stopped; None while it runs.
    """

    definition: Clock
    started_at: datetime
    due_at: datetime
    stopped_at: datetime | None

    def late(self, now: datetime) -> bool:
        """Tell whether it ran out before it was stopped."""
        return (self.stopped_at or now) > self.due_at


def happened(
    connection: Connection,
    workflow: Workflow,
    record: str,
    events: Iterable[str],
    data: Mapping[str, Any],
    at: datetime,
) -> None:
    """Stop and start the clocks that wait for what happened.

    Args:
        events: Names of the form and of the transition, ``opening`` for the first form.
        data: The submission; a clock may count from a moment in it, or run only if it says something.
        at: Moment of entry.
    """
    names = set(events)
    clocks.stop(connection, record, [clock.id for clock in workflow.clocks if names & set(clock.stops_on)], at)
    for clock in workflow.clocks:
        if names & set(clock.starts_on) and (not clock.applies_if or parse(clock.applies_if).holds(data)):
            start = _counted_from(clock, data, at)
            clocks.start(connection, record, clock.id, (start, Limit.parse(clock.limit).due(start)))


def of_record(connection: Connection, workflow: Workflow, record: str) -> list[RunningClock]:
    """Return the clocks of a record, the one due first at the head."""
    known = {clock.id: clock for clock in workflow.clocks}
    return [
        RunningClock(known[row.clock], row.started_at, row.due_at, row.stopped_at)
        for row in clocks.of_record(connection, record)
        if row.clock in known
    ]


def _counted_from(clock: Clock, data: Mapping[str, Any], at: datetime) -> datetime:
    """Return the moment that a clock counts from; one that lies after its entry counts from the entry."""
    said = lookup(data, clock.counted_from) if clock.counted_from else None
    if not isinstance(said, str):
        return at
    moment = datetime.fromisoformat(said)
    return min(moment, at) if moment.tzinfo else at
