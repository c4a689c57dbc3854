"""Pages of a list: the next one begins behind the last entry of this one, however many came in meanwhile."""

from __future__ import annotations

import base64
import binascii
from urllib.parse import urlencode

from cas_core.desk.record import Listed
from cas_core.problems import Problem
from cas_core.web import positions
from cas_core.web.api.problems import Refusal

MOST = 100
BAD_CURSOR = Problem(
    "bad-cursor", "'after' is no cursor of this list", "Follow the link to the next page as it is", None, "query.after"
)


def cursor(last: Listed) -> str:
    """Return what tells the next page where this one ended."""
    return base64.urlsafe_b64encode(positions.written(last).encode()).decode().rstrip("=")


def position(after: str) -> positions.Position | None:
    """Return where the page before ended; None for the first page.

    Raises:
        Refusal: It is no cursor.
    """
    if not after:
        return None
    try:
        text = base64.urlsafe_b64decode(after + "=" * (-len(after) % 4)).decode("ascii")
    except (ValueError, binascii.Error):
        raise Refusal(422, BAD_CURSOR) from None
    found = positions.position(text)
    if found is None:
        raise Refusal(422, BAD_CURSOR)
    return found


def link(path: str, last: Listed, **question: str | int) -> dict[str, str]:
    """Return the header that leads to the next page."""
    asked = {name: value for name, value in question.items() if value}
    return {"link": f'<{path}?{urlencode({**asked, "after": cursor(last)})}>; rel="next"'}
