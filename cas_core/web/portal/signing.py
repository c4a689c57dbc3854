"""Signing in with a mobile number and a code that is sent to it. What is public needs none of this."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta

from fastapi import APIRouter, Response
from pydantic_core import SchemaValidator, ValidationError

from cas_core.forms import Field
from cas_core.forms.types import TYPES
from cas_core.messages.mark import mark as _
from cas_core.problems import Problem
from cas_core.sources import plain_digits
from cas_core.store import sessions
from cas_core.web.portal.home import local
from cas_core.web.site import Site
from cas_core.web.visiting import CITIZEN, Anybody, Form, Visitor, signed_in, signed_out

router = APIRouter()

VALID_FOR = timedelta(minutes=10)
MOST_TRIES = 5
NOT_A_NUMBER = Problem(
    "not-phone", _("That is no mobile number"), _("Write ten digits, for instance 98123 45670"), None, "mobile"
)
WRONG_CODE = Problem(
    "wrong-code", _("The code is not right, or no longer valid"), _("Look again, or have a new one sent"), None, "code"
)
TOO_OFTEN = Problem("too-often", _("You asked too often"), _("Wait ten minutes and ask again"))
_MOBILE = SchemaValidator(TYPES["phone"](Field(id="mobile", type="phone", label="Mobile number")))


@router.get("/sign-in")
def ask(visitor: Anybody, to: str = "/requests") -> Response:
    """Ask for the mobile number."""
    return visitor.page("portal/sign_in.html", to=local(to), mobile="", sent=False, problems=[])


@router.post("/sign-in")
def take(visitor: Anybody, sent: Form) -> Response:
    """Send a code to a number, or take the code that was sent."""
    to, given, code = local(sent.text("to") or "/requests"), sent.text("mobile"), sent.text("code")
    mobile = plain_mobile(given)
    if mobile is None:
        return _again(visitor, to, given, [NOT_A_NUMBER], sent=False)
    if not code:
        problems = asked_too_often(visitor, mobile)
        if not problems:
            send_code(visitor, mobile)
        return _again(visitor, to, given, problems, sent=not problems)
    if not code_holds(visitor.site, mobile, code):
        return _again(visitor, to, given, [WRONG_CODE], sent=True)
    return signed_in(visitor, CITIZEN, contact(visitor.site, mobile), "", to)


@router.post("/sign-out")
def leave(visitor: Anybody) -> Response:
    """End the session."""
    return signed_out(visitor, CITIZEN, "/")


def plain_mobile(text: str) -> str | None:
    """Return a telephone number in its stored form, None where it is none."""
    try:
        number: str = _MOBILE.validate_python(text)
    except ValidationError:
        return None
    return number


def contact(site: Site, mobile: str) -> str:
    """Return the keyed digest by which a mobile number is known outside the records."""
    return site.seals.seal("contact", mobile)


def asked_too_often(visitor: Visitor, mobile: str) -> list[Problem]:
    """Count that a code was asked for, whether one is sent or not, and return a problem where it was too often."""
    limiter = visitor.site.limiter
    within = limiter.allows("code", mobile) and limiter.allows("code_from_address", visitor.host)
    return [] if within else [TOO_OFTEN]


def send_code(visitor: Visitor, mobile: str) -> None:
    """Send a new code to a number."""
    site, code = visitor.site, f"{secrets.randbelow(1_000_000):06}"
    known = contact(site, mobile)
    with site.cas.store.writing() as connection:
        sessions.put_code(connection, known, site.seals.seal("code", known, code), datetime.now(UTC))
    text = visitor.say(_("{code} is your code for {site}. It is valid for ten minutes. Tell it to nobody."))
    site.settings.messenger.send(mobile, text.format(code=code, site=site.words(visitor.language).build))


def code_holds(site: Site, mobile: str, code: str) -> bool:
    """Tell whether a code is the one sent to a number; it is good once, and only for a few tries."""
    known, now = contact(site, mobile), datetime.now(UTC)
    with site.cas.store.writing() as connection:
        row = sessions.try_code(connection, known)
        if row is None or row.tries > MOST_TRIES or now - row.sent_at > VALID_FOR:
            return False
        holds = site.seals.holds(row.code, "code", known, plain_digits(code))
        if holds:
            sessions.used_code(connection, known)
    return holds


def _again(visitor: Visitor, to: str, mobile: str, problems: list[Problem], *, sent: bool) -> Response:
    status = 422 if problems else 200
    return visitor.page("portal/sign_in.html", status, to=to, mobile=mobile, sent=sent, problems=problems)
