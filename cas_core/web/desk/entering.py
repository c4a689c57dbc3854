"""Opening a record in a register: blank, from a draft, or begun from another record."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Response
from starlette.responses import HTMLResponse, RedirectResponse

from cas_core.codelists import CodeList
from cas_core.desk import Record
from cas_core.desk.begun import begun
from cas_core.desk.offences import catalogue
from cas_core.law import facts, parse
from cas_core.messages.mark import mark as _
from cas_core.store import drafts
from cas_core.store.drafts import Place
from cas_core.web.desk.filling import Task
from cas_core.web.desk.pages import worker
from cas_core.web.visiting import Form, NotFound, Officer, Visitor

router = APIRouter()


@router.get("/registers/{register}/new")
def begin(visitor: Officer, register: str, of: str = "") -> Response:
    """Show the opening form of a register; ``of`` is the id of a record that it is begun from."""
    task = _task(visitor, register)
    values: dict[str, Any] = {}
    if of:
        source = visitor.site.cas.folder(of, as_=visitor.address).record
        values = begun(visitor.site.cas.build.composition, source, task.place.form)
    return task.begin(values)


@router.post("/registers/{register}/new")
def enter(visitor: Officer, register: str, sent: Form) -> Response:
    """Enter a record, or show the form again."""

    def verb(values: dict[str, Any], key: str) -> Record:
        with visitor.site.cas.desk(visitor.address, language=visitor.language) as desk:
            return desk.enter(register, values, key=key)

    return _task(visitor, register).take(sent, verb)


@router.post("/registers/{register}/new/draft")
def keep(visitor: Officer, register: str, sent: Form) -> Response:
    """Keep what is typed so far; a script asks this while the officer types."""
    _task(visitor, register).keep(sent)
    return visitor.page("desk/kept.html")


@router.get("/drafts/{draft}")
def resume(visitor: Officer, draft: str) -> Response:
    """Go on with a draft."""
    with visitor.site.cas.store.reading() as connection:
        found = drafts.draft(connection, visitor.subject, draft)
    if found is None:
        raise NotFound
    row, values = found
    if row.record:
        return RedirectResponse(f"/desk/records/{row.record}/forms/{row.form}?draft={draft}", 303)
    return _task(visitor, row.register).begin(values, draft)


@router.post("/drafts/{draft}/discard")
def discard(visitor: Officer, draft: str) -> Response:
    """Throw a draft away."""
    with visitor.site.cas.store.writing() as connection:
        drafts.discard(connection, visitor.subject, draft)
    return RedirectResponse("/desk", 303)


@router.get("/sections")
def sections(visitor: Officer, field: str) -> HTMLResponse:
    """Say what typed acts and sections mean: what each is, and what follows from them together."""
    text = visitor.request.query_params.get(field, "")
    composition = visitor.site.cas.build.composition
    law = composition.derived(catalogue)
    reading = parse(text, law) if text.strip() else None
    labels = {entry.id: entry.label for entry in composition.get(CodeList, "sections").codes}
    rows = [(row, labels.get(f"{row['act']} {row['section']}", "")) for row in reading.rows] if reading else []
    found = facts(reading.rows, law) if reading and reading.rows else {}
    return visitor.page("desk/sections.html", rows=rows, facts=found, problems=reading.problems if reading else [])


def _task(visitor: Visitor, register: str) -> Task:
    site = visitor.site
    if register not in site.registers:
        raise NotFound
    who = worker(visitor)
    who.require(f"{register}.enter", who.office)
    place = Place(who.office, register, "", site.registers[register].opening)
    return Task(visitor, place, visitor.say(_("Enter in the register")), f"/desk/registers/{register}")
