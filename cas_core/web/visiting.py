"""Who asks, in what language: the visitor of a request."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

from babel import negotiate_locale
from fastapi import Depends, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from cas_core.desk.actor import Actor
from cas_core.problems import Problem
from cas_core.store import sessions
from cas_core.web.forms.reading import Sent
from cas_core.web.receiving import sent
from cas_core.web.site import Site

CITIZEN, OFFICER = "citizen", "officer"
COOKIES = {CITIZEN: ("cas_citizen", "/"), OFFICER: ("cas_officer", "/desk")}
LANGUAGE = "cas_language"
SEEN_EVERY = timedelta(minutes=1)


class SignInNeeded(Exception):  # noqa: N818 - no fault: the visitor is sent to the page where he signs in
    """The page is for those who signed in."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        super().__init__(kind)


class NotFound(Exception):  # noqa: N818 - an answer, not a fault
    """There is no such page, or none for this visitor; which of the two it is stays open."""


@dataclass
class Visitor:
    """Somebody who asks.

    Attributes:
        subject: Keyed digest of the citizen's mobile number, or id of the officer; empty for anybody.
        office: Office of the officer's posting.
        since: When he signed in.
        actor: The officer in that posting, once a page has asked for it.
    """

    site: Site
    request: Request
    language: str
    subject: str = ""
    office: str = ""
    kind: str = ""
    since: datetime | None = None
    extra: dict[str, Any] = field(default_factory=dict)
    actor: Actor | None = None

    @property
    def address(self) -> str:
        """Address of the officer's desk."""
        return f"officer:{self.subject}@{self.office}"

    @property
    def host(self) -> str:
        """Network address, for counting requests."""
        return self.request.client.host if self.request.client else ""

    @property
    def path(self) -> str:
        """Path of the page with its question, to come back to."""
        query = self.request.url.query
        return f"{self.request.url.path}?{query}" if query else self.request.url.path

    def signed_in_within(self, span: timedelta) -> bool:
        """Tell whether he signed in no longer ago than that."""
        return self.since is not None and datetime.now(UTC) - self.since <= span

    def page(self, template: str, status: int = 200, /, **context: Any) -> HTMLResponse:
        """Return a page in the visitor's language."""
        return self.site.page(template, self.language, status, visitor=self, **self.extra, **context)

    def said(self, problems: Iterable[Problem]) -> list[Problem]:
        """Return problems in the visitor's language."""
        return [problem.said(self.site.translator(self.language)) for problem in problems]

    def say(self, text: str) -> str:
        """Return a text in the visitor's language."""
        return self.site.translator(self.language)(text)


def site_of(request: Request) -> Site:
    """Return the site that a request is to."""
    site: Site = request.app.state.site
    return site


def anybody(request: Request) -> Visitor:
    """Return the visitor, signed in as a citizen or not."""
    visitor = Visitor(site_of(request), request, _language(request))
    _recognise(visitor, CITIZEN)
    return visitor


def citizen(request: Request) -> Visitor:
    """Return a visitor who confirmed a mobile number.

    Raises:
        SignInNeeded: He did not.
    """
    visitor = anybody(request)
    if not visitor.subject:
        raise SignInNeeded(CITIZEN)
    return visitor


def officer(request: Request) -> Visitor:
    """Return an officer who signed in at a desk.

    Raises:
        SignInNeeded: He did not, or was idle too long.
    """
    visitor = Visitor(site_of(request), request, _language(request))
    _recognise(visitor, OFFICER)
    if not visitor.subject:
        raise SignInNeeded(OFFICER)
    return visitor


Anybody = Annotated[Visitor, Depends(anybody)]
Citizen = Annotated[Visitor, Depends(citizen)]
Officer = Annotated[Visitor, Depends(officer)]
Form = Annotated[Sent, Depends(sent)]


def signed_in(visitor: Visitor, kind: str, subject: str, office: str, to: str) -> Response:
    """Open a session and send the visitor on; the token goes into a cookie that scripts can't read."""
    site = visitor.site
    with site.cas.store.writing() as connection:
        token = sessions.begin(connection, kind, subject, office, datetime.now(UTC))
    answer = RedirectResponse(to, 303)
    name, path = COOKIES[kind]
    answer.set_cookie(name, token, path=path, secure=site.settings.secure, httponly=True, samesite="lax")
    return answer


def signed_out(visitor: Visitor, kind: str, to: str) -> Response:
    """Close the session of a visitor and send him on."""
    name, path = COOKIES[kind]
    token = visitor.request.cookies.get(name, "")
    if token:
        with visitor.site.cas.store.writing() as connection:
            sessions.end(connection, token)
    answer = RedirectResponse(to, 303)
    answer.delete_cookie(name, path=path)
    return answer


def _recognise(visitor: Visitor, kind: str) -> None:
    token = visitor.request.cookies.get(COOKIES[kind][0], "")
    if not token:
        return
    site, now = visitor.site, datetime.now(UTC)
    with site.cas.store.reading() as connection:
        row = sessions.session(connection, token)
    if row is None or row.kind != kind:
        return
    idle = site.settings.officer_idle if kind == OFFICER else site.settings.citizen_idle
    if now - row.seen_at > idle:
        with site.cas.store.writing() as connection:
            sessions.end(connection, token)
        return
    if now - row.seen_at > SEEN_EVERY:
        with site.cas.store.writing() as connection:
            sessions.seen(connection, token, now)
    visitor.subject, visitor.office, visitor.kind, visitor.since = row.subject, row.office, kind, row.begun_at


def _language(request: Request) -> str:
    """Return the language that was chosen, else the first that the browser prefers and the site has."""
    site = site_of(request)
    chosen = request.query_params.get("lang") or request.cookies.get(LANGUAGE, "")
    if chosen in site.languages:
        return chosen
    wanted = [part.partition(";")[0].strip() for part in request.headers.get("accept-language", "").split(",")]
    return negotiate_locale([tag for tag in wanted if tag], site.languages, sep="-") or site.languages[0]
