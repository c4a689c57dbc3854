"""Figures for supervisors: cases by head, pendency, clocks kept and broken; each a table whose rows carry a bar."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from fastapi import APIRouter, Response

from cas_core.messages.mark import mark as _
from cas_core.web.desk.pages import page
from cas_core.web.desk.supervising import supervised
from cas_core.web.visiting import Officer, Visitor

router = APIRouter()

CHARTS = {"heads": _("Cases by head of crime"), "pending": _("Pending records"), "clocks": _("Clocks kept and broken")}
MOST_BARS = 12
_CLOCKS = {
    "running": _("Running, in time"),
    "late": _("Running, overdue"),
    "kept": _("Stopped in time"),
    "broken": _("Stopped late"),
}


class Bar(NamedTuple):
    """One row of a table.

    Attributes:
        share: Its length, in percent of the longest.
    """

    label: str
    number: int
    share: int


@router.get("/figures")
def figures(visitor: Officer, office: str = "") -> Response:
    """Show the figures of all offices within reach, or of one with all below it."""
    if office:
        supervised(visitor, office)
    tables = {chart: bars(_figures(visitor, chart, office)) for chart in CHARTS}
    return page(visitor, "desk/figures.html", tables=tables, titles=CHARTS, at=office)


def bars(rows: Mapping[str, int]) -> list[Bar]:
    """Return the greatest rows, the greatest first, each with its length."""
    ordered = sorted(rows.items(), key=lambda row: -row[1])[:MOST_BARS]
    most = max((number for _label, number in ordered), default=0)
    return [Bar(label, number, round(100 * number / most) if most else 0) for label, number in ordered]


def _figures(visitor: Visitor, chart: str, office: str) -> Mapping[str, int]:
    """Return the rows of a table: label and number."""
    site = visitor.site
    words = site.words(visitor.language)
    found = site.cas.figures(chart, as_=visitor.address, office=office)
    if chart == "pending":
        return {words.register(key): number for key, number in found.items()}
    if chart == "heads":
        return {words.code("crime_heads", key): number for key, number in found.items()}
    return {visitor.say(label): found[key] for key, label in _CLOCKS.items() if key in found}
