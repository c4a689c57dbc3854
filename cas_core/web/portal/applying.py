"""Applying for a service: the allow-listed part of a form, filled in by a citizen, entered by the portal."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from fastapi import APIRouter, Response
from starlette.responses import RedirectResponse

from cas_core.desk import Desk, Record
from cas_core.desk.actor import PORTAL
from cas_core.forms.condition import surroundings
from cas_core.messages.mark import mark as _
from cas_core.problems import CasError, Problem
from cas_core.services import Service
from cas_core.services.asking import completed
from cas_core.store import answers, attachments, requests
from cas_core.web.forms import changed_rows, fill, read
from cas_core.web.forms.drawing import Drawing
from cas_core.web.lookup import Lookups
from cas_core.web.offices import choices, within
from cas_core.web.visiting import CITIZEN, Anybody, Form, NotFound, SignInNeeded, Visitor

router = APIRouter()

TOO_OFTEN = Problem("too-often", _("You sent many applications within an hour"), _("Wait, and send this one later"))
NO_OFFICE = Problem(
    "office-missing", _("No police station is chosen"), _("Choose the one that is to receive it"), None, "office"
)
_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


@router.get("/services/{service}/apply")
def begin(visitor: Anybody, service: str, office: str = "") -> Response:
    """Show the form of a service."""
    found = _open_to(visitor, service)
    return _form(visitor, found, {"office": office, "key": secrets.token_hex(16)}, {}, [])


@router.post("/services/{service}/apply")
def apply(visitor: Anybody, service: str, sent: Form) -> Response:
    """Take an application, or redraw the form as a button says."""
    found = _open_to(visitor, service)
    do = sent.text("do")
    head = {"office": sent.text("office"), "key": sent.text("key")}
    sheet = visitor.site.service_sheet(found, visitor.language, head["office"])
    values, wrong = read(sheet, sent, lookups(visitor), blanks=do != "send")
    problems = visitor.said(wrong)
    if do != "send":
        changed_rows(values, do)
        return _form(visitor, found, head, values, problems)
    problems = [*problems, *_objections(visitor, found, head)]
    if problems:
        return _form(visitor, found, head, values, problems)
    try:
        record, code = _enter(visitor, found, head, values)
    except CasError as error:
        return _form(visitor, found, head, values, list(error.problems))
    answer = RedirectResponse(f"/receipt/{record.id}", 303)
    answer.set_cookie(
        "cas_receipt", code, max_age=3600, path="/receipt", secure=visitor.site.settings.secure, httponly=True,
        samesite="lax",
    )  # fmt: skip
    return answer


def lookups(visitor: Visitor) -> Lookups:
    """Return what a citizen's form may look up: acts and sections, and his own files; no records."""
    site = visitor.site

    def keep(content: bytes, name: str, media_type: str) -> dict[str, str] | None:
        if not site.limiter.allows("file", visitor.subject or visitor.host):
            return None
        sender = attachments.Sender(PORTAL, name, datetime.now(UTC))
        with site.cas.store.writing() as connection:
            digest = attachments.keep(connection, content, media_type, sender)
        return {"sha256": digest, "name": name, "media_type": media_type}

    return Lookups(site.cas, site.seals, keep)


def _open_to(visitor: Visitor, service: str) -> Service:
    """Return a service that is applied for, to a visitor who may.

    Raises:
        NotFound: There is none.
        SignInNeeded: It needs a confirmed mobile number.
    """
    found = visitor.site.services.get(service)
    if found is None or not found.asks:
        raise NotFound
    if found.confirmed and not visitor.subject:
        raise SignInNeeded(CITIZEN)
    return found


def _objections(visitor: Visitor, service: Service, head: Mapping[str, str]) -> list[Problem]:
    problems = []
    if head["office"] not in dict(_places(visitor, service)):
        problems.append(NO_OFFICE)
    if not visitor.site.limiter.allows("enter", visitor.subject or visitor.host):
        problems.append(TOO_OFTEN)
    return problems


def _enter(
    visitor: Visitor, service: Service, head: Mapping[str, str], values: Mapping[str, Any]
) -> tuple[Record, str]:
    """Enter an application and give a receipt; the same key enters it once and gives the same receipt."""
    site, now = visitor.site, datetime.now(UTC)
    code, areas = _receipt_code(visitor, head["key"]), within(site, head["office"])
    whole = completed(values, service, areas, now)
    key = site.seals.seal("application", visitor.subject, head["key"], json.dumps(values, sort_keys=True))
    with site.cas.desk(f"portal:{head['office']}", language=visitor.language) as desk:
        known = answers.given(desk.connection, head["office"], key)  # sent twice: the moment of receipt is the first
        record = desk.read(known) if known else _entered(desk, service, whole, key)
        seal = site.seals.seal("receipt", record.id, code)
        requests.give_receipt(desk.connection, record.id, service.id, seal, visitor.subject)
    return record, code


def _entered(desk: Desk, service: Service, whole: Mapping[str, Any], key: str) -> Record:
    """Enter an application, and take the steps that the portal takes at once, such as to acknowledge it."""
    record = desk.enter(service.register_id, whole, key=key)
    for step in service.takes:
        record = desk.move(record, step)
    return record


def _receipt_code(visitor: Visitor, key: str) -> str:
    """Return the code of a receipt: ten signs that nobody mistakes for each other, made of the key of the entry."""
    number = int(visitor.site.seals.seal("receipt-code", visitor.subject, key), 16)
    signs = []
    for _place in range(10):
        number, rest = divmod(number, len(_LETTERS))
        signs.append(_LETTERS[rest])
    return "".join(signs)


def _form(
    visitor: Visitor, service: Service, head: Mapping[str, str], values: Mapping[str, Any], problems: list[Problem]
) -> Response:
    site = visitor.site
    sheet = site.service_sheet(service, visitor.language, head["office"])
    parts, others = fill(sheet, values, surroundings(datetime.now(UTC)), problems)
    look = lookups(visitor)
    return visitor.page(
        "portal/apply.html",
        422 if problems else 200,
        service=service,
        sheet=sheet,
        parts=parts,
        look=Drawing(look.cited, look.sealed),
        head=head,
        offices=_places(visitor, service),
        problems=problems,
        others=others,
    )


def _places(visitor: Visitor, service: Service) -> list[tuple[str, str]]:
    kinds = visitor.site.registers[service.register_id].kept_by
    return choices(visitor.site, visitor.language, kinds)
