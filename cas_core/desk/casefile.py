"""A case file: one record with all that is known of it, read as far as it is asked for."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from sqlalchemy import Connection

from cas_core.codelists import CodeList
from cas_core.composition import Build
from cas_core.composition.project import joined
from cas_core.composition.ranks import RANKS, Ranks
from cas_core.desk import limits
from cas_core.desk.offences import committed, facts, offences
from cas_core.forms import Entity
from cas_core.forms.condition import surroundings
from cas_core.offices import OfficeType
from cas_core.problems import Problem, RecordRefused, Sentence
from cas_core.publication.identity import Identity, identities
from cas_core.registers import Register
from cas_core.sources import INDIA
from cas_core.store import clocks, duties, journal, links, offices, records
from cas_core.workflows import Clock, Workflow
from cas_core.workflows.reckoning import Event, happened
from cas_core.workflows.whole import COLUMNS

WITHIN = "record.within"
"""What conditions call the types of a record's office and of those above it; it is looked up only where one asks."""


@dataclass
class CaseFile:
    """One record as the rules see it.

    Attributes:
        row: The record as it is stored.
        register: The register it stands in.
        workflow: Its life cycle.
        fresh: Whether it is being opened: nothing but its opening form is kept of it.
    """

    connection: Connection = field(repr=False)
    build: Build = field(repr=False)
    row: records.Found
    register: Register
    workflow: Workflow
    fresh: bool = False

    @classmethod
    def of(cls, connection: Connection, build: Build, row: records.Found, *, fresh: bool = False) -> CaseFile:
        """Open the file of a record that was read."""
        register = register_of(build, row.register)
        return cls(connection, build, row, register, build.composition.get(Workflow, register.workflow), fresh)

    @classmethod
    def open(cls, connection: Connection, build: Build, record: str) -> CaseFile:
        """Open the file of a record.

        Raises:
            RecordRefused: There is no such record.
        """
        row = records.taken(connection, record)
        if row is None:
            what, mend = Sentence("there is no such record"), Sentence("Look it up by its number")
            raise RecordRefused([Problem("unknown-record", what, mend)])
        return cls.of(connection, build, row)

    @property
    def id(self) -> str:
        """Id of the record."""
        return str(self.row.id)

    @cached_property
    def journal(self) -> list[Any]:
        """What the journals say of the record, in the order of entry."""
        return sorted(journal.entries(self.connection, record=self.id), key=lambda entry: (entry.at, entry.sequence))

    @cached_property
    def submissions(self) -> list[records.Found]:
        """All submissions, those superseded included, oldest first."""
        return records.submissions(self.connection, self.id)

    @cached_property
    def clock_rows(self) -> Sequence[Any]:
        """Its clocks as they were last reckoned, those that ceased included, the one due first at the head."""
        return clocks.of_record(self.connection, self.id)

    @cached_property
    def standing(self) -> list[records.Found]:
        """The submissions that nothing supersedes, oldest first."""
        superseded = {row.supersedes for row in self.submissions}
        return [row for row in self.submissions if row.id not in superseded]

    @cached_property
    def forms(self) -> Mapping[str, Mapping[str, Any]]:
        """The latest standing submission of each form."""
        return {form: held[-1] for form, held in self.all_forms.items()}

    @cached_property
    def all_forms(self) -> Mapping[str, list[Mapping[str, Any]]]:
        """All standing submissions of each form, oldest first."""
        held: dict[str, list[Mapping[str, Any]]] = {}
        for row in self.standing:
            held.setdefault(row.form, []).append(joined(*records.parts(row)))
        return held

    @cached_property
    def seen(self) -> Mapping[str, Mapping[str, Any]]:
        """The latest standing submission of each form, as conditions see it."""
        return {form: held[-1] for form, held in self.all_seen.items()}

    @cached_property
    def all_seen(self) -> Mapping[str, list[Mapping[str, Any]]]:
        """All standing submissions of each form, as conditions see them."""
        return {form: [self.as_seen(form, data) for data in held] for form, held in self.all_forms.items()}

    @cached_property
    def persons(self) -> list[Identity]:
        """Everybody in the forms, and who of them was a child on the day of the offence or of the record."""
        entities = self.build.composition.all(Entity)
        days = self.row.created_at.astimezone(INDIA).date(), committed(self.register, self.forms)
        return [
            person
            for form, held in self.all_forms.items()
            for data in held
            for person in identities(self.build.composition.form(form).branches, entities, data, *days)
        ]

    @cached_property
    def duties(self) -> Mapping[str, str]:
        """The officer who holds each duty."""
        return duties.holders(self.connection, self.id)

    @cached_property
    def parties(self) -> Mapping[str, list[str]]:
        """Codes of the parties, by kind."""
        return links.parties(self.connection, self.id)

    @cached_property
    def linked(self) -> list[tuple[str, str]]:
        """Register and id of each record that this one refers to or that refers to it."""
        return links.linked(self.connection, self.id)

    @cached_property
    def law(self) -> Mapping[str, Any]:
        """Facts of the offences on the record as they stand now."""
        return facts(self.build.composition, offences(self.register, self.forms))

    @cached_property
    def office_type(self) -> str:
        """The national type of the office that keeps the record, as it was when the record was opened."""
        line = offices.last_line(self.connection, self.row.office, self.row.created_at.astimezone(INDIA).date())
        kind = self.build.composition.all(OfficeType).get(line.type) if line is not None else None
        return kind.national if kind else ""

    @property
    def clocks(self) -> tuple[Clock, ...]:
        """The clocks that may run on it."""
        return limits.clocks(self.build.composition, self.register)

    @property
    def ranks(self) -> Ranks:
        """The ranks of the build."""
        return Ranks.of({RANKS: self.build.composition.get(CodeList, RANKS)})

    @property
    def events(self) -> list[Event]:
        """What happened to the record, in order, each submission as last corrected; what followed comes after."""
        found: list[Event] = []
        latest = self._corrected() if self.journal else {}
        for entry in self.journal:
            detail = json.loads(entry.detail)
            names: set[str] = set()
            if entry.verb in {"enter", "submit", "move"}:
                names |= {detail.get("form", ""), detail.get("step", "")} - {""}
                names |= {"opening"} if entry.verb == "enter" else set()
            at, data = datetime.fromisoformat(entry.at), latest.get(entry.submission, {})
            found += happened(names, detail.get("derived", ()), at, data)
        return found

    def steps_with(self, submission: str) -> list[str]:
        """Return the steps that a submission took when it was first entered."""
        before = {row.id: row.supersedes for row in self.submissions}
        while before.get(submission):
            submission = before[submission]
        said = [json.loads(entry.detail) for entry in self.journal if entry.submission == submission]
        return [detail["step"] for detail in said if "step" in detail]

    def scope(self, now: datetime, refers: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Return what a condition over the record may look at."""
        return {**self.seen, **self.known(now, refers)}

    def known(self, now: datetime, refers: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Return what a condition may look at besides the forms."""
        return {
            "all": self.all_seen,
            "law": self.law,
            "record": {
                **{name: getattr(self.row, name) for name in COLUMNS},
                "office_type": self.office_type,
                "within": self._within(now),
            },
            "refers": refers or {},
            "linked": self._links,
            "parties": self.parties,
            "duty": self.duties,
            **surroundings(now),
        }

    @cached_property
    def _links(self) -> Mapping[str, int]:
        """How many records of each register are linked with it."""
        linked = [register for register, _ in self.linked]
        return {register: linked.count(register) for register in self.build.composition.ids(Register)}

    def _within(self, now: datetime) -> list[str]:
        """Return the types of the record's office and of those above it, where the workflow asks for them."""
        if not (self.workflow.asks(WITHIN) or any(WITHIN in clock.applies_if for clock in self.clocks)):
            return []
        day = now.astimezone(INDIA).date()
        return [office.type for office in offices.upwards(self.connection, str(self.row.office), day)]

    def _corrected(self) -> dict[str, Mapping[str, Any]]:
        """Return what stands for each submission after all corrections."""
        by_id = {row.id: row for row in self.submissions}
        after = {row.supersedes: row.id for row in self.submissions if row.supersedes}
        latest: dict[str, Mapping[str, Any]] = {}
        for start in by_id:
            last = start
            while last in after:
                last = after[last]
            latest[start] = self.as_seen(by_id[last].form, joined(*records.parts(by_id[last])))
        return latest

    def as_seen(self, form: str, data: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return a submission as conditions see it."""
        return self.build.composition.form(form).seen(data) if form else data


def register_of(build: Build, register: str) -> Register:
    """Return a register of a build.

    Raises:
        RecordRefused: There is none of that id.
    """
    try:
        return build.composition.get(Register, register)
    except KeyError:
        what = Sentence("there is no register '{register}'", register=register)
        mend = Sentence("Registers are: {registers}", registers=build.composition.ids(Register))
        raise RecordRefused([Problem("unknown-register", what, mend)]) from None
