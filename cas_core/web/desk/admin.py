"""One's own account, and the journal of the office."""

from __future__ import annotations

import json
import secrets
from datetime import UTC, datetime, timedelta
from typing import Any

import segno
from fastapi import APIRouter, Response
from sqlalchemy import Row
from starlette.responses import RedirectResponse

from cas_core.messages.mark import mark as _
from cas_core.problems import CasError, Problem
from cas_core.sources import today
from cas_core.store import journal, officers, passkeys, sessions
from cas_core.web import accounts
from cas_core.web.desk.pages import page, worker
from cas_core.web.passkeys import domain
from cas_core.web.visiting import Form, Officer, Visitor

router = APIRouter()

FRESH = timedelta(minutes=10)
"""How long after signing in a passkey or a token may be had: whoever finds a desk open takes none for himself."""
NOT_FRESH = Problem(
    "sign-in-anew", _("You signed in too long ago for this"), _("Sign in again, then ask for the token")
)
TOKEN_DAYS = 90
MOST_EVENTS = 200
READING = "general_diary.read"
"""Who may read the diary of the office reads its journal."""


@router.get("/journal")
def events(visitor: Officer) -> Response:
    """Show the latest events of the office's journal."""
    return _journal(visitor)


@router.post("/journal")
def verify(visitor: Officer) -> Response:
    """Show the same, and whether the journals within the officer's reach are sound."""
    cas, who = visitor.site.cas, worker(visitor)
    who.require(READING, who.office)
    if who.reach >= visitor.site.offices().keys():
        return _journal(visitor, cas.verify())
    with cas.store.reading() as connection:
        faults = [fault for office in sorted(who.reach) for fault in journal.faults_at(connection, office)]
    return _journal(visitor, faults)


def _journal(visitor: Visitor, faults: list[str] | None = None) -> Response:
    who = worker(visitor)
    who.require(READING, who.office)
    with visitor.site.cas.store.reading() as connection:
        rows = journal.latest(connection, who.office, MOST_EVENTS)
        known = {actor: officers.officer(connection, actor, today()) for actor in {row.actor for row in rows}}
    names = {actor: row.name if row else actor for actor, row in known.items()}
    named = {row.sequence: _named(row) for row in rows}
    return page(visitor, "desk/journal.html", rows=rows, names=names, named=named, faults=faults)


def _named(row: Row[Any]) -> list[str]:
    """Return the records that an entry of the journal is about: one, or those that a search laid open."""
    return [row.record] if row.record else list(json.loads(row.detail).get("records", ()))


@router.get("/account")
def account(visitor: Officer) -> Response:
    """Show the officer's own account."""
    return account_page(visitor)


@router.post("/account/password")
def password(visitor: Officer, sent: Form) -> Response:
    """Change the password and the second factor; all sessions end."""
    site = visitor.site
    try:
        accounts.check(site.cas.store, visitor.subject, sent.fields.get("old", [""])[-1], sent.text("code"))
        second = accounts.set_up(site.cas.store, visitor.subject, sent.fields.get("new", [""])[-1])
    except CasError as error:
        return account_page(visitor, list(error.problems))
    uri = accounts.enrolment(visitor.subject, second, site.words("en").build)
    drawn = segno.make(uri).svg_data_uri(scale=5)
    return visitor.page("desk/enrolled.html", second=second, drawn=drawn)


@router.post("/account/tokens")
def issue(visitor: Officer, sent: Form) -> Response:
    """Issue a token by which a program acts as the officer, in this posting; it is shown once."""
    if not visitor.signed_in_within(FRESH):
        return account_page(visitor, [NOT_FRESH])
    now = datetime.now(UTC)
    with visitor.site.cas.store.writing() as connection:
        span = (now, now + timedelta(days=TOKEN_DAYS))
        label = sent.text("label")[:80] or secrets.token_hex(3)
        token = sessions.issue_token(connection, visitor.subject, visitor.office, label, span)
    return account_page(visitor, token=token)


@router.post("/account/tokens/{digest}/revoke")
def revoke(visitor: Officer, digest: str) -> Response:
    """Take a token back."""
    with visitor.site.cas.store.writing() as connection:
        sessions.revoke_token(connection, visitor.subject, digest)
    return RedirectResponse("/desk/account", 303)


def account_page(visitor: Visitor, problems: list[Problem] | None = None, token: str = "") -> Response:
    """Return the page of the officer's own account."""
    with visitor.site.cas.store.reading() as connection:
        tokens = sessions.tokens_of(connection, visitor.subject)
        keys = passkeys.passkeys(connection, visitor.subject)
    return page(
        visitor, "desk/account.html", 422 if problems else 200, problems=problems or [], tokens=tokens, token=token,
        keys=keys, named=bool(domain(visitor.site.settings)), fresh=visitor.signed_in_within(FRESH),
    )  # fmt: skip
