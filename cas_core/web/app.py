"""The application: routes, protection and errors put together for one running build."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote, urlsplit

from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from cas_core.desk import Cas
from cas_core.messages.mark import mark as _
from cas_core.problems import CasError, NotPermitted, Problem
from cas_core.version import __version__
from cas_core.web import api, desk, portal
from cas_core.web.noting import note
from cas_core.web.protecting import Protection
from cas_core.web.receiving import Crowded
from cas_core.web.settings import Settings
from cas_core.web.site import Site
from cas_core.web.visiting import CITIZEN, NotFound, SignInNeeded, anybody

STATIC = Path(__file__).with_name("static")
PROGRAMS = "/api/"
NO_PAGE = Problem("no-page", _("There is no such page for you"), _("Begin at the first page"))
CROWDED = Problem(
    "too-many-parts",
    _("More files or entries were sent at once than a form takes"),
    _("Send at most 40 files at once, and add the others afterwards"),
)
TOO_LARGE = Problem(
    "request-too-large", _("What was sent is too large as a whole"), _("Send fewer or smaller files at once")
)
BROKEN = Problem("broken", _("The server could not do it"), _("Try again; what you had entered before is kept"))

KNOWN = {404: NO_PAGE, 405: NO_PAGE, 413: TOO_LARGE}


def application(cas: Cas, settings: Settings) -> FastAPI:
    """Return the web application of a running build.

    Args:
        cas: The build on its database.
        settings: What the installation sets.
    """
    app = FastAPI(title="CAS", version=__version__, docs_url=None, redoc_url=None, openapi_url=None)
    app.state.site = Site(cas, settings)
    app.include_router(portal.router)
    app.include_router(desk.router)
    app.router.routes.append(_whole(Mount(api.PREFIX, api.application(app.state.site))))
    app.mount("/static", StaticFiles(directory=STATIC), "static")
    if settings.assets.is_dir():
        app.mount("/assets", StaticFiles(directory=settings.assets), "assets")
    app.add_exception_handler(SignInNeeded, _sign_in)
    app.add_exception_handler(NotFound, _missing)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(CasError, _refused)
    app.add_exception_handler(Exception, _broken)
    app.add_middleware(Protection, most_bytes=settings.most_bytes, secure=settings.secure, open_to_programs=[PROGRAMS])
    return app


def _whole(mount: Mount) -> Mount:
    """Let a mount have every address below it, also one with a line feed, which its pattern would pass over."""
    mount.path_regex = re.compile(mount.path_regex.pattern, re.DOTALL)
    return mount


def _sign_in(request: Request, error: Exception) -> Response:
    """Send to the page where one signs in, and from there back; a script is told only that it has to be done."""
    if "hx-request" in request.headers:
        return Response(status_code=401)
    kind = getattr(error, "kind", CITIZEN)
    first, start = ("/", "/sign-in") if kind == CITIZEN else ("/desk", "/desk/sign-in")
    at = urlsplit(str(request.url) if request.method == "GET" else request.headers.get("referer", ""))
    to = f"{at.path}?{at.query}" if at.query else at.path or first
    return RedirectResponse(f"{start}?to={quote(to)}", 303)


def _missing(request: Request, _error: Exception) -> Response:
    return _page(request, 404, [NO_PAGE])


def _http(request: Request, error: Exception) -> Response:
    status = getattr(error, "status_code", 400)
    if isinstance(error, Crowded):
        return _page(request, status, [CROWDED])
    return _page(request, status, [KNOWN.get(status, BROKEN)])


def _refused(request: Request, error: Exception) -> Response:
    problems = list(error.problems) if isinstance(error, CasError) else [BROKEN]
    return _page(request, 403 if isinstance(error, NotPermitted) else 422, problems)


def _broken(request: Request, error: Exception) -> Response:
    """Answer with a page; the log names the fault and its place, never what was entered."""
    note(request, error)
    return _page(request, 500, [BROKEN])


def _page(request: Request, status: int, problems: list[Problem]) -> Response:
    return anybody(request).page("problem.html", status, problems=problems)
