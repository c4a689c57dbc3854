"""Passkeys at the desk: signing in by one, and those of an officer's own account.

A script of ours asks for a challenge, hands it to the browser, and sends the answer as a form like any other.
"""

from __future__ import annotations

from fastapi import APIRouter, Response
from starlette.responses import JSONResponse, RedirectResponse

from cas_core.messages.mark import mark as _
from cas_core.problems import NotPermitted, Problem, RecordRefused
from cas_core.store import passkeys as kept
from cas_core.store import sessions
from cas_core.web import passkeys, stepping
from cas_core.web.desk.admin import FRESH, account_page
from cas_core.web.desk.signing import OVER, entered, first_page, second_entered, second_page
from cas_core.web.noting import note_refused
from cas_core.web.portal.home import local
from cas_core.web.portal.signing import TOO_OFTEN
from cas_core.web.stepping import ADD, PASSKEY, SECOND, Step
from cas_core.web.visiting import OFFICER, Anybody, Form, NotFound, Officer, Visitor

router = APIRouter()

NOT_FRESH = Problem("sign-in-anew", _("You signed in too long ago for this"), _("Sign in again, then add the passkey"))
NO_NAME = Problem("passkey-name", _("The passkey has no name"), _("Write what you know it by"), None, "name")


@router.post("/sign-in/passkey/begin")
def begin(visitor: Anybody) -> Response:
    """Return what the browser signs; after a password, only the officer's own passkeys may."""
    _offered(visitor)
    if not visitor.site.limiter.allows("sign_in", visitor.host):
        return _told(visitor, [TOO_OFTEN])
    step = stepping.waiting(visitor, SECOND)
    officer = step.officer if step else ""
    options, challenge = passkeys.ask(visitor.site.cas.store, visitor.site.settings, officer)
    if step is None:
        token = stepping.begin(visitor, PASSKEY, challenge=challenge)
    else:
        token = stepping.token_of(visitor)
        stepping.keep(visitor, token, PASSKEY, officer, challenge=challenge)
    return stepping.remember(_options(options), visitor, token)


@router.post("/sign-in/passkey")
def sign_in(visitor: Anybody, sent: Form) -> Response:
    """Check what the browser signed, and open a session; it was counted when it asked for the challenge."""
    _offered(visitor)
    to, second = local(sent.text("to") or "/desk"), stepping.waiting(visitor, SECOND)
    asked = stepping.answered(visitor, stepping.token_of(visitor), PASSKEY)
    if asked is None:
        return _again(visitor, to, second, [OVER])
    store, settings = visitor.site.cas.store, visitor.site.settings
    try:
        officer = passkeys.check(store, settings, sent.text("credential"), asked.detail["challenge"], asked.officer)
    except NotPermitted as error:
        note_refused("passkey", visitor.host, error.problems)
        return _again(visitor, to, second, list(error.problems))
    if second is not None and second.officer == officer:
        return second_entered(visitor, second, "passkey")
    return entered(visitor, officer, "", to, "passkey")


@router.post("/account/passkeys/begin")
def begin_adding(visitor: Officer, sent: Form) -> Response:
    """Return what the browser makes a passkey from, for this session."""
    _offered(visitor)
    name = passkeys.name_of(sent.text("name"))
    problems = [] if name else [NO_NAME]
    problems += [] if visitor.signed_in_within(FRESH) else [NOT_FRESH]
    site = visitor.site
    problems += passkeys.full(site.cas.store, visitor.subject)
    if problems:
        return _told(visitor, problems)
    title = site.words(visitor.language).build
    options, challenge, handle = passkeys.ask_new(site.cas.store, site.settings, visitor.subject, title)
    token = stepping.session_of(visitor)
    stepping.keep(visitor, token, ADD, visitor.subject, challenge=challenge, handle=handle, name=name)
    return _options(options)


@router.post("/account/passkeys")
def add(visitor: Officer, sent: Form) -> Response:
    """Keep the passkey that the browser made for this session."""
    _offered(visitor)
    asked = stepping.answered(visitor, stepping.session_of(visitor), ADD)
    if asked is None or asked.officer != visitor.subject:
        return account_page(visitor, [OVER])
    store, settings = visitor.site.cas.store, visitor.site.settings
    try:
        passkeys.add(store, settings, visitor.subject, sent.text("credential"), dict(asked.detail))
    except RecordRefused as error:
        return account_page(visitor, list(error.problems))
    return RedirectResponse("/desk/account", 303)


@router.post("/account/passkeys/{digest}/remove")
def remove(visitor: Officer, digest: str) -> Response:
    """Take a passkey away. Whoever may hold it is out: all other sessions of the officer end."""
    with visitor.site.cas.store.writing() as connection:
        if kept.remove(connection, visitor.subject, digest):
            sessions.end_others(connection, OFFICER, visitor.subject, stepping.session_of(visitor))
    return RedirectResponse("/desk/account", 303)


def _again(visitor: Visitor, to: str, second: Step | None, problems: list[Problem]) -> Response:
    return first_page(visitor, to, "", problems) if second is None else second_page(visitor, second, problems)


def _told(visitor: Visitor, problems: list[Problem]) -> Response:
    """Return what is wrong, for the script to show where the form is."""
    says = " ".join(f"{visitor.say(part).rstrip('.।')}." for one in problems for part in (one.what, one.mend))
    return JSONResponse({"says": says}, 422)


def _options(options: str) -> Response:
    return Response(options, media_type="application/json")


def _offered(visitor: Visitor) -> None:
    if not passkeys.domain(visitor.site.settings):
        raise NotFound
