"""Bodies of requests: JSON tables within bounds, read strictly, so that nothing is stored that can't be read again."""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

from fastapi import Depends, Request
from pydantic import BaseModel, ValidationError
from starlette.requests import ClientDisconnect

from cas_core.problems import Problem, RecordRefused
from cas_core.sources.json_table import NoTable, read_table
from cas_core.web.api.problems import Refusal, unfit
from cas_core.web.uploads import MOST_BYTES as MOST_OF_FILE

MOST_BYTES = 4 * 1_048_576
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
        Refusal: It is none, see `read_table`.
    """
    try:
        return read_table(content)
    except NoTable as refused:
        raise Refusal(422, refused.problem) from None


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


Table = Annotated[dict[str, Any], Depends(table)]
Octets = Annotated[bytes, Depends(octets)]
TableOrNone = Annotated[dict[str, Any], Depends(table_or_none)]
