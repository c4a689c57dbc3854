"""What the log says: of a fault its kind and its place, of a sign-in who by what means; never what was entered."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from starlette.requests import Request

from cas_core.problems import Problem

logger = logging.getLogger("cas.web")
sign_ins = logging.getLogger("cas.web.sign_in")


def note(request: Request, error: Exception) -> None:
    """Write a fault of the server into the log."""
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else "?"
    logger.error("%s at %s while answering %s", type(error).__name__, where, request.scope.get("route"))


def note_signed_in(officer: str, means: str, host: str) -> None:
    """Write into the log that an officer signed in."""
    sign_ins.info("'%s' signed in by %s from %s", officer, means, host)


def note_refused(means: str, host: str, problems: Iterable[Problem]) -> None:
    """Write into the log that somebody was refused; who he said he was may be a password in the wrong field."""
    codes = ", ".join(problem.code for problem in problems)
    sign_ins.warning("refused to sign in by %s from %s: %s", means, host, codes)
