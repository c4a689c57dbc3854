"""What the log says of a fault: its kind and its place, never what was entered."""

from __future__ import annotations

import logging

from starlette.requests import Request

logger = logging.getLogger("cas.web")


def note(request: Request, error: Exception) -> None:
    """Write a fault of the server into the log."""
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else "?"
    logger.error("%s at %s while answering %s", type(error).__name__, where, request.scope.get("route"))
