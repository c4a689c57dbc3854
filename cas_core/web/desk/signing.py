"""Signing in at the desk: a person, a password, a second factor, and the posting in which he acts."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Response
from sqlalchemy import Row
from starlette.responses import RedirectResponse

from cas_core.messages.mark import mark as _
from cas_core.problems import NotPermitted, Problem
from cas_core.sources import today
from cas_core.store import officers, sessions
from cas_core.web import accounts, passkeys, stepping
from cas_core.web.noting import note_refused, note_signed_in
from cas_core.web.portal.home import local
from cas_core.web.portal.signing import TOO_OFTEN
from cas_core.web.stepping import SECOND, Step
from cas_core.web.visiting import OFFICER, Anybody, Form, Officer, Visitor, signed_in, signed_out

router = APIRouter()

START = "/desk/sign-in"
OVER = Problem("sign-in-over", _("This sign-in took too long, or was answered already"), _("Begin again"))


@router.get("/sign-in")
def ask(visitor: Anybody, to: str = "/desk") -> Response:
    """Ask for officer, password and code, or offer the other ways."""
    return first_page(visitor, local(to), "")


@router.post("/sign-in")
def take(visitor: Anybody, sent: Form) -> Response:
    """Check them, and open a session in the officer's posting; without a code, ask for the second factor next."""
    to, officer, office = local(sent.text("to") or "/desk"), sent.text("officer"), sent.text("office")
    store, password, code = visitor.site.cas.store, sent.fields.get("password", [""])[-1], sent.text("code")
    if not visitor.site.limiter.allows("sign_in", visitor.host):
        return first_page(visitor, to, officer, [TOO_OFTEN])
    try:
        if not code:
            accounts.check_password(store, officer, password)
            return second_factor(visitor, officer, office, to)
        accounts.check(store, officer, password, code)
    except NotPermitted as error:
        note_refused("password", visitor.host, error.problems)
        return first_page(visitor, to, officer, list(error.problems))
    return entered(visitor, officer, office, to, "password and code")


@router.get("/sign-in/second")
def ask_second(visitor: Anybody) -> Response:
    """Ask for the second factor of who showed the first."""
    step = stepping.waiting(visitor, SECOND)
    return RedirectResponse(START, 303) if step is None else second_page(visitor, step)


@router.post("/sign-in/second")
def take_second(visitor: Anybody, sent: Form) -> Response:
    """Check the code of the authenticator, and open the session; a wrong one may be mended for a while."""
    step = stepping.waiting(visitor, SECOND)
    if step is None:
        return first_page(visitor, "/desk", "", [OVER])
    if not visitor.site.limiter.allows("sign_in", visitor.host):
        return second_page(visitor, step, [TOO_OFTEN])
    try:
        accounts.check_code(visitor.site.cas.store, step.officer, sent.text("code"))
    except NotPermitted as error:
        note_refused("code", visitor.host, error.problems)
        return second_page(visitor, step, list(error.problems))
    return second_entered(visitor, step, "code")


@router.post("/posting")
def change(visitor: Officer, sent: Form) -> Response:
    """Go on in another posting of the same person."""
    office = sent.text("office")
    if office not in {row.office for row in _postings(visitor, visitor.subject)}:
        what = f"there is no posting of '{visitor.subject}' at this office today"
        raise NotPermitted([Problem("not-posted", what, "Choose one of the postings")])
    with visitor.site.cas.store.writing() as connection:
        sessions.move(connection, stepping.session_of(visitor), office)
    return RedirectResponse("/desk", 303)


@router.post("/sign-out")
def leave(visitor: Officer) -> Response:
    """End the session."""
    return signed_out(visitor, OFFICER, START)


def second_factor(visitor: Visitor, officer: str, office: str, to: str, means: str = "password") -> Response:
    """Send on to the page that asks for the second factor; nothing is open until then."""
    token = stepping.begin(visitor, SECOND, officer, office=office, to=to, means=means)
    return stepping.remember(RedirectResponse(f"{START}/second", 303), visitor, token)


def second_entered(visitor: Visitor, step: Step, by: str) -> Response:
    """Open the session of an officer who showed both factors; the first is good for one session."""
    if stepping.answered(visitor, stepping.token_of(visitor), SECOND) is None:
        return first_page(visitor, "/desk", "", [OVER])
    held = step.detail
    return entered(visitor, step.officer, held["office"], held["to"], f"{held['means']} and {by}")


def entered(visitor: Visitor, officer: str, office: str, to: str, means: str) -> Response:
    """Open a session in one of the officer's postings."""
    posted = _postings(visitor, officer)
    chosen = next((row.office for row in posted if office in {"", row.office}), "")
    note_signed_in(officer, means, visitor.host)
    return stepping.forget(signed_in(visitor, OFFICER, officer, chosen, to), visitor)


def first_page(visitor: Visitor, to: str, officer: str, problems: list[Problem] | None = None) -> Response:
    """Return the page where one signs in."""
    settings, status = visitor.site.settings, 422 if problems else 200
    return visitor.page(
        "desk/sign_in.html", status, to=to, officer=officer, problems=problems or [],
        passkeys=bool(passkeys.domain(settings)), provider=settings.provider,
    )  # fmt: skip


def second_page(visitor: Visitor, step: Step, problems: list[Problem] | None = None) -> Response:
    """Return the page that asks for the second factor."""
    status, named = 422 if problems else 200, bool(passkeys.domain(visitor.site.settings))
    return visitor.page(
        "desk/second.html", status, officer=step.officer, to=step.detail["to"], problems=problems or [], passkeys=named
    )


def _postings(visitor: Visitor, officer: str) -> list[Row[Any]]:
    with visitor.site.cas.store.reading() as connection:
        return officers.postings(connection, officer, today())
