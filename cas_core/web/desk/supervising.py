"""Supervision: the offices below one's own, what they have to do, and the lists behind the numbers."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from io import StringIO
from urllib.parse import urlencode

from fastapi import APIRouter, Response

from cas_core.desk.overview import MARKS, PENDING, Chosen, Line, Overview
from cas_core.desk.supervision import Supervision
from cas_core.messages.mark import mark as _
from cas_core.sources import today
from cas_core.store.oversight import STANDINGS
from cas_core.web.desk.pages import page, worker
from cas_core.web.visiting import NotFound, Officer, Visitor

router = APIRouter()

LABELS = {
    "late": _("Clocks overdue"), "broken": _("Clocks broken in 30 days"), "soon": _("Clocks due in 7 days"),
    "heinous": _("Heinous cases"), "sensitive": _("Sensitive cases"),
}  # fmt: skip
WAITING = {"case": _("Pending cases"), "complaint": _("Complaints waiting")}
"""What the pending records of a national register are called, by what they are counted as."""
CLOCKS_ON_PAGE = 100
FORMULA = ("=", "+", "-", "@")
"""How a cell begins that a spreadsheet would reckon."""


@router.get("/supervision")
def overview(visitor: Officer, office: str = "") -> Response:
    """Show the offices directly below one, those with most overdue at the head."""
    found = supervised(visitor, office).overview(office)
    whole = Line(found.path[-1], alone=False, counts=found.total)
    return page(
        visitor, "desk/supervision.html", found=found, at=found.path[-1], whole=whole, link=link,
        labels=_labels(visitor, found),
    )  # fmt: skip


@router.get("/supervision.csv")
def table(visitor: Officer, office: str = "") -> Response:
    """Return the same table for a spreadsheet; it names offices and no person."""
    found = supervised(visitor, office).overview(office)
    name = f"{found.path[-1]}-{today().isoformat()}.csv"
    text = StringIO()
    csv.writer(text).writerows(_rows(visitor, found))
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(text.getvalue().encode("utf-8-sig"), media_type="text/csv; charset=utf-8", headers=headers)


@router.get("/supervision/clocks")
def clocks(visitor: Officer, standing: str = "late", office: str = "", alone: str = "", part: int = 1) -> Response:
    """Show the clocks behind a number."""
    if standing not in STANDINGS or part < 1:
        raise NotFound
    begin = (part - 1) * CLOCKS_ON_PAGE
    chosen = Chosen(office, alone=bool(alone))
    rows = supervised(visitor, office).clocks(standing, chosen, (begin, CLOCKS_ON_PAGE + 1))
    more = {**asked(chosen), "standing": standing, "part": str(part + 1)}
    return page(
        visitor, "desk/supervised_clocks.html", rows=rows[:CLOCKS_ON_PAGE], standing=standing, at=office, labels=LABELS,
        more=urlencode(more) if len(rows) > CLOCKS_ON_PAGE else "",
    )  # fmt: skip


def supervised(visitor: Visitor, office: str) -> Supervision:
    """Return the offices that the officer supervises.

    Raises:
        NotFound: He supervises none, or not this one.
    """
    who = worker(visitor)
    if not who.supervises or (office and office not in who.reach):
        raise NotFound
    return visitor.site.cas.supervision(who)


def link(found: Overview, column: str, line: Line) -> str:
    """Return the address of the list behind a number, empty where there is none."""
    if column in STANDINGS:
        return f"/desk/supervision/clocks?{urlencode({'standing': column, **asked(Chosen(line.office, line.alone))})}"
    chosen = Chosen(line.office, line.alone, PENDING, column if column in MARKS else "")
    return f"/desk/registers/{found.behind[column]}?{urlencode(asked(chosen))}" if column in found.behind else ""


def asked(chosen: Chosen) -> Mapping[str, str]:
    """Return what an address says of what an officer wants."""
    said = {**chosen._asdict(), "alone": "yes" if chosen.alone else ""}
    return {name: value for name, value in said.items() if value}


def _labels(visitor: Visitor, found: Overview) -> Mapping[str, str]:
    """Return the heading of each column."""
    labels: dict[str, str] = {}
    for column in found.columns:
        if column in LABELS:
            labels[column] = visitor.say(LABELS[column])
            continue
        book = visitor.site.registers[found.behind[column]]
        own = visitor.site.words(visitor.language).register(book.id)
        labels[column] = own if book.stands_for else visitor.say(WAITING[book.counted_as])
    return labels


def _rows(visitor: Visitor, found: Overview) -> list[list[str]]:
    words, known = visitor.site.words(visitor.language), visitor.site.offices()
    head = [visitor.say(_("Office")), visitor.say(_("Kind of office")), *_labels(visitor, found).values()]
    rows = [
        [
            _cell(words.office(known.get(line.office)) or line.office),
            _cell(words.office_type(known[line.office].type) if line.office in known else ""),
            *(str(line.counts.get(column, 0)) for column in found.columns),
        ]
        for line in found.lines
    ]
    return [head, *rows]


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text
