"""Bodies of requests: JSON tables within bounds, read strictly, so that nothing is stored that can't be read again."""

from __future__ import annotations

import json
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Request
from pydantic import BaseModel, ValidationError
from starlette.requests import ClientDisconnect

from cas_core.problems import Problem, RecordRefused
from cas_core.web.api.problems import Refusal, unfit
from cas_core.web.uploads import MOST_BYTES as MOST_OF_FILE

MOST_BYTES = 4 * 1_048_576
DEEPEST = 40
BAD_BODY = Problem("bad-body", "a part of the body is not as the description says", "Send what it asks for")
TOO_LARGE = Problem("request-too-large", "the body is too large", f"Send at most {MOST_BYTES // 1_048_576} MB")
NOT_JSON_TYPE = Problem(
    "not-json-type", "the body is of another type", "Send JSON, as application/json", None, "header.content-type"
)
OCTETS = "application/octet-stream"
FILE_TOO_LARGE = Problem("file-too-large", "the file is too large", f"Send one of at most {MOST_OF_FILE >> 20} MB")
NOT_OCTETS = Problem(
    "not-octets", "the body is of another type", f"Send the file as it is, as {OCTETS}", None, "header.content-type"
)
NOT_TABLE = Problem("not-json", "the body is no JSON table in UTF-8", 'Write it as {"field": "value"}')
TOO_DEEP = Problem("too-deep", "the body is nested too deep", "Nest it as the schema of the form does")
Shape = TypeVar("Shape", bound=BaseModel)


async def table(request: Request) -> dict[str, Any]:
    """Return the JSON table that was sent.

    Raises:
        Refusal: It is none, too large, or of another type.
    """
    return _typed(request, await _content(request))


async def table_or_none(request: Request) -> dict[str, Any]:
    """Return the JSON table that was sent, an empty one where there is no body; errors as for `table`."""
    content = await _content(request)
    return _typed(request, content) if content else {}


def _typed(request: Request, content: bytes) -> dict[str, Any]:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise Refusal(415, NOT_JSON_TYPE, {"accept": "application/json"})
    return parsed(content)


def parsed(content: bytes) -> dict[str, Any]:
    """Return a JSON table.

    Raises:
        Refusal: It is none: a key stands twice, a number is no whole one, or a text holds half a character.
    """
    try:
        found = json.loads(
            content.decode("utf-8"), object_pairs_hook=_unique, parse_constant=_no_number, parse_float=_no_number
        )
    except (ValueError, RecursionError):
        raise Refusal(422, NOT_TABLE) from None
    if not isinstance(found, dict):
        raise Refusal(422, NOT_TABLE)
    _check(found)
    return found


def shaped(data: dict[str, Any], shape: type[Shape]) -> Shape:
    """Return a table as the shape that an operation takes.

    Raises:
        RecordRefused: It is not of that shape.
    """
    try:
        return shape.model_validate(data)
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False, include_context=False)
        raise RecordRefused(unfit(found, BAD_BODY)) from None


async def octets(request: Request) -> bytes:
    """Return a file that was sent as it is.

    Raises:
        Refusal: It is too large, which is found while it arrives, or declared to be something else.
    """
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != OCTETS:
        raise Refusal(415, NOT_OCTETS, {"accept": OCTETS})
    return await _content(request, MOST_OF_FILE, FILE_TOO_LARGE)


async def _content(request: Request, most: int = MOST_BYTES, too_large: Problem = TOO_LARGE) -> bytes:
    length = request.headers.get("content-length", "0")
    if not length.isdecimal() or int(length[:12]) > most:
        raise Refusal(413, too_large)
    content = bytearray()
    try:
        async for chunk in request.stream():
            content += chunk
            if len(content) > most:
                raise Refusal(413, too_large)
    except ClientDisconnect:
        raise Refusal(413, too_large) from None
    return bytes(content)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError
    return found


def _no_number(_text: str) -> float:
    """Refuse NaN, infinity and binary fractions: decimals travel as texts, so that nothing is ever rounded.

    Raises:
        ValueError: Always.
    """
    raise ValueError


def _check(found: Any) -> None:
    """Pass only what is not too deep, and texts of whole characters."""
    waiting = [(found, 1)]
    while waiting:
        value, depth = waiting.pop()
        if depth > DEEPEST:
            raise Refusal(422, TOO_DEEP)
        if isinstance(value, str) and not value.isascii() and any("\ud800" <= letter <= "\udfff" for letter in value):
            raise Refusal(422, NOT_TABLE)
        if isinstance(value, dict):
            waiting += [(part, depth + 1) for pair in value.items() for part in pair]
        elif isinstance(value, list):
            waiting += [(item, depth + 1) for item in value]


Table = Annotated[dict[str, Any], Depends(table)]
Octets = Annotated[bytes, Depends(octets)]
TableOrNone = Annotated[dict[str, Any], Depends(table_or_none)]
