"""Clocks reckoned from what happened: which run, for whom, since when, till when. Nothing of it is ever typed.

The same history always gives the same clocks, so that they can be reckoned again when an offence is added, an entry
is corrected or a day turns out to be a holiday.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from cas_core.forms.values import gathered, lookup
from cas_core.sources import INDIA
from cas_core.workflows.definition import Clock
from cas_core.workflows.limit import Limit

Applies = Callable[[Clock, Mapping[str, Any]], bool]


class Event(NamedTuple):
    """Something that happened to a record.

    Attributes:
        names: Names of the form and of the step, ``opening`` for the first form; or of a step that followed by itself.
        at: Moment of entry.
        data: What was entered, as last corrected.
    """

    names: frozenset[str]
    at: datetime
    data: Mapping[str, Any]


def happened(names: Iterable[str], followed: Iterable[str], at: datetime, data: Mapping[str, Any]) -> list[Event]:
    """Return what a verb did and the steps that followed from it, as events one after the other.

    A step that follows may stop what the verb started: the judgment starts the clock of its copy, and where the copy
    came with it, the case closes by itself and stops the clock.
    """
    each = [frozenset(names), *(frozenset({step}) for step in followed)]
    return [Event(one, at, data) for one in each if one]


@dataclass
class Run:
    """One run of a clock.

    Attributes:
        subject: For whom it runs, e.g. the code of an accused; empty for the whole record.
        stopped_at: Moment at which it was stopped; None while it runs.
    """

    clock: Clock
    subject: str
    started_at: datetime
    due_at: datetime
    stopped_at: datetime | None = None
    paused_at: datetime | None = field(default=None, repr=False)


def reckon(
    clocks: Iterable[Clock], events: Iterable[Event], applies: Applies, holidays: Container[date] = ()
) -> list[Run]:
    """Return all runs of all clocks, the one due first at the head.

    Args:
        clocks: Definitions.
        events: What happened to the record, in order.
        applies: Whether a clock's condition holds for what was entered when it would start.
        holidays: Days that are no working days, besides Sundays.
    """
    history = list(events)
    runs = [run for clock in clocks for run in _runs(clock, history, applies, holidays)]
    return sorted(runs, key=lambda run: (run.due_at, run.clock.id, run.subject))


def _runs(clock: Clock, events: list[Event], applies: Applies, holidays: Container[date]) -> list[Run]:
    runs: list[Run] = []
    for event in events:
        starts = not event.names.isdisjoint(clock.starts_on)
        open_runs = [run for run in runs if run.stopped_at is None]
        if not starts and not open_runs:
            continue
        subjects = _subjects(clock, event.data)
        for run in open_runs:
            if not subjects or not run.subject or run.subject in subjects:
                _touch(run, event)
        if starts and applies(clock, event.data):
            running = {run.subject for run in runs if run.stopped_at is None}
            runs += [
                _started(clock, subject, event, holidays) for subject in subjects or [""] if subject not in running
            ]
    return [run for run in runs if _in_force(clock, run.started_at)]


def _subjects(clock: Clock, data: Mapping[str, Any]) -> list[str]:
    return [str(value) for value in gathered(data, clock.counts_per)] if clock.counts_per else []


def _touch(run: Run, event: Event) -> None:
    if run.paused_at is None and event.names & set(run.clock.pauses_on):
        run.paused_at = event.at
    elif run.paused_at is not None and event.names & set(run.clock.resumes_on):
        run.due_at += event.at - run.paused_at
        run.paused_at = None
    if event.names & set(run.clock.stops_on):
        run.stopped_at = event.at


def _started(clock: Clock, subject: str, event: Event, holidays: Container[date]) -> Run:
    start = _counted_from(clock, event)
    due = Limit.parse(clock.limit).due(start, holidays, first_day_counts=clock.first_day_counts)
    return Run(clock, subject, start, due)


def _counted_from(clock: Clock, event: Event) -> datetime:
    """Return the moment that a clock counts from: that of the entry, where the field says a later one or no day."""
    said = lookup(event.data, clock.counted_from) if clock.counted_from else None
    if not isinstance(said, str) or len(said) < len("2024-06-30"):
        return event.at
    if len(said) == len("2024-06-30"):
        moment = datetime.fromisoformat(said).replace(tzinfo=INDIA) + timedelta(days=1, seconds=-1)
    else:
        moment = datetime.fromisoformat(said)
    return min(moment, event.at) if moment.tzinfo else event.at


def _in_force(clock: Clock, start: datetime) -> bool:
    day = start.astimezone(INDIA).date()
    return (clock.valid_from or date.min) <= day <= (clock.valid_to or date.max)
