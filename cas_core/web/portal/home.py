"""What anybody finds first: the services, the stations, the blank forms, the language."""

from __future__ import annotations

from fastapi import APIRouter, Response
from starlette.responses import RedirectResponse

from cas_core.documents.pdf import Sheet, render_pdf
from cas_core.services import Rate, Service
from cas_core.web.visiting import LANGUAGE, Anybody, NotFound, Visitor

router = APIRouter()


@router.get("/")
def home(visitor: Anybody) -> Response:
    """Show the services."""
    return visitor.page("portal/home.html", families=visitor.site.families)


@router.get("/services/{service}")
def service(visitor: Anybody, service: str) -> Response:
    """Show what a service is, what it costs and how long it takes."""
    found = visitor.site.services.get(service)
    if found is None:
        raise NotFound
    same = (s for s in visitor.site.services.values() if s.asks and s.register_id == found.register_id)
    apply = found if found.asks else next(same, None)
    return visitor.page(
        "portal/service.html",
        service=found,
        apply=apply,
        kinds=lambda rate: _kinds(visitor, found, rate),
    )


@router.get("/information")
def information(visitor: Anybody) -> Response:
    """List the forms, and the addresses of services."""
    site = visitor.site
    forms = dict.fromkeys(site.opening(found) for found in site.services.values() if found.asks)
    return visitor.page("portal/information.html", forms=forms, services=site.services.values())


@router.get("/forms/{form}.pdf")
def blank_form(visitor: Anybody, form: str) -> Response:
    """Return a form without anything filled in, as PDF, drawn from its definition."""
    site = visitor.site
    service = next((s for s in site.services.values() if s.asks and site.opening(s) == form), None)
    if service is None:
        raise NotFound
    sheet = site.service_sheet(service, visitor.language)
    html = bytes(site.page("papers/blank.html", visitor.language, sheet=sheet).body).decode()
    return pdf(render_pdf(html, Sheet(visitor.language, sheet.title), site.settings.fonts), f"{form}.pdf")


@router.get("/language/{tag}")
def language(visitor: Anybody, tag: str, to: str = "/") -> Response:
    """Choose a language and go back to where one was."""
    answer = RedirectResponse(local(to), 303)
    if tag in visitor.site.languages:
        answer.set_cookie(LANGUAGE, tag, max_age=31_536_000, secure=visitor.site.settings.secure, samesite="lax")
    return answer


def local(to: str) -> str:
    """Return a path of this site; one that leads elsewhere becomes the first page."""
    return to if to.startswith("/") and not to.startswith(("//", "/\\")) and to.isprintable() else "/"


def pdf(content: bytes, name: str) -> Response:
    """Return a PDF that browsers offer to keep."""
    return Response(
        content,
        media_type="application/pdf",
        headers={"content-disposition": f'inline; filename="{name.replace("/", "-")}"'},
    )


def _kinds(visitor: Visitor, service: Service, rate: Rate) -> str:
    """Return in words for what kinds and areas a rate holds."""
    site, words = visitor.site, visitor.site.words(visitor.language)
    if not service.register_id:
        return ""
    compiled = site.cas.build.composition.form(site.opening(service))
    lists = {b.path: b.field.codes for top in compiled.branches for b in top.walk()}
    kinds = [words.code(lists[service.kind], kind) for kind in rate.kinds]
    return ", ".join([*kinds, *(words.office_type(area) for area in rate.areas)])
