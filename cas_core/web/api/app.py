"""The API as an application of its own below the portal and the desk: its answers are JSON, its refusals too."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from cas_core.composition import Build
from cas_core.forms.jsonschema import json_schema
from cas_core.problems import CasError, Problem
from cas_core.version import __version__
from cas_core.web.api import acting, files, records, searching
from cas_core.web.api.authentication import Anybody
from cas_core.web.api.description import describe
from cas_core.web.api.problems import NOT_HERE, Refusal, answer, documented, missing, of_parameters, status_of
from cas_core.web.api.records import PREFIX
from cas_core.web.noting import note
from cas_core.web.site import Site

BROKEN = Problem("broken", "the server could not do it", "Try again with the same key; tell the operator")
NO_METHOD = Problem("no-such-method", "the address knows no such method", "See the description at openapi.json")
SCHEMA = "application/schema+json"

router = APIRouter(tags=["description"])


@router.get(
    "/schemas/{form}",
    summary="Read the schema of a form",
    response_class=Response,
    responses={200: {"content": {SCHEMA: {}}, "description": "JSON Schema 2020-12."}, **documented(404, 422)},
)
def schema(who: Anybody, form: str) -> Response:
    """Return the JSON Schema of a composed form, conditions under ``x-cas-`` keys. It needs no token."""
    who.cas.renew()
    composition = who.cas.build.composition
    if form not in composition.elements["form"]:
        raise missing()
    return JSONResponse(json_schema(composition.form(form)), media_type=SCHEMA)


def application(site: Site) -> FastAPI:
    """Return the API of a site, to be mounted under `PREFIX`."""
    app = FastAPI(
        title=f"CAS: {site.cas.build.title}",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
    )
    app.state.site = site
    for module in (records, acting, files, searching):
        app.include_router(module.router)
    app.include_router(router)
    _describe(app, site)
    app.add_exception_handler(Refusal, _refusal)
    app.add_exception_handler(CasError, _refused)
    app.add_exception_handler(RequestValidationError, _unfit)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _broken)
    return app


def _describe(app: FastAPI, site: Site) -> None:
    held: dict[int, tuple[Build, dict[str, Any]]] = {}

    def described() -> dict[str, Any]:
        site.cas.renew()
        build, made = held.get(0, (None, {}))
        if build is not site.cas.build:
            made = describe(app, site.cas.build, PREFIX)
            held[0] = (site.cas.build, made)
        return made

    @app.get("/openapi.json", tags=["description"], summary="Read this description", responses=documented())
    def openapi(_who: Anybody) -> dict[str, Any]:
        """Return the description of this API, with the forms of the build. It needs no token."""
        return described()


def _refusal(_request: Request, error: Exception) -> Response:
    if not isinstance(error, Refusal):
        raise error
    return answer(error.status, [error.problem], error.headers)


def _refused(_request: Request, error: Exception) -> Response:
    if not isinstance(error, CasError):
        raise error
    return answer(status_of(error), error.problems)


def _unfit(_request: Request, error: Exception) -> Response:
    return of_parameters(error)


def _http(_request: Request, error: Exception) -> Response:
    status = getattr(error, "status_code", 400)
    known = {404: NOT_HERE, 405: NO_METHOD}
    return answer(status, [known.get(status, BROKEN)], getattr(error, "headers", None))


def _broken(request: Request, error: Exception) -> Response:
    note(request, error)
    return answer(500, [BROKEN])
