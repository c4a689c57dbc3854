"""A record: what it says, what happened to it, what may be done next, and its papers."""

from __future__ import annotations

from fastapi import APIRouter, Response

from cas_core.matching import is_compared
from cas_core.problems import Problem, RecordRefused
from cas_core.publication import Audience
from cas_core.web.desk.pages import page
from cas_core.web.downloads import download
from cas_core.web.offices import choices
from cas_core.web.portal.home import pdf
from cas_core.web.visiting import NotFound, Officer, Visitor

router = APIRouter()


@router.get("/records/{record}")
def one(visitor: Officer, record: str) -> Response:
    """Show a record."""
    return shown(visitor, record)


@router.get("/records/{record}/papers/{form}.pdf")
def paper(visitor: Officer, record: str, form: str, audience: str = "", language: str = "") -> Response:
    """Print a form of a record, for the file or for an audience."""
    site = visitor.site
    held = site.cas.folder(record, as_=visitor.address).record
    chosen = language if language in site.languages else visitor.language
    content = site.cas.document(
        held, form, as_=visitor.address, language=chosen, audience=audience, fonts=site.settings.fonts
    )
    return pdf(content, f"{held.national_number}-{form}.pdf")


@router.get("/records/{record}/files/{digest}")
def file(visitor: Officer, record: str, digest: str) -> Response:
    """Return a file that a record holds, to be kept; nothing that was sent is opened by the browser as a page."""
    try:
        return download(visitor.site.cas.file(record, digest, as_=visitor.address))
    except RecordRefused:
        raise NotFound from None


@router.get("/files/{digest}")
def sent_file(visitor: Officer, digest: str, of: str = "") -> Response:
    """Return a file that the officer sent himself and has not entered yet, or that is in the record he works on."""
    try:
        return download(visitor.site.cas.sent_file(digest, as_=visitor.address))
    except RecordRefused:
        if not of:
            raise NotFound from None
    return file(visitor, of, digest)


def shown(visitor: Visitor, record: str, problems: list[Problem] | None = None) -> Response:
    """Show a record to an officer who may read it."""
    site = visitor.site
    folder = site.cas.folder(record, as_=visitor.address, language=visitor.language)
    forms = site.cas.shown(folder.record, as_=visitor.address, language=visitor.language)
    register = folder.record.register
    return page(
        visitor, "desk/record.html", 422 if problems else 200, folder=folder, record=folder.record, forms=forms,
        problems=problems or [], audiences=list(Audience), cited=site.cas.cited(folder.record),
        follow_on=_follow_on(visitor, register), compared=is_compared(register),
        targets=choices(site, visitor.language, site.registers[register].kept_by)
        if any(step.hands_over for step in folder.possible.moves) else [],
        files=site.cas.files(folder.record, as_=visitor.address),
    )  # fmt: skip


def _follow_on(visitor: Visitor, register: str) -> list[str]:
    """Return the registers whose opening form may name a record of this one: what a complaint can lead to."""
    site = visitor.site
    who = site.cas.who(visitor.address)
    return [
        other.id
        for other in site.registers.values()
        if who.may(f"{other.id}.enter", who.office)
        and site.cas.keeps(other.id, who)
        and any(
            branch.field.type == "record" and branch.field.refers_to == register
            for branch in site.cas.build.composition.form(other.opening).branches
        )
    ]
