"""Finding persons and things in the index, as far as an officer reaches: what desk and API search by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from cas_core.desk.looking import Look
from cas_core.sources import plain_digits

MOST = 60
_MARKS = (
    ("vehicle", "registration"),
    ("vehicle", "chassis"),
    ("vehicle", "engine"),
    ("property_item", "identifier"),
    ("firearm", "number"),
)


def named(look: Look, name: str) -> list[dict[str, Any]]:
    """Return persons whose names sound like a name, in any script, the nearest first."""
    return look.alike(name, MOST)


def reached_by(look: Look, mobile: str) -> list[dict[str, Any]]:
    """Return persons who have a mobile number, however it is typed."""
    digits = re.sub(r"[^0-9]", "", plain_digits(mobile))[-10:]
    return look.find("person", {"mobile": f"+91{digits}"}, MOST)


def marked(look: Look, mark: str) -> Iterator[dict[str, Any]]:
    """Yield the vehicles, articles and arms that bear a mark, each with the mark and what it is."""
    compact = "".join(letter for letter in mark.upper() if letter.isalnum())
    seen: set[tuple[str, str]] = set()
    for entity, column in _MARKS:
        for row in look.find(entity, {column: compact}, MOST):
            key = (row["record"], row["path"])
            if key not in seen:
                seen.add(key)
                yield {**row, "entity": entity, "mark": row[column]}
