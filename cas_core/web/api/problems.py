"""Refusals as problem details (RFC 9457): what, where, how to mend it; never what was entered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.responses import JSONResponse

from cas_core.problems import CasError, NotPermitted, Problem, RecordRefused

MEDIA_TYPE = "application/problem+json"
URN = "urn:cas:problem:"
REFERENCE = "#/components/schemas/Problems"

CONFLICTS = frozenset(
    {"agreement-missing", "amend-which", "key-reused", "not-now", "step-derived", "step-needs-form"}
)  # fmt: skip
"""Codes that say: not as the record stands, or not with this key."""
ABSENT = frozenset({"no-follow-up", "no-such-form", "unknown-register", "unknown-step", "unknown-view"})
FORBIDDEN = frozenset({"register-not-kept"})
BAD_PARAMETER = Problem("bad-parameter", "a parameter is not as the description says", "Send what it asks for")
NOT_HERE = Problem("no-such-thing", "there is nothing of this address within your reach", "Look it up by its number")
_STEP = re.compile(r"[a-z][a-z0-9_-]{0,62}|[0-9]{1,4}")


class Fault(BaseModel):
    """One fault.

    Attributes:
        code: Stable; docs/reference/problems.md lists all.
        where: Path of the field, header or parameter; empty where the request as a whole is meant.
    """

    code: str
    what: str
    where: str
    mend: str


class Problems(BaseModel):
    """Why a request was refused.

    Attributes:
        type: ``urn:cas:problem:CODE``; the code is ``several`` where the faults are of several kinds.
    """

    type: str = Field(pattern=f"^{URN}")
    title: str
    status: int
    problems: list[Fault]


class Refusal(Exception):  # noqa: N818 - an answer, as those of the core
    """A request that this module's neighbours refuse themselves."""

    def __init__(self, status: int, problem: Problem, headers: Mapping[str, str] | None = None) -> None:
        self.status = status
        self.problem = problem
        self.headers = dict(headers or {})
        super().__init__(problem.code)


def missing() -> Refusal:
    """Return the answer for what is not there and for what is out of reach: which of the two it is stays open."""
    return Refusal(404, NOT_HERE)


def answer(status: int, problems: Iterable[Problem], headers: Mapping[str, str] | None = None) -> JSONResponse:
    """Return problems as an answer."""
    shown = [_fault(problem) for problem in dict.fromkeys(problems)]
    codes = {fault.code for fault in shown}
    kind = codes.pop() if len(codes) == 1 else "several"
    said = Problems(type=URN + kind, title=HTTPStatus(status).phrase, status=status, problems=shown)
    return JSONResponse(said.model_dump(), status, headers, MEDIA_TYPE)


def status_of(error: CasError) -> int:
    """Return the status that tells a program what to do about a refusal of the core."""
    if isinstance(error, NotPermitted):
        return 403
    if not isinstance(error, RecordRefused):
        return 503
    codes = {problem.code for problem in error.problems}
    for status, known in ((403, FORBIDDEN), (404, ABSENT), (409, CONFLICTS)):
        if codes <= known:
            return status
    return 422


def unfit(errors: Iterable[Any], what: Problem = BAD_PARAMETER) -> list[Problem]:
    """Return pydantic's errors as problems, without the values that they are about."""
    found = []
    for error in errors:
        where = ".".join(str(step) for step in error["loc"])
        where = where.lower() if where.startswith("header.") else where  # their names know no capitals
        found.append(what._replace(mend=str(error["msg"]), field=where))
    return found


def of_parameters(error: Exception) -> JSONResponse:
    """Return the answer for parameters that are not as described."""
    return answer(422, unfit(error.errors() if isinstance(error, RequestValidationError) else ()))


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return what the description says of the refusals of an operation."""
    return {status: _documented(status) for status in (*statuses, 429, 500)}


def _documented(status: int) -> dict[str, Any]:
    headers = {401: "WWW-Authenticate", 429: "Retry-After"}
    said: dict[str, Any] = {
        "description": HTTPStatus(status).phrase,
        "content": {MEDIA_TYPE: {"schema": {"$ref": REFERENCE}}},
    }
    if status in headers:
        said["headers"] = {headers[status]: {"schema": {"type": "string"}}}
    return said


def _fault(problem: Problem) -> Fault:
    """Return a problem as it is sent; the name of a field that no form could have may be anything, so it stays here."""
    steps = problem.field.split(".") if problem.field else []
    known = [step for step in steps if _STEP.fullmatch(step)]
    if len(known) == len(steps):
        return Fault(code=problem.code, what=problem.what, where=problem.field, mend=problem.mend)
    what = "a field is sent that the form does not have"
    return Fault(code=problem.code, what=what, where=".".join(known), mend="Leave it out")
