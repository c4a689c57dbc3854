"""What is done to a record: follow-up forms, corrections, steps, agreements."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Response
from starlette.responses import RedirectResponse

from cas_core.desk import Record
from cas_core.desk.begun import begun
from cas_core.desk.folder import Folder
from cas_core.messages.mark import mark as _
from cas_core.problems import CasError
from cas_core.store import drafts
from cas_core.store.drafts import Place
from cas_core.web.desk.filling import Task
from cas_core.web.desk.records import shown
from cas_core.web.visiting import Form, NotFound, Officer, Visitor

router = APIRouter()


@router.get("/records/{record}/forms/{form}")
def begin(visitor: Officer, record: str, form: str, draft: str = "") -> Response:
    """Show a follow-up form, with what the record knows filled in."""
    folder = visitor.site.cas.folder(record, as_=visitor.address)
    with visitor.site.cas.store.reading() as connection:
        kept = drafts.draft(connection, visitor.subject, draft) if draft else None
    values = kept[1] if kept else begun(visitor.site.cas.build.composition, folder.record, form)
    return _task(visitor, folder, form).begin(values, draft)


@router.post("/records/{record}/forms/{form}")
def submit(visitor: Officer, record: str, form: str, sent: Form) -> Response:
    """Submit a follow-up form, or show it again."""

    def verb(values: dict[str, Any], key: str) -> Record:
        with visitor.site.cas.desk(visitor.address, language=visitor.language) as desk:
            return desk.submit(record, form, values, key=key)

    return _task(visitor, visitor.site.cas.folder(record, as_=visitor.address), form).take(sent, verb)


@router.post("/records/{record}/forms/{form}/draft")
def keep(visitor: Officer, record: str, form: str, sent: Form) -> Response:
    """Keep what is typed so far."""
    _task(visitor, visitor.site.cas.folder(record, as_=visitor.address), form).keep(sent)
    return visitor.page("desk/kept.html")


@router.get("/records/{record}/amend/{submission}")
def correct(visitor: Officer, record: str, submission: str) -> Response:
    """Show a submission to be corrected."""
    folder = visitor.site.cas.folder(record, as_=visitor.address)
    chosen = next((held for held in folder.record.forms if held.id == submission), None)
    if chosen is None or submission not in folder.possible.amendable:
        raise NotFound
    return _amendment(visitor, folder, chosen.form).begin(chosen.data)


@router.post("/records/{record}/amend/{submission}")
def amend(visitor: Officer, record: str, submission: str, sent: Form) -> Response:
    """Correct a submission by one that supersedes it."""
    folder = visitor.site.cas.folder(record, as_=visitor.address)
    chosen = next((held for held in folder.record.forms if held.id == submission), None)
    if chosen is None:
        raise NotFound

    def verb(values: dict[str, Any], reason: str) -> Record:
        with visitor.site.cas.desk(visitor.address, language=visitor.language) as desk:
            return desk.amend(record, chosen.form, values, reason=reason, submission=submission)

    return _amendment(visitor, folder, chosen.form).take(sent, verb)


@router.post("/records/{record}/step")
def step(visitor: Officer, record: str, sent: Form) -> Response:
    """Take a step, or agree to one."""
    chosen, agreed = sent.text("step"), sent.text("agree")
    try:
        with visitor.site.cas.desk(visitor.address, language=visitor.language) as desk:
            if agreed:
                desk.agree(record, agreed)
            else:
                desk.move(record, chosen, to_office=sent.text("to_office"), to_officer=sent.text("to_officer"))
    except CasError as error:
        return shown(visitor, record, list(error.problems))
    return RedirectResponse(f"/desk/records/{record}", 303)


def _task(visitor: Visitor, folder: Folder, form: str) -> Task:
    record = folder.record
    if form not in visitor.site.registers[record.register].follow_ups:
        raise NotFound
    place = Place(record.office, record.register, record.id, form)
    return Task(visitor, place, visitor.say(_("Submit")), f"/desk/records/{record.id}", folder.parties)


def _amendment(visitor: Visitor, folder: Folder, form: str) -> Task:
    place = Place(folder.record.office, folder.record.register, folder.record.id, form)
    back = f"/desk/records/{folder.record.id}"
    return Task(visitor, place, visitor.say(_("Correct")), back, folder.parties, reasoned=True)
