"""Who asks: a program with the token of an officer, in the posting for which the token was issued. Never a cookie."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any

from babel import negotiate_locale
from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from cas_core.desk import Cas, Desk
from cas_core.problems import Problem
from cas_core.store import sessions
from cas_core.web.api.problems import Refusal
from cas_core.web.site import Site

BEGINS = "cas_"
TOKEN_MISSING = Problem("token-missing", "the request carries no token", "Send: Authorization: Bearer cas_…")
TOKEN_REFUSED = Problem(
    "token-refused", "the token is not known, was taken back, or is over", "Issue one at the desk, under the account"
)
ASKED_TOO_OFTEN = Problem("too-often", "there were too many requests", "Wait a minute, then go on")
_bearer = HTTPBearer(auto_error=False, scheme_name="token", description="A token issued at the desk: `cas_…`.")


@dataclass(frozen=True)
class Asker:
    """Anybody who asks.

    Attributes:
        language: Language of refusals and labels.
    """

    site: Site
    host: str
    language: str

    @property
    def cas(self) -> Cas:
        """The running build."""
        return self.site.cas


@dataclass(frozen=True)
class Principal(Asker):
    """An officer for whom a program acts.

    Attributes:
        officer: Id of the officer.
        address: Address of the desk: ``officer:ID@OFFICE``.
    """

    officer: str
    address: str

    @contextmanager
    def desk(self) -> Iterator[Desk]:
        """Sit down at the officer's desk: one transaction."""
        with self.cas.desk(self.address, language=self.language) as desk:
            yield desk


def asker(request: Request) -> Asker:
    """Return who asks, without a token."""
    site: Site = request.app.state.site
    return Asker(site, request.client.host if request.client else "", _language(request, site))


def anybody(request: Request) -> Asker:
    """Return who asks for what is public.

    Raises:
        Refusal: He asks too often.
    """
    who = asker(request)
    _count(who.site, "search", who.host)
    return who


def principal(
    request: Request, credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]
) -> Principal:
    """Return the officer of a token.

    Raises:
        Refusal: There is no token, it is not valid now, or it is used too often.
        NotPermitted: The posting has ended, or the officer is on leave.
    """
    who = asker(request)
    row = _token(who.site, credentials.credentials if credentials else "")
    if row is None:
        _count(who.site, "api", who.host)
        raise _unknown(given=credentials is not None)
    _count(who.site, "api", row.officer)
    found = Principal(who.site, who.host, who.language, row.officer, f"officer:{row.officer}@{row.office}")
    who.cas.who(found.address)
    return found


def _token(site: Site, token: str) -> Any:
    if not token.startswith(BEGINS):
        return None
    with site.cas.store.reading() as connection:
        row = sessions.api_token(connection, token)
    return row if row is not None and row.until > datetime.now(UTC) else None


def _unknown(*, given: bool) -> Refusal:
    more = ', error="invalid_token"' if given else ""
    return Refusal(
        401, TOKEN_REFUSED if given else TOKEN_MISSING, {"www-authenticate": f'Bearer realm="cas"{more}'}
    )  # fmt: skip


def _count(site: Site, kind: str, subject: str) -> None:
    if not site.limiter.allows(kind, subject):
        raise Refusal(429, ASKED_TOO_OFTEN, {"retry-after": "60"})


def _language(request: Request, site: Site) -> str:
    """Return the language that the program prefers and the build has, else English."""
    wanted = [part.partition(";")[0].strip() for part in request.headers.get("accept-language", "").split(",")]
    return negotiate_locale([tag for tag in wanted if tag], site.languages, sep="-") or "en"


Officer = Annotated[Principal, Depends(principal)]
Anybody = Annotated[Asker, Depends(anybody)]
