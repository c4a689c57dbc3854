"""Forms as browsers send them, with files, within bounds that hold while they arrive and not only afterwards."""

from __future__ import annotations

from fastapi import Request
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect

from cas_core.web.forms.reading import Sent
from cas_core.web.uploads import MOST_BYTES

MOST_FIELDS, MOST_FILES, LONGEST_FIELD = 8_000, 40, 300_000


class Crowded(HTTPException):
    """More files or fields were sent at once than a form takes."""


class _Parts(MultiPartParser):
    """Keeps of each file one byte more than is taken; what is too large is known by it and fills no disk."""

    _left = 0

    def on_part_begin(self) -> None:
        """Begin with a part."""
        super().on_part_begin()
        self._left = MOST_BYTES + 1

    def on_part_data(self, data: bytes, start: int, end: int) -> None:
        """Take a piece of a part."""
        if self._current_part.file is not None:
            end = min(end, start + self._left)
            self._left -= end - start
        if end > start:
            super().on_part_data(data, start, end)


async def sent(request: Request) -> Sent:
    """Return the form that was sent, within limits of number and size.

    Raises:
        Crowded: It has too many parts, or they can't be told apart.
        HTTPException: It is too large as a whole.
    """
    try:
        form = await _form(request)
    except MultiPartException:
        raise Crowded(400) from None
    except ClientDisconnect:  # as `Protection` ends a request that grows too large
        raise HTTPException(413) from None
    fields: dict[str, list[str]] = {}
    files: dict[str, list[tuple[str, bytes]]] = {}
    try:
        for name, value in form.multi_items():
            if isinstance(value, str):
                fields.setdefault(name, []).append(value)
            elif value.filename:
                files.setdefault(name, []).append((value.filename, await value.read()))
    finally:
        await form.close()
    return Sent(fields, files)


async def _form(request: Request) -> FormData:
    if request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
        limits = {"max_files": MOST_FILES, "max_fields": MOST_FIELDS, "max_part_size": LONGEST_FIELD}
        return await _Parts(request.headers, request.stream(), **limits).parse()
    try:
        return await request.form(max_fields=MOST_FIELDS, max_part_size=LONGEST_FIELD)
    except HTTPException:
        raise Crowded(400) from None
