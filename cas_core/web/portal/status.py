"""What became of a complaint or case: by number, with the code of the receipt or one sent to the informant."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter, Response
from starlette.background import BackgroundTask

from cas_core.desk.progress import Reached, progress
from cas_core.messages.mark import mark as _
from cas_core.problems import Problem
from cas_core.store import index, records, requests
from cas_core.web.portal.signing import TOO_OFTEN, asked_too_often, code_holds, contact, plain_mobile, send_code
from cas_core.web.visiting import Anybody, Form, Visitor

router = APIRouter()

UNKNOWN = Problem(
    "not-known",
    _("Number and code do not belong together"),
    _("Copy both from the receipt, or use the mobile number that you gave"),
)


@router.get("/status")
def ask(visitor: Anybody, number: str = "") -> Response:
    """Ask for number and code."""
    return _page(visitor, {"number": number})


@router.post("/status")
def tell(visitor: Anybody, sent: Form) -> Response:
    """Tell how a record stands, to who shows a right to know."""
    held = {name: sent.text(name) for name in ("number", "receipt", "mobile", "code")}
    if not visitor.site.limiter.allows("status", visitor.host):
        return _page(visitor, held, [TOO_OFTEN])
    if held["receipt"]:
        return _answer(visitor, held, _by_receipt(visitor, held["number"], held["receipt"]))
    mobile = plain_mobile(held["mobile"])
    if mobile is None:
        return _page(visitor, held, [UNKNOWN])
    ids = list(_by_mobile(visitor, held["number"], mobile))
    if held["code"]:
        holds = code_holds(visitor.site, mobile, held["code"])
        return _answer(visitor, held, ids[0] if holds and ids else None)
    problems = asked_too_often(visitor, mobile)  # counted either way: whether there is such a record stays open
    page = _page(visitor, held, problems, sent=not problems)
    if ids and not problems:  # afterwards: the time that an answer takes tells nothing either
        page.background = BackgroundTask(send_code, visitor, mobile)
    return page


def _by_receipt(visitor: Visitor, number: str, code: str) -> str | None:
    site = visitor.site
    with site.cas.store.reading() as connection:
        for row in records.by_number(connection, number):
            held = requests.receipt(connection, row.id)
            if held and site.seals.holds(held.code, "receipt", row.id, code.strip().upper()):
                return str(row.id)
    return None


def _by_mobile(visitor: Visitor, number: str, mobile: str) -> Iterator[str]:
    """Yield the records of a number for which a mobile number has a receipt, or whose informant gave it."""
    site = visitor.site
    with site.cas.store.reading() as connection:
        for row in records.by_number(connection, number):
            held = requests.receipt(connection, row.id)
            if (held and held.contact == contact(site, mobile)) or index.informant_has(connection, row.id, mobile):
                yield row.id


def _answer(visitor: Visitor, held: dict[str, str], record: str | None) -> Response:
    if record is None:
        return _page(visitor, held, [UNKNOWN])
    site = visitor.site
    with site.cas.store.reading() as connection:
        row = records.by_id(connection, record)
        reached = progress(connection, site.cas.build, record)
    return _page(visitor, held, found=row, reached=reached)


def _page(
    visitor: Visitor,
    held: dict[str, str],
    problems: list[Problem] | None = None,
    *,
    sent: bool = False,
    found: Any = None,
    reached: list[Reached] | None = None,
) -> Response:
    empty = dict.fromkeys(("number", "receipt", "mobile", "code"), "")
    return visitor.page(
        "portal/status.html",
        422 if problems else 200,
        held=empty | held,
        problems=problems or [],
        sent=sent,
        found=found,
        reached=reached or [],
        office=visitor.site.offices().get(found.office) if found is not None else None,
    )
