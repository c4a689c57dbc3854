"""A record: what it says, what happened to it, what may be done next, and its papers."""

from __future__ import annotations

from fastapi import APIRouter, Response

from cas_core.forms.condition import gathered
from cas_core.matching import is_compared
from cas_core.problems import Problem
from cas_core.publication import Audience
from cas_core.store import attachments
from cas_core.web.desk.pages import page
from cas_core.web.forms.describing import Ask
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
    site = visitor.site
    held = site.cas.folder(record, as_=visitor.address).record
    if not any(digest in _digests(site.sheet(form.form, "en").asks, form.data) for form in held.forms):
        raise NotFound
    with site.cas.store.reading() as connection:
        kept = attachments.held(connection, digest)
    if kept is None:
        raise NotFound
    headers = {"content-disposition": f'attachment; filename="{digest[:12]}"', "content-security-policy": "sandbox"}
    return Response(kept.content, media_type=kept.media_type, headers=headers)


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
        files=[found for form in folder.record.forms for found in _files(site.sheet(form.form, "en").asks, form.data)],
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


def _digests(asks: tuple[Ask, ...], data: object) -> set[str]:
    return {held["sha256"] for held in _files(asks, data)}


def _files(asks: tuple[Ask, ...], data: object) -> list[dict[str, str]]:
    """Return the files in a submission."""
    found: list[dict[str, str]] = []
    for ask in asks:
        for value in gathered(data, ask.key):
            if ask.type == "attachment":
                found.append(value)
            elif ask.children:
                found += _files(ask.children, value)
    return found
