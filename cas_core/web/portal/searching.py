"""What is public: arrested and wanted persons, missing and found persons, stolen and recovered property, FIRs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Response

from cas_core.desk.window import Shown
from cas_core.documents.pdf import Sheet, render_pdf
from cas_core.forms.faults import field_problem
from cas_core.forms.values import gathered
from cas_core.messages.mark import mark as _
from cas_core.problems import Problem
from cas_core.publication import View
from cas_core.web.portal.home import pdf
from cas_core.web.portal.marks import MARKS, stored, within
from cas_core.web.stamping import stamp_of
from cas_core.web.visiting import Anybody, NotFound, Visitor

router = APIRouter()

PAGE = 24
TOO_OFTEN = Problem("too-often", _("You searched very often"), _("Wait a minute and search again"))


@router.get("/search/{view}")
def search(visitor: Anybody, view: str, name: str = "", number: str = "", mark: str = "", office: str = "") -> Response:
    """Search one public view; without a question the latest entries are shown."""
    found = _view(visitor, view)
    asked = {"name": name.strip(), "number": number.strip(), "mark": mark.strip(), "office": office}
    if not visitor.site.limiter.allows("search", visitor.host):
        return _page(visitor, found, asked, [], TOO_OFTEN, 429)
    entries = list(_entries(visitor, found, asked))
    types = _marks(visitor, found)
    wrong = types and asked["mark"] and not entries and not stored(types, asked["mark"])
    return _page(visitor, found, asked, entries, _no_mark(visitor) if wrong else None, 200)


@router.get("/search/{view}/photo/{digest}")
def photo(visitor: Anybody, view: str, digest: str) -> Response:
    """Return a photograph that a public entry shows, and no other file; a page shows many of them."""
    if not visitor.site.limiter.allows("picture", visitor.host):
        return Response(status_code=429, headers={"retry-after": "60"})
    held = visitor.site.cas.public.picture(view, digest)
    if held is None:
        raise NotFound
    return Response(held.content, media_type=held.media_type, headers={"cache-control": "private, max-age=300"})


@router.get("/search/{view}/none.pdf")
def none_found(visitor: Anybody, view: str, mark: str = "") -> Response:
    """Certify that no public entry bears a mark: what a buyer of a used vehicle or telephone asks for."""
    found = _view(visitor, view)
    site, wanted, types = visitor.site, mark.strip(), _marks(visitor, found)
    if not types or not wanted or not site.limiter.allows("search", visitor.host):
        raise NotFound
    if _marked(visitor, found, wanted):
        raise NotFound
    held = stored(types, wanted)
    if not held:
        asked = {"name": "", "number": "", "mark": wanted, "office": ""}
        return _page(visitor, found, asked, [], _no_mark(visitor), 422)
    certified = {"mark": held, "at": f"{datetime.now(UTC):%Y-%m-%dT%H:%M}Z"}
    seal = site.seals.short("none", found.id, *certified.values())
    context = {"view": found, **certified, "seal": seal}
    html = bytes(site.page("papers/none_found.html", visitor.language, **context).body).decode()
    checked = f"{site.settings.origin}/certificate/{found.id}/{seal}?{urlencode(certified)}"
    sheet = Sheet(visitor.language, visitor.say(_("Certificate of no match")), seal, stamp_of(visitor, checked))
    return pdf(render_pdf(html, sheet, site.settings.fonts), "no-match.pdf")


def _page(
    visitor: Visitor,
    view: View,
    asked: Mapping[str, str],
    entries: list[dict[str, Any]],
    wrong: Problem | None,
    status: int,
) -> Response:
    return visitor.page(
        "portal/search.html",
        status,
        view=view,
        asked=asked,
        entries=entries,
        named=bool(_shown(visitor, view, ["name"])),
        marked=bool(_marks(visitor, view)),
        problems=[wrong] if wrong else [],
    )


def _no_mark(visitor: Visitor) -> Problem:
    """Return what is said of a text that is no mark; the label is the one on the page."""
    return field_problem("not_mark", "Registration mark, chassis, engine number or IMEI", "mark", {}, visitor.say)


def _view(visitor: Visitor, view: str) -> View:
    if view not in visitor.site.cas.public.views():
        raise NotFound
    return visitor.site.cas.build.composition.get(View, view)


def _entries(visitor: Visitor, view: View, asked: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Yield the entries that fit, in words, with the photographs they show."""
    public = visitor.site.cas.public
    if asked["mark"]:
        rows = _marked(visitor, view, asked["mark"])
    else:
        rows = public.entries(view.id, number=asked["number"], name=asked["name"], office=asked["office"], most=PAGE)
    photos = [path for path in view.fields if path.endswith("photo")]
    offices = visitor.site.offices()
    for row in rows:
        yield {
            "number": row.number,
            "office": offices.get(row.office),
            "sections": public.words(row, visitor.language),
            "photos": [held["sha256"] for path in photos for held in gathered(row.data, path)],
        }


def _marked(visitor: Visitor, view: View, mark: str) -> list[Shown]:
    """Return the entries that bear a mark, written with signs between its letters or without, or one of its words."""
    compact = "".join(letter for letter in mark if letter.isalnum())
    words = ("".join(letter for letter in word if letter.isalnum()) for word in within(mark))
    public = visitor.site.cas.public
    found = [
        entry
        for text in dict.fromkeys((mark, compact, *words))
        for entry in public.entries(view.id, words=text, most=PAGE)
    ]
    return list({entry.number: entry for entry in found}.values())


def _marks(visitor: Visitor, view: View) -> list[str]:
    """Return the types of mark that a view shows."""
    return _shown(visitor, view, MARKS)


def _shown(visitor: Visitor, view: View, types: Iterable[str]) -> list[str]:
    """Return which of some types the fields of a view have."""
    branches = visitor.site.cas.build.composition.form(view.form).branches
    shown = {branch.path: branch.field.type for top in branches for branch in top.walk()}
    held = {shown.get(path) for path in view.fields}
    return [name for name in types if name in held]
