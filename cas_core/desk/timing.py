"""The clocks of a record: reckoned again after each verb, read as they stand, noted when they run out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

from cas_core.desk.casefile import CaseFile
from cas_core.forms.condition import parse
from cas_core.store import clocks
from cas_core.workflows import Clock
from cas_core.workflows.reckoning import Event, Run, reckon


class RunningClock(NamedTuple):
    """A clock of a record.

    Attributes:
        definition: What sets it: label, limit, provision.
        subject: For whom it runs, e.g. the code of an accused; empty for the whole record.
        due_at: Moment at which it runs out.
        stopped_at: Moment at which it was stopped; None while it runs.
        breached_at: Moment at which the journal noted that it ran out.
    """

    definition: Clock
    subject: str
    started_at: datetime
    due_at: datetime
    stopped_at: datetime | None
    breached_at: datetime | None = None


def reckoned(case: CaseFile, now: datetime, events: Iterable[Event] | None = None) -> dict[str, list[str]]:
    """Reckon the clocks of a record and keep them; return which started and which ceased to apply."""
    if not case.clocks:
        return {"started": [], "ceased": []}
    known = case.known(now)

    def applies(clock: Clock, data: Mapping[str, Any]) -> bool:
        if not clock.applies_if:
            return True
        condition = parse(clock.applies_if)
        return condition.holds({**case.seen, **data, **known})

    happened = case.events if events is None else events
    runs = reckon(case.clocks, happened, applies, case.build.holidays)
    kept = [_kept(run) for run in runs]
    changed = clocks.put(case.connection, case.id, case.clock_rows, kept, now)
    if case.fresh:
        case.clock_rows = kept
    else:
        del case.clock_rows  # what it was before decides what is noted of each; the next to ask reads it
    return changed


def running(case: CaseFile) -> list[RunningClock]:
    """Return the clocks of a record that apply, the one due first at the head."""
    known = {clock.id: clock for clock in case.clocks}
    return [
        RunningClock(known[row.clock], row.subject, row.started_at, row.due_at, row.stopped_at, row.breached_at)
        for row in case.clock_rows
        if row.clock in known and not row.ceased
    ]


def _kept(run: Run) -> clocks.Reckoned:
    """Return a run as it is stored: moments in UTC."""
    stopped_at = run.stopped_at.astimezone(UTC) if run.stopped_at else None
    return clocks.Reckoned(
        run.clock.id, run.subject, run.started_at.astimezone(UTC), run.due_at.astimezone(UTC), stopped_at
    )
