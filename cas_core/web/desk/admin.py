"""What is administered: offices, officers, one's own account, and the journal of the office."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import segno
from fastapi import APIRouter, Response
from sqlalchemy import Row
from starlette.responses import RedirectResponse

from cas_core.access import Role
from cas_core.messages.mark import mark as _
from cas_core.problems import CasError, Problem, RecordRefused
from cas_core.sources import today
from cas_core.store import journal, officers, sessions
from cas_core.web import accounts
from cas_core.web.desk.pages import page, worker
from cas_core.web.forms import Sent
from cas_core.web.visiting import Form, NotFound, Officer, Visitor

router = APIRouter()

TOKEN_DAYS = 90
MOST_EVENTS = 200
NO_DATE = Problem("not-date", _("The day is not filled in"), _("Write the day from which it holds"), None, "on")


@router.get("/journal")
def events(visitor: Officer, verify: str = "") -> Response:
    """Show the latest events of the office's journal and, where asked, whether the journals are sound."""
    site, who = visitor.site, worker(visitor)
    who.require("general_diary.read", who.office)
    with site.cas.store.reading() as connection:
        rows = journal.entries(connection, office=who.office)[-MOST_EVENTS:]
        known = {actor: officers.officer(connection, actor, today()) for actor in {row.actor for row in rows}}
    names = {actor: row.name if row else actor for actor, row in known.items()}
    faults = site.cas.verify() if verify else None
    named = {row.sequence: _named(row) for row in rows}
    return page(visitor, "desk/journal.html", rows=list(reversed(rows)), names=names, named=named, faults=faults)


def _named(row: Row[Any]) -> list[str]:
    """Return the records that an entry of the journal is about: one, or those that a search laid open."""
    return [row.record] if row.record else list(json.loads(row.detail).get("records", ()))


@router.get("/establishment")
def establishment(visitor: Officer) -> Response:
    """Show offices and officers, with what the posting may change of them."""
    return _establishment(visitor)


@router.post("/establishment/{verb}")
def order(visitor: Officer, verb: str, sent: Form) -> Response:
    """Give an order about an office or an officer; it holds from a day on, and is written into the journal."""
    if verb not in _ORDERS:
        raise NotFound
    try:
        _ORDERS[verb](visitor, sent, _day(sent))
    except CasError as error:
        return _establishment(visitor, list(error.problems))
    return RedirectResponse("/desk/establishment", 303)


@router.get("/account")
def account(visitor: Officer) -> Response:
    """Show the officer's own account."""
    return _account(visitor)


@router.post("/account/password")
def password(visitor: Officer, sent: Form) -> Response:
    """Change the password and the second factor; all sessions end."""
    site = visitor.site
    try:
        accounts.check(site.cas.store, visitor.subject, sent.fields.get("old", [""])[-1], sent.text("code"))
        second = accounts.set_up(site.cas.store, visitor.subject, sent.fields.get("new", [""])[-1])
    except CasError as error:
        return _account(visitor, list(error.problems))
    uri = accounts.enrolment(visitor.subject, second, site.words("en").build)
    drawn = segno.make(uri).svg_data_uri(scale=5)
    return visitor.page("desk/enrolled.html", second=second, drawn=drawn)


@router.post("/account/tokens")
def issue(visitor: Officer, sent: Form) -> Response:
    """Issue a token by which a program acts as the officer, in this posting; it is shown once."""
    now = datetime.now(UTC)
    with visitor.site.cas.store.writing() as connection:
        span = (now, now + timedelta(days=TOKEN_DAYS))
        label = sent.text("label")[:80] or secrets.token_hex(3)
        token = sessions.issue_token(connection, visitor.subject, visitor.office, label, span)
    return _account(visitor, token=token)


@router.post("/account/tokens/{digest}/revoke")
def revoke(visitor: Officer, digest: str) -> Response:
    """Take a token back."""
    with visitor.site.cas.store.writing() as connection:
        sessions.revoke_token(connection, visitor.subject, digest)
    return RedirectResponse("/desk/account", 303)


def _rename(visitor: Visitor, sent: Sent, on: date) -> None:
    held = visitor.site.cas.establishment(visitor.address)
    held.rename(sent.text("office"), sent.text("name"), on=on, local_name=sent.text("local_name"))


def _appoint(visitor: Visitor, sent: Sent, on: date) -> None:
    held = visitor.site.cas.officers(visitor.address)
    held.appoint(sent.text("officer"), office=sent.text("office"), role=sent.text("role"), since=on)


def _enlist(visitor: Visitor, sent: Sent, on: date) -> None:
    held = visitor.site.cas.officers(visitor.address)
    held.enlist(sent.text("officer"), name=sent.text("name"), rank=sent.text("rank"), since=on)


def _relieve(visitor: Visitor, sent: Sent, on: date) -> None:
    visitor.site.cas.officers(visitor.address).relieve(sent.text("officer"), office=sent.text("office"), on=on)


_ORDERS: dict[str, Callable[[Visitor, Sent, date], None]] = {
    "rename": _rename,
    "enlist": _enlist,
    "appoint": _appoint,
    "relieve": _relieve,
}


def _day(sent: Sent) -> date:
    try:
        return date.fromisoformat(sent.text("on"))
    except ValueError:
        raise RecordRefused([NO_DATE]) from None


def _establishment(visitor: Visitor, problems: list[Problem] | None = None) -> Response:
    site, who = visitor.site, worker(visitor)
    known = site.cas.offices()
    with site.cas.store.reading() as connection:
        within = sorted(who.reach & known.keys())
        held = {office: officers.all_posted(connection, office, today()) for office in within}
    may = {verb: who.may(f"{kind}.{verb}", who.office) for verb, kind in _KINDS.items()}
    return page(
        visitor, "desk/establishment.html", 422 if problems else 200, problems=problems or [], held=held, may=may,
        roles=sorted(site.cas.build.composition.ids(Role)), today=today().isoformat(),
        ranks=[entry["id"] for entry in site.cas.build.composition.elements["codelist"]["rank"]["codes"]],
    )  # fmt: skip


_KINDS = {"rename": "office", "enlist": "officer", "appoint": "officer", "relieve": "officer"}


def _account(visitor: Visitor, problems: list[Problem] | None = None, token: str = "") -> Response:
    with visitor.site.cas.store.reading() as connection:
        tokens = sessions.tokens_of(connection, visitor.subject)
    status = 422 if problems else 200
    return page(visitor, "desk/account.html", status, problems=problems or [], tokens=tokens, token=token)
