"""A record as an officer may read it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from cas_core.composition.project import joined
from cas_core.desk.timing import RunningClock
from cas_core.store.records import Found, parts


@dataclass(frozen=True)
class Submitted:
    """One filled form of a record.

    Attributes:
        data: What was entered, the state's own fields included.
        supersedes: Id of the submission it corrects, empty for the first.
        cut: Whether something of it was left out, because the reader may not see it.
    """

    id: str
    form: str
    data: Mapping[str, Any]
    entered_at: datetime
    entered_by: str
    office: str
    reason: str
    supersedes: str
    cut: bool = False

    @classmethod
    def of(cls, row: Found) -> Submitted:
        """Return a stored submission with its two parts joined."""
        data = joined(*parts(row))
        return cls(row.id, row.form, data, row.entered_at, row.entered_by, row.office, row.reason, row.supersedes or "")


@dataclass(frozen=True)
class Record:
    """One entry of a register, as it stands.

    Attributes:
        number: Its number as the state prints it.
        national_number: Its number in the whole country.
        forms: Its current submissions, oldest first; superseded ones are left to the journal.
        clocks: Its clocks, the one due first at the head.
        duties: The officer who holds each duty on it.
    """

    id: str
    register: str
    office: str
    number: str
    national_number: str
    status: str
    created_at: datetime
    created_by: str
    forms: tuple[Submitted, ...]
    clocks: tuple[RunningClock, ...]
    duties: Mapping[str, str] = field(default_factory=dict)

    @property
    def opening(self) -> Submitted:
        """The form that opened the record, as last corrected."""
        return self.forms[0]

    @property
    def running(self) -> tuple[RunningClock, ...]:
        """The clocks that run."""
        return tuple(clock for clock in self.clocks if clock.stopped_at is None)


class Listed(NamedTuple):
    """A record in a list: what its register says of it, and nothing of its contents."""

    id: str
    register: str
    office: str
    number: str
    status: str
    created_at: datetime


def current(found: Iterable[Submitted], form: str) -> Submitted | None:
    """Return the latest submission of a form among those of a record."""
    return next((submitted for submitted in reversed(list(found)) if submitted.form == form), None)
