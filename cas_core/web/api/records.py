"""Registers and records: listed, entered, read."""

from __future__ import annotations

import re
from typing import Annotated, Any

from fastapi import APIRouter, Header, Path, Query, Response
from pydantic import BaseModel, Field

from cas_core.desk import Desk, Record
from cas_core.problems import NotPermitted, Problem, RecordRefused
from cas_core.store import answers
from cas_core.web.api import paging
from cas_core.web.api.authentication import Officer, Principal
from cas_core.web.api.body import Table
from cas_core.web.api.problems import Refusal, documented, missing
from cas_core.web.api.shapes import Book, Entry, Head, Whole
from cas_core.workflows import Workflow

router = APIRouter(tags=["registers"])

PREFIX = "/api/v1"
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
LOCATION = {"Location": {"description": "Address of the record.", "schema": {"type": "string"}}}
RecordId = Annotated[str, Path(description="Id of the record.", json_schema_extra={"format": "uuid"})]
Key = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        pattern=r"^[A-Za-z0-9._:-]{8,100}$",
        description="Made once for each entry, e.g. a UUID; the same key with the same body gets the same answer.",
    ),
]


class Asked(BaseModel):
    """Which records of a register are wanted."""

    status: str = Field("", description="Only records in this state.")
    office: str = Field("", description="Only records of this office and of those below it.", max_length=80)
    after: str = Field("", description="Cursor of the link to the next page.", max_length=200)
    limit: int = Field(50, ge=1, le=paging.MOST)


@router.get("/registers", summary="List the registers", responses=documented(401, 403))
def registers(who: Officer) -> list[Book]:
    """Return the registers of the build, with what the posting of the token permits."""
    actor, words = who.cas.who(who.address), who.site.words(who.language)
    composition = who.cas.build.composition
    return [
        Book(
            id=book.id,
            title=words.register(book.id),
            opening=book.opening,
            follow_ups=list(book.follow_ups),
            states={s.id: words.translate(s.label) for s in composition.get(Workflow, book.workflow).states},
            may_read=actor.may(f"{book.id}.read", actor.office),
            may_enter=actor.may(f"{book.id}.enter", actor.office) and who.cas.keeps(book.id, actor),
        )
        for book in who.site.registers.values()
    ]


@router.get(
    "/registers/{register}/records",
    summary="List records",
    responses={
        200: {"headers": {"Link": {"description": 'The next page, as rel="next".', "schema": {"type": "string"}}}},
        **documented(401, 403, 404, 422),
    },
)
def records(who: Officer, response: Response, register: str, asked: Annotated[Asked, Query()]) -> list[Head]:
    """Return the records of a register within reach of the posting, the newest first, without their contents."""
    _require_state(who, register, asked.status)
    narrowed = {"status": asked.status, "office": asked.office}
    before = paging.position(asked.after)
    rows = who.cas.listing(register, as_=who.address, before=before, most=asked.limit + 1, **narrowed)
    if len(rows) > asked.limit:
        path = f"{PREFIX}/registers/{register}/records"
        response.headers.update(paging.link(path, rows[asked.limit - 1], **narrowed, limit=asked.limit))
    return [Head.of(row) for row in rows[: asked.limit]]


@router.post(
    "/registers/{register}/records",
    status_code=201,
    summary="Enter a record",
    responses={
        200: {"model": Entry, "headers": LOCATION, "description": "The key was used before: the record of that time."},
        201: {"headers": LOCATION},
        **documented(401, 403, 404, 409, 413, 415, 422),
    },
)
def enter(who: Officer, response: Response, register: str, data: Table, key: Key) -> Entry:
    """Open a record with the form of its register; it gets its number, and its clocks begin to run."""
    book(who, register)
    with who.desk() as desk:
        kept = key_of(who, key)
        again = answers.known(desk.connection, desk.actor.office, kept)
        record = desk.enter(register, data, key=kept)
    response.status_code = 200 if again else 201
    return entered(who, response, record)


@router.get(
    "/records/{record}", tags=["records"], summary="Read a record", responses=documented(401, 403, 404)
)  # fmt: skip
def one(who: Officer, record: RecordId) -> Whole:
    """Return a record with its forms, clocks and duties, and what may be done next.

    That somebody looked into a sensitive case is written into the journal.
    """
    return Whole.of_folder(laid(who, record), who.site.words(who.language))


def laid(who: Principal, record: str) -> Any:
    """Return the folder of a record.

    Raises:
        Refusal: It is not there, or out of reach.
    """
    require_id(record)
    try:
        return who.cas.folder(record, as_=who.address, language=who.language)
    except (NotPermitted, RecordRefused):
        raise missing() from None


def readable(desk: Desk, record: str) -> Record:
    """Return a record to whose officer it is open; whether there is another of that id stays open.

    Raises:
        Refusal: It is not there, or out of reach.
    """
    require_id(record)
    try:
        return desk.read(record)
    except (NotPermitted, RecordRefused):
        raise missing() from None


def require_id(record: str) -> None:
    """Pass only what may be the id of a record."""
    if not _ID.fullmatch(record):
        raise missing()


def book(who: Principal, register: str) -> Any:
    """Return a register of the build.

    Raises:
        Refusal: There is none of that id.
    """
    if register not in who.site.registers:
        raise missing()
    return who.site.registers[register]


def key_of(who: Principal, key: str) -> str:
    """Return a key as it is kept: no two officers of one office share theirs."""
    return f"{who.officer}/{key}"


def entered(who: Principal, response: Response, record: Record) -> Entry:
    """Return what became of a record, and say where it is."""
    response.headers["location"] = f"{PREFIX}/records/{record.id}"
    return Entry.entered(record, who.site.words(who.language))


def _require_state(who: Principal, register: str, status: str) -> None:
    flow = who.cas.build.composition.get(Workflow, book(who, register).workflow)
    states = [state.id for state in flow.states]
    if status and status not in states:
        mend = f"Its states are: {', '.join(states)}"
        what = "the register knows no such state"
        raise Refusal(422, Problem("unknown-status", what, mend, None, "query.status"))
