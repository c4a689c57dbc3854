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
    logger.error("%s at %s while answering %s", type(error).__name__, place(error), request.scope.get("route"))


def place(error: Exception) -> str:
    """Return where a fault arose."""
    at = error.__traceback__
    while at is not None and at.tb_next is not None:
        at = at.tb_next
    return f"{at.tb_frame.f_code.co_filename}:{at.tb_lineno}" if at else "?"


def note_signed_in(officer: str, means: str, host: str) -> None:
    """Write into the log that an officer signed in."""
    sign_ins.info("'%s' signed in by %s from %s", officer, means, host)


def note_refused(means: str, host: str, problems: Iterable[Problem]) -> None:
    """Write into the log that somebody was refused; who he said he was may be a password in the wrong field."""
    codes = ", ".join(problem.code for problem in problems)
    sign_ins.warning("refused to sign in by %s from %s: %s", means, host, codes)
