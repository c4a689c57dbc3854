"""Finding what is recorded: by number, name, telephone, vehicle or arm, in any script; and all of one person."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Any

from fastapi import APIRouter, Response

from cas_core.desk import Record
from cas_core.store.keys import name_keys
from cas_core.web.desk.pages import page, worker
from cas_core.web.visiting import Officer, Visitor

router = APIRouter()

MOST = 60
_MARKS = (
    ("vehicle", "registration"),
    ("vehicle", "chassis"),
    ("vehicle", "engine"),
    ("property_item", "identifier"),
    ("firearm", "number"),
)


@router.get("/search")
def search(visitor: Officer, q: str = "") -> Response:
    """Find records by whatever is known of them."""
    text = q.strip()
    found = _numbered(visitor, text) if text else []
    persons = _persons(visitor, text) if text else []
    things = list(_things(visitor, text)) if text else []
    return page(visitor, "desk/search.html", q=text, records=found, persons=persons, things=things)


@router.get("/persons")
def person(visitor: Officer, name: str, mobile: str = "") -> Response:
    """Show everything in which a person of a name appears, and in what part."""
    rows = [row for row in _persons(visitor, name) if not mobile or row["mobile"] == mobile]
    return page(visitor, "desk/person.html", name=name, mobile=mobile, rows=rows)


def _numbered(visitor: Visitor, text: str) -> list[Record]:
    return visitor.site.cas.numbered(text, as_=worker(visitor))


def _persons(visitor: Visitor, text: str) -> list[dict[str, Any]]:
    """Return persons whose names sound like a text, or who have the telephone number, the nearest first."""
    cas = visitor.site.cas
    if any(letter.isdigit() for letter in text):
        digits = "".join(letter for letter in text if letter.isdigit())[-10:]
        return [dict(row) for row in cas.find("person", as_=worker(visitor), most=MOST, mobile=f"+91{digits}")]
    return list(nearest(text, cas.alike(text, as_=worker(visitor), most=4 * MOST)))[:MOST]


def nearest(name: str, rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return persons in the order in which their names come near a name as it sounds."""
    wanted = name_keys(name)
    rated = [(SequenceMatcher(None, wanted, row["name_key"]).ratio(), row) for row in rows]
    return [row for _, row in sorted(rated, key=lambda pair: -pair[0])]


def _things(visitor: Visitor, text: str) -> Iterable[dict[str, Any]]:
    compact = "".join(letter for letter in text.upper() if letter.isalnum())
    seen: set[tuple[str, str]] = set()
    for entity, column in _MARKS:
        for row in visitor.site.cas.find(entity, as_=worker(visitor), most=MOST, **{column: compact}):
            key = (row["record"], row["path"])
            if key not in seen:
                seen.add(key)
                yield {**row, "entity": entity, "mark": row[column]}
