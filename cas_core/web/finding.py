"""Finding persons and things in the index, as far as an officer reaches: what desk and API search by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import Any

from cas_core.desk import Cas
from cas_core.desk.actor import Actor
from cas_core.store.keys import name_keys

MOST = 60
_MARKS = (
    ("vehicle", "registration"),
    ("vehicle", "chassis"),
    ("vehicle", "engine"),
    ("property_item", "identifier"),
    ("firearm", "number"),
)


def named(cas: Cas, who: str | Actor, name: str) -> list[dict[str, Any]]:
    """Return persons whose names sound like a name, in any script, the nearest first."""
    return nearest(name, cas.alike(name, as_=who, most=4 * MOST))[:MOST]


def reached_by(cas: Cas, who: str | Actor, mobile: str) -> list[dict[str, Any]]:
    """Return persons who have a mobile number, however it is typed."""
    digits = "".join(letter for letter in mobile if letter.isdigit())[-10:]
    return [dict(row) for row in cas.find("person", as_=who, most=MOST, mobile=f"+91{digits}")]


def nearest(name: str, rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return persons in the order in which their names come near a name as it sounds."""
    wanted = name_keys(name)
    rated = [(SequenceMatcher(None, wanted, row["name_key"]).ratio(), row) for row in rows]
    return [row for _, row in sorted(rated, key=lambda pair: -pair[0])]


def marked(cas: Cas, who: str | Actor, mark: str) -> Iterator[dict[str, Any]]:
    """Yield the vehicles, articles and arms that bear a mark, each with the mark and what it is."""
    compact = "".join(letter for letter in mark.upper() if letter.isalnum())
    seen: set[tuple[str, str]] = set()
    for entity, column in _MARKS:
        for row in cas.find(entity, as_=who, most=MOST, **{column: compact}):
            key = (row["record"], row["path"])
            if key not in seen:
                seen.add(key)
                yield {**row, "entity": entity, "mark": row[column]}
