"""Signing in by more than one request: what was asked is kept here, and only the browser that it asked can answer."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from starlette.responses import Response

from cas_core.store import steps
from cas_core.web.visiting import COOKIES, OFFICER, Visitor

COOKIE, PATH = "cas_step", "/desk"
PASSKEY, SECOND, PROVIDER, ADD = "passkey", "second", "provider", "add-passkey"
VALID_FOR = timedelta(minutes=5)


@dataclass(frozen=True)
class Step:
    """What was asked and waits for its answer.

    Attributes:
        officer: Who proved something already; empty where nobody did.
        detail: What the answer is measured by.
    """

    officer: str
    detail: Mapping[str, Any]


def begin(visitor: Visitor, kind: str, officer: str = "", /, **detail: Any) -> str:
    """Keep a step for this browser, and return the token that its cookie gets."""
    token = secrets.token_urlsafe(32)
    keep(visitor, token, kind, officer, **detail)
    return token


def keep(visitor: Visitor, token: str, kind: str, officer: str = "", /, **detail: Any) -> None:
    """Keep a step under a token that the browser has."""
    with visitor.site.cas.store.writing() as connection:
        steps.put(connection, token, kind, officer, detail, datetime.now(UTC))


def remember(answer: Response, visitor: Visitor, token: str) -> Response:
    """Give the browser the cookie of a step."""
    secure, seconds = visitor.site.settings.secure, int(VALID_FOR.total_seconds())
    answer.set_cookie(COOKIE, token, seconds, path=PATH, secure=secure, httponly=True, samesite="lax")
    return answer


def forget(answer: Response, visitor: Visitor) -> Response:
    """Take the cookie away, where there is one: what it stood for was answered."""
    if token_of(visitor):
        answer.delete_cookie(COOKIE, path=PATH, secure=visitor.site.settings.secure, httponly=True, samesite="lax")
    return answer


def token_of(visitor: Visitor) -> str:
    """Return the token of a step that this browser began."""
    return visitor.request.cookies.get(COOKIE, "")


def session_of(visitor: Visitor) -> str:
    """Return the token of the officer's session."""
    return visitor.request.cookies.get(COOKIES[OFFICER][0], "")


def waiting(visitor: Visitor, kind: str) -> Step | None:
    """Return a step that this browser may still answer."""
    with visitor.site.cas.store.reading() as connection:
        return _valid(steps.step(connection, token_of(visitor), kind))


def answered(visitor: Visitor, token: str, kind: str) -> Step | None:
    """Return a step and close it: an answer is taken once, right or wrong."""
    with visitor.site.cas.store.writing() as connection:
        return _valid(steps.take(connection, token, kind))


def _valid(row: Any) -> Step | None:
    if row is None or datetime.now(UTC) - row.begun_at > VALID_FOR:
        return None
    return Step(row.officer, json.loads(row.detail))
