"""What the API answers of registers and records, as its description shows it, filled from what the core returns."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, Field

from cas_core.desk.folder import Folder
from cas_core.desk.record import Listed, Record
from cas_core.desk.timing import RunningClock
from cas_core.web.words import Words

Name = Annotated[str, Field(pattern=r"^[A-Za-z0-9_.-]{0,80}$")]
RegisterId = Annotated[str, Field(alias="register")]


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
        cut: Whether something of it was left out, because the posting does not see it.
    """

    id: str
    form: str
    data: dict[str, Any]
    entered_at: datetime
    entered_by: str
    office: str
    reason: str
    supersedes: str
    cut: bool


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


HEAD = ("id", "register", "office", "number", "status", "created_at")


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
