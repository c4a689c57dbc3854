"""Figures for supervisors: cases by head, pendency, clocks kept and broken; as tables, and as pictures of them."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree import ElementTree as ET

import pygal
from fastapi import APIRouter, Response
from pygal.style import Style

from cas_core.messages.mark import mark as _
from cas_core.web.desk.pages import page
from cas_core.web.visiting import NotFound, Officer, Visitor

router = APIRouter()

CHARTS = {"heads": _("Cases by head of crime"), "pending": _("Pending records"), "clocks": _("Clocks kept and broken")}
MOST_BARS = 12
_STYLE = Style(
    background="#ffffff", plot_background="#ffffff", foreground="#16202e", foreground_strong="#16202e",
    foreground_subtle="#4a5767", colors=("#6f94c4",), opacity="1", font_family="sans-serif",
    label_font_size=13, value_font_size=13, major_label_font_size=13,
)  # fmt: skip


@router.get("/figures")
def figures(visitor: Officer) -> Response:
    """Show the figures of all offices within reach."""
    tables = {chart: _figures(visitor, chart) for chart in CHARTS}
    return page(visitor, "desk/figures.html", tables=tables, titles=CHARTS)


@router.get("/figures/{chart}.svg")
def picture(visitor: Officer, chart: str) -> Response:
    """Return the picture of one table."""
    if chart not in CHARTS:
        raise NotFound
    rows = _figures(visitor, chart)
    drawn = pygal.HorizontalBar(
        style=_STYLE, show_legend=False, print_values=True, disable_xml_declaration=True, js=(), no_prefix=True,
        height=80 + 34 * max(len(rows), 1), width=900, margin=12, order_min=0, explicit_size=True,
    )  # fmt: skip
    drawn.x_labels = [_short(label) for label in reversed(list(rows))]
    drawn.add("", list(reversed(list(rows.values()))))
    drawn.value_formatter = lambda value: f"{value:.0f}"
    policy = "default-src 'none'; style-src 'unsafe-inline'"  # an image: it runs nothing, and carries its own style
    return Response(_still(drawn), media_type="image/svg+xml", headers={"content-security-policy": policy})


def _figures(visitor: Visitor, chart: str) -> Mapping[str, int]:
    """Return the rows of a table: label and number, the greatest first."""
    site = visitor.site
    words = site.words(visitor.language)
    found = site.cas.figures(chart, as_=visitor.address)
    if chart == "pending":
        labelled = {words.register(key): number for key, number in found.items()}
    elif chart == "heads":
        labelled = {words.code("crime_heads", key): number for key, number in found.items()}
    else:
        labelled = {visitor.say(label): found[key] for key, label in _CLOCKS.items() if key in found}
    ordered = sorted(labelled.items(), key=lambda row: -row[1])
    return dict(ordered[:MOST_BARS])


_CLOCKS = {
    "running": _("Running, in time"),
    "late": _("Running, overdue"),
    "kept": _("Stopped in time"),
    "broken": _("Stopped late"),
}


def _still(drawn: pygal.HorizontalBar) -> bytes:
    """Return a chart as SVG, without the script that pygal puts in."""
    root = drawn.render_tree()
    for holder in [element for element in root.iter() if any(_is_script(child) for child in element)]:
        for child in [child for child in holder if _is_script(child)]:
            holder.remove(child)
    return bytes(ET.tostring(root, encoding="utf-8"))


def _is_script(element: ET.Element) -> bool:
    return str(element.tag).rpartition("}")[2] == "script"


def _short(label: str) -> str:
    return label if len(label) <= 38 else f"{label[:37]}…"  # noqa: PLR2004 - what fits beside a bar
