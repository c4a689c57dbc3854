"""Signing in at the desk by OpenID Connect: whom the provider names has to be an officer who is posted here."""

from __future__ import annotations

from datetime import UTC, datetime

from fastapi import APIRouter, Response
from starlette.responses import RedirectResponse

from cas_core.messages.mark import mark as _
from cas_core.problems import NotPermitted, Problem
from cas_core.sources import today
from cas_core.store import accounts as kept
from cas_core.store import identities, officers
from cas_core.web import accounts, openid, stepping
from cas_core.web.desk.signing import OVER, START, entered, first_page, second_factor
from cas_core.web.noting import note_refused
from cas_core.web.openid import Asked, Person
from cas_core.web.openid_settings import Provider
from cas_core.web.portal.home import local
from cas_core.web.portal.signing import TOO_OFTEN
from cas_core.web.stepping import PROVIDER
from cas_core.web.visiting import Anybody, NotFound, Visitor

router = APIRouter()

BACK = f"{START}/provider/back"
UNKNOWN = Problem(
    "provider-officer",
    _("The provider knows you, but you are no officer who is posted here today"),
    _("Ask whoever posts officers, or sign in at the provider as yourself"),
)
NO_ACCOUNT = Problem(
    "provider-account", _("You have no account at this site yet"), _("Ask the operator of this site to open it")
)
OTHER_PERSON = Problem(
    "provider-person",
    _("You came by another account of the provider than before"),
    _("Each officer signs in as himself; where your account there is new, ask the operator of this site"),
)
RESTS = Problem("account-rests", _("Your account rests after five failures"), _("Try again in fifteen minutes"))


@router.get("/sign-in/provider")
def begin(visitor: Anybody, to: str = "/desk") -> Response:
    """Send to the provider; its answer is taken from this browser alone, once."""
    provider, place = _provider(visitor), local(to)
    if not visitor.site.limiter.allows("sign_in", visitor.host):
        return first_page(visitor, place, "", [TOO_OFTEN])
    try:
        address, asked = openid.begin(provider, _back(visitor))
    except NotPermitted as error:
        return _refused(visitor, place, error)
    token = stepping.begin(
        visitor, PROVIDER, state=asked.state, nonce=asked.nonce, verifier=asked.verifier, to=place
    )  # fmt: skip
    return stepping.remember(RedirectResponse(address, 303), visitor, token)


@router.get("/sign-in/provider/back")
def finish(visitor: Anybody) -> Response:
    """Take the provider's answer, and open a session or ask for the second factor."""
    provider = _provider(visitor)
    step = stepping.answered(visitor, stepping.token_of(visitor), PROVIDER)
    if step is None:
        return _refused(visitor, "/desk", NotPermitted([OVER]))
    held = step.detail
    asked = Asked(held["state"], held["nonce"], held["verifier"])
    try:
        person = openid.finish(provider, _back(visitor), asked, visitor.request.query_params)
        _admit(visitor, provider, person)
    except NotPermitted as error:
        return _refused(visitor, held["to"], error)
    if not person.strong:
        return second_factor(visitor, person.officer, "", held["to"], "provider")
    return entered(visitor, person.officer, "", held["to"], "provider")


def _admit(visitor: Visitor, provider: Provider, person: Person) -> None:
    """Pass a person who is an officer here, the same one as before, with an account that does not rest.

    Raises:
        NotPermitted: He is not.
    """
    at = datetime.now(UTC)
    with visitor.site.cas.store.writing() as connection:
        if not officers.postings(connection, person.officer, today()):
            raise NotPermitted([UNKNOWN])
        if provider.new_accounts:
            kept.open_without_password(connection, person.officer)
        row = kept.account(connection, person.officer)
        if row is None:
            raise NotPermitted([NO_ACCOUNT])
        if accounts.rests(row, at):
            raise NotPermitted([RESTS])
        if not identities.bind(connection, provider.issuer, person.subject, person.officer, at):
            raise NotPermitted([OTHER_PERSON])


def _provider(visitor: Visitor) -> Provider:
    provider = visitor.site.settings.provider
    if provider is None:
        raise NotFound
    return provider


def _back(visitor: Visitor) -> str:
    return visitor.site.settings.origin.rstrip("/") + BACK


def _refused(visitor: Visitor, to: str, error: NotPermitted) -> Response:
    note_refused("provider", visitor.host, error.problems)
    return stepping.forget(first_page(visitor, to, "", list(error.problems)), visitor)
