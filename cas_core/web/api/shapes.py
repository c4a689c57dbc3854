"""What the API answers and takes: the shapes that the description shows, filled from what the core returns."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from cas_core.desk.deadlines import Due
from cas_core.desk.folder import Folder
from cas_core.desk.record import Listed, Record
from cas_core.desk.timing import RunningClock
from cas_core.web.words import Words

Name = Annotated[str, Field(pattern=r"^[A-Za-z0-9_.-]{0,80}$")]
RegisterId = Annotated[str, Field(alias="register")]
Line = Annotated[str, Field(pattern=r"^[^\x00-\x1f\x7f]*$", min_length=3, max_length=500)]


class Book(BaseModel):
    """A register.

    Attributes:
        opening: Form that opens a record in it.
        follow_ups: Forms that a record in it takes.
        may_read, may_enter: What the posting of the token permits.
    """

    id: str
    title: str
    opening: str
    follow_ups: list[str]
    states: dict[str, str]
    may_read: bool
    may_enter: bool


class Head(BaseModel):
    """A record as a list shows it, without its contents."""

    id: str
    register_id: RegisterId
    office: str
    number: str
    status: str
    created_at: datetime

    @classmethod
    def of(cls, row: Listed | Record) -> Head:
        """Return the head of a record."""
        return cls(**{name: getattr(row, name) for name in HEAD})


class Running(BaseModel):
    """A clock on a record.

    Attributes:
        subject: For whom it runs, as the code of an accused; empty for the whole record.
    """

    clock: str
    label: str
    basis: str
    subject: str
    started_at: datetime
    due_at: datetime
    stopped_at: datetime | None

    @classmethod
    def of(cls, row: RunningClock, words: Words) -> Running:
        """Return a clock with its label in words."""
        known = row.definition
        ends = (row.started_at, row.due_at, row.stopped_at)
        own = dict(zip(("started_at", "due_at", "stopped_at"), ends, strict=True))
        return cls(clock=known.id, label=words.translate(known.label), basis=known.basis, subject=row.subject, **own)


class Entry(Head):
    """What became of a record by what was done to it.

    Attributes:
        duties: Id of the officer who holds each duty.
    """

    national_number: str
    clocks: list[Running]
    duties: dict[str, str]

    @classmethod
    def entered(cls, record: Record, words: Words) -> Entry:
        """Return a record after something was done to it; its contents are read at its address."""
        head = Head.of(record).model_dump(by_alias=True)
        clocks = [Running.of(clock, words) for clock in record.clocks]
        return cls(**head, national_number=record.national_number, clocks=clocks, duties=dict(record.duties))


class Filled(BaseModel):
    """A form of a record, as last corrected.

    Attributes:
        supersedes: Id of the submission that it corrects.
    """

    id: str
    form: str
    data: dict[str, Any]
    entered_at: datetime
    entered_by: str
    office: str
    reason: str
    supersedes: str


class Step(BaseModel):
    """A step of the workflow.

    Attributes:
        assigns: Duty for which ``to_officer`` is named.
        hands_over: Whether ``to_office`` may be named.
    """

    id: str
    label: str
    assigns: str
    hands_over: bool


class Next(BaseModel):
    """What the officer may do next.

    Attributes:
        agreements: Steps that wait for his agreement.
        amendable: Ids of submissions that he may correct.
    """

    forms: list[str]
    steps: list[Step]
    agreements: list[str]
    amendable: list[str]


class Linked(BaseModel):
    """A record that refers to this one, or to which it refers."""

    register_id: RegisterId
    id: str
    number: str

    @classmethod
    def of(cls, row: tuple[str, str, str]) -> Linked:
        """Return a link as the folder of a record has it: register, id, number."""
        return cls(**dict(zip(("register", "id", "number"), row, strict=True)))


class Whole(Entry):
    """A record with all that its officer sees of it.

    Attributes:
        sensitive: On what grounds the case is sensitive; reading it is then noted in the journal.
        parties: Name of each party, by code.
        published: Its standing in each public view.
    """

    created_by: str
    forms: list[Filled]
    possible: Next
    sensitive: list[str]
    parties: dict[str, str]
    linked: list[Linked]
    published: dict[str, str]

    @classmethod
    def of_folder(cls, folder: Folder, words: Words) -> Whole:
        """Return a record as it is laid before an officer."""
        record = folder.record
        forms = [Filled(**{name: getattr(form, name) for name in Filled.model_fields}) for form in record.forms]
        linked = [Linked.of(row) for row in folder.linked]
        return cls(
            **Entry.entered(record, words).model_dump(by_alias=True),
            created_by=record.created_by,
            forms=forms,
            possible=_next(folder, words),
            sensitive=list(folder.sensitive),
            parties=dict(folder.parties),
            linked=linked,
            published=dict(folder.published),
        )


class Coming(BaseModel):
    """A clock that runs out."""

    record: str
    register_id: RegisterId
    office: str
    number: str
    clock: str
    label: str
    basis: str
    subject: str
    due_at: datetime

    @classmethod
    def of(cls, row: Due, words: Words) -> Coming:
        """Return a clock with its label in words."""
        own = {name: getattr(row, name) for name in ("record", "register", "office", "number", "subject", "due_at")}
        return cls(**own, clock=row.clock.id, label=words.translate(row.clock.label), basis=row.clock.basis)


class Hit(BaseModel):
    """A place in a record where what was searched for occurs.

    Attributes:
        path: Where in the form.
        masked: Whether it lies in a sensitive case that the officer may not read; then it says no more than which.
        details: What the index holds of it: of a person the name, of a vehicle its marks.
    """

    record: str
    register_id: RegisterId
    office: str
    number: str
    entity: str
    status: str
    path: str
    masked: bool
    details: dict[str, str]

    @classmethod
    def of(cls, entity: str, row: Mapping[str, Any]) -> Hit:
        """Return a row of an index."""
        head = {name: str(row[name]) for name in ("record", "register", "office", "number", "status", "path")}
        own = {name: str(row[name]) for name in DETAILS[entity] if row[name]}
        return cls(**head, masked=row["masked"], entity=entity, details=own)


class Found(BaseModel):
    """What a search found: records by their number, or places in records."""

    records: list[Head] = []
    hits: list[Hit] = []


class Shown(BaseModel):
    """A public entry: the fields that its view allows, masked as it says."""

    number: str
    office: str
    data: dict[str, Any]


class Reference(BaseModel):
    """What a field of type ``attachment`` says of a file."""

    sha256: str
    name: str
    media_type: str


class Stored(BaseModel):
    """A file that was kept.

    Attributes:
        file: Put this into the form as it is.
        size: Bytes.
    """

    file: Reference
    size: int


class Amendment(BaseModel):
    """A correction: the whole form anew, which supersedes a submission."""

    model_config = ConfigDict(extra="forbid")

    form: Name
    submission: Name = ""
    reason: Line
    data: dict[str, Any]


class Order(BaseModel):
    """What a step names: the office that takes the record over, or the officer to whom it gives a duty."""

    model_config = ConfigDict(extra="forbid")

    to_office: Name = ""
    to_officer: Name = ""


HEAD = ("id", "register", "office", "number", "status", "created_at")
DETAILS = {
    "person": ("name", "roman", "relative_name", "gender", "birth_year", "mobile"),
    "vehicle": ("registration", "chassis", "engine", "make", "model"),
    "property_item": ("kind", "description", "identifier"),
    "firearm": ("kind", "number"),
}
"""What the index holds of an entity, by its name."""


def _next(folder: Folder, words: Words) -> Next:
    possible = folder.possible
    steps = [
        Step(id=step.id, label=words.translate(step.label), assigns=step.assigns, hands_over=step.hands_over)
        for step in possible.moves
    ]
    agreements = [step.id for step in possible.agreements]
    return Next(
        forms=list(possible.forms), steps=steps, agreements=agreements, amendable=sorted(possible.amendable)
    )  # fmt: skip
