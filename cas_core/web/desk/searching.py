"""Finding what is recorded: by number, name, telephone, vehicle or arm, in any script; and all of one person."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Response

from cas_core.desk.looking import Look
from cas_core.web import finding
from cas_core.web.desk.pages import page, worker
from cas_core.web.visiting import Officer

router = APIRouter()


@router.get("/search")
def search(visitor: Officer, q: str = "") -> Response:
    """Find records by whatever is known of them."""
    text, cas, who = q.strip(), visitor.site.cas, worker(visitor)
    found = cas.numbered(text, as_=who) if text else []
    with cas.looking(who) as look:
        persons = _persons(look, text) if text else []
        things = list(finding.marked(look, text)) if text else []
    return page(visitor, "desk/search.html", q=text, records=found, persons=persons, things=things)


@router.get("/persons")
def person(visitor: Officer, name: str, mobile: str = "") -> Response:
    """Show everything in which a person of a name appears, and in what part."""
    with visitor.site.cas.looking(worker(visitor)) as look:
        rows = [row for row in _persons(look, name) if not mobile or row["mobile"] == mobile]
    return page(visitor, "desk/person.html", name=name, mobile=mobile, rows=rows)


def _persons(look: Look, text: str) -> list[dict[str, Any]]:
    """Return persons whose names sound like a text, or who have the telephone number, the nearest first."""
    way = finding.reached_by if any(letter.isdigit() for letter in text) else finding.named
    return way(look, text)
