"""Files handed out: to be kept, under their own name, never opened by a browser as a page of this site."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import Response

from cas_core.desk.files import Kept
from cas_core.web.uploads import plain_name


def download(kept: Kept) -> Response:
    """Return a file as an attachment (RFC 6266), with its name in any script (RFC 8187)."""
    name = plain_name(kept.name)
    plain = "".join(letter if letter.isascii() and letter not in "%;\\'" else "_" for letter in name)
    headers = {
        "content-disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}",
        "content-security-policy": "sandbox; default-src 'none'",
        "x-content-type-options": "nosniff",
    }
    return Response(kept.content, media_type=kept.media_type, headers=headers)
