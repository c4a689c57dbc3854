"""Signing in at the desk: a person, a password, a second factor, and the posting in which he acts."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Response
from sqlalchemy import Row

from cas_core.problems import NotPermitted, Problem
from cas_core.sources import today
from cas_core.store import officers
from cas_core.web import accounts
from cas_core.web.portal.home import local
from cas_core.web.portal.signing import TOO_OFTEN
from cas_core.web.visiting import OFFICER, Anybody, Form, Officer, Visitor, signed_in, signed_out

router = APIRouter()


@router.get("/sign-in")
def ask(visitor: Anybody, to: str = "/desk") -> Response:
    """Ask for officer, password and code."""
    return _page(visitor, local(to), "")


@router.post("/sign-in")
def take(visitor: Anybody, sent: Form) -> Response:
    """Check them, and open a session in the officer's posting."""
    to, officer, office = local(sent.text("to") or "/desk"), sent.text("officer"), sent.text("office")
    site = visitor.site
    if not site.limiter.allows("sign_in", visitor.host):
        return _page(visitor, to, officer, [TOO_OFTEN])
    try:
        accounts.check(site.cas.store, officer, sent.fields.get("password", [""])[-1], sent.text("code"))
    except NotPermitted as error:
        return _page(visitor, to, officer, list(error.problems))
    posted = _postings(visitor, officer)
    chosen = next((row.office for row in posted if office in {"", row.office}), "")
    return signed_in(visitor, OFFICER, officer, chosen, to)


@router.post("/posting")
def change(visitor: Officer, sent: Form) -> Response:
    """Go on in another posting of the same person."""
    office = sent.text("office")
    if office not in {row.office for row in _postings(visitor, visitor.subject)}:
        what = f"there is no posting of '{visitor.subject}' at this office today"
        raise NotPermitted([Problem("not-posted", what, "Choose one of the postings")])
    return signed_in(visitor, OFFICER, visitor.subject, office, "/desk")


@router.post("/sign-out")
def leave(visitor: Officer) -> Response:
    """End the session."""
    return signed_out(visitor, OFFICER, "/desk/sign-in")


def _postings(visitor: Visitor, officer: str) -> list[Row[Any]]:
    with visitor.site.cas.store.reading() as connection:
        return officers.postings(connection, officer, today())


def _page(visitor: Visitor, to: str, officer: str, problems: list[Problem] | None = None) -> Response:
    status = 422 if problems else 200
    return visitor.page("desk/sign_in.html", status, to=to, officer=officer, problems=problems or [])
