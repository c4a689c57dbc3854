"""Files: sent before the form that names them, opened in the record that holds them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Response

from cas_core.desk.files import Kept
from cas_core.desk.transfer import MEDIA_TYPE
from cas_core.problems import NotPermitted, RecordRefused
from cas_core.store import attachments
from cas_core.web.api.authentication import ASKED_TOO_OFTEN, Anybody, Officer
from cas_core.web.api.body import Octets
from cas_core.web.api.finding_shapes import Reference, Stored
from cas_core.web.api.problems import Refusal, documented, missing
from cas_core.web.api.records import PREFIX, RecordId, require_id
from cas_core.web.downloads import download
from cas_core.web.sniffing import TAKEN, media_type
from cas_core.web.uploads import faults, plain_name

router = APIRouter()

Digest = Annotated[str, Path(pattern="^[0-9a-f]{64}$", description="SHA-256 of the file.")]
PLACE = {"Location": {"description": "Address of the file for its sender.", "schema": {"type": "string"}}}


def _file(kinds: Iterable[str]) -> dict[int | str, dict[str, Any]]:
    """Return what the description says of an answer that is a file."""
    return {
        200: {
            "content": {kind: {"schema": {"type": "string", "format": "binary"}} for kind in kinds},
            "headers": {"Content-Disposition": {"description": "Always `attachment`.", "schema": {"type": "string"}}},
            "description": "The file, of the type that its content shows.",
        }
    }


FILE = _file((*TAKEN, MEDIA_TYPE))
PICTURE = _file(kind for kind in TAKEN if kind.startswith("image/"))


@router.post(
    "/files",
    tags=["files"],
    status_code=201,
    summary="Send a file",
    responses={
        200: {
            "model": Stored,
            "headers": PLACE,
            "description": "The same file was sent before; it is kept once.",
        },
        201: {"headers": PLACE},
        **documented(401, 403, 413, 415, 422),
    },
)
def send(
    who: Officer,
    response: Response,
    content: Octets,
    name: Annotated[str, Query(pattern=r"^[^\x00-\x1f\x7f]*$", max_length=500, description="Name of the file.")] = "",
) -> Stored:
    """Keep a file, as it is in the body, so that a form can name it. Until one does, only its sender can open it.

    What it is, its content says; its name and a declared type count for nothing. Its digest is its key: sent again,
    it is kept once. ``file`` of the answer is the value of a field of type ``attachment``.
    """
    if not who.site.limiter.allows("file", who.officer):
        raise Refusal(429, ASKED_TOO_OFTEN, {"retry-after": "3600"})
    plain = plain_name(name)
    problems = faults(plain, content, "")
    if problems:
        raise RecordRefused([problem.said(who.site.translator(who.language)) for problem in problems])
    digest = hashlib.sha256(content).hexdigest()
    with who.desk() as desk:
        again = attachments.sent_by(desk.connection, who.officer, [digest])
        kept = desk.attach(content, name=again.get(digest, plain), media_type=media_type(content))
    response.status_code = 200 if again else 201
    response.headers["location"] = f"{PREFIX}/files/{digest}"
    return Stored(file=Reference(**kept), size=len(content))


@router.get(
    "/files/{digest}",
    tags=["files"],
    summary="Open a file that was sent",
    response_class=Response,
    responses={**FILE, **documented(401, 403, 404, 422)},
)
def sent(who: Officer, digest: Digest) -> Response:
    """Return a file to the officer who sent it, to be kept."""
    try:
        return download(who.cas.sent_file(digest, as_=who.address))
    except RecordRefused:
        raise missing() from None


@router.get(
    "/records/{record}/files/{digest}",
    tags=["files"],
    summary="Open a file of a record",
    response_class=Response,
    responses={**FILE, **documented(401, 403, 404, 422)},
)
def of_record(who: Officer, record: RecordId, digest: Digest) -> Response:
    """Return a file that a form of a record holds, to be kept; who may not read the record does not get it.

    That somebody opened a file of a sensitive case is written into the journal.
    """
    require_id(record)
    try:
        return download(who.cas.file(record, digest, as_=who.address))
    except (NotPermitted, RecordRefused):
        raise missing() from None


@router.get(
    "/public/{view}/files/{digest}",
    tags=["public"],
    summary="Open a picture of a public view",
    response_class=Response,
    responses={**PICTURE, **documented(404, 422)},
)
def of_view(who: Anybody, view: str, digest: Digest) -> Response:
    """Return a picture that a public entry shows, and no other file. It needs no token."""
    held = who.cas.public.picture(view, digest)
    if held is None:
        raise missing()
    return download(Kept(digest[:12], held.media_type, held.content))
