"""Values of a form: found by their paths, and the age of a person among them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any

from cas_core.sources.unseen import UNSEEN

LETTER = re.compile(r"[^\W\u115f\u1160\u17b4\u17b5\u3164\uffa0]")
"""A letter or digit that is seen: most texts begin with one, and nothing more is asked of them."""

_BIRTH = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")


def visible(text: str) -> bool:
    """Tell whether anybody sees a text: a letter, digit or sign in it, and not blanks, joiners and marks alone."""
    if LETTER.search(text):
        return True
    signs = (sign for sign in text if unicodedata.category(sign)[0] not in "MZ" and not sign.isspace())
    return any(not UNSEEN.match(sign) for sign in signs)


def lookup(values: Mapping[str, Any], path: str) -> Any:
    """Return the value that a dotted path leads to, None where nothing was filled in."""
    if "." not in path:
        return values.get(path)
    value: Any = values
    for step in path.split("."):
        if not isinstance(value, Mapping):
            return None
        value = value.get(step)
    return value


def put(values: dict[str, Any], field: str, value: Any) -> None:
    """Put a value where its field stands: a layer's own in a table under the id of the layer."""
    layer, _, name = field.rpartition(".")
    (values.setdefault(layer, {}) if layer else values)[name] = value


def gathered(value: Any, path: str) -> list[Any]:
    """Return all values that a dotted path leads to, through lists on the way."""
    for step in path.split("."):
        held = value if isinstance(value, list | tuple) else [value]
        value = [item[step] for item in held if isinstance(item, Mapping) and item.get(step) is not None]
        value = [inner for item in value for inner in (item if isinstance(item, list | tuple) else [item])]
    return value if isinstance(value, list) else [value]


def age(person: Any, day: date) -> int | None:
    """Return the age of a person in whole years on a day; None where neither birth nor age was filled in.

    Of a birth that is known in part, the latest possible day counts, so that nobody is taken for older than he may be.
    """
    if not isinstance(person, Mapping):
        return None
    birth = person.get("birth")
    if isinstance(birth, str) and _BIRTH.fullmatch(birth):
        latest = birth + "-12-31"[3 * (len(birth) > 4) :] if len(birth) < 10 else birth  # noqa: PLR2004 - YYYY-MM-DD
        born = (int(birth[:4]), latest[5:])
        return day.year - born[0] - (day.isoformat()[5:] < born[1])
    stated = person.get("age")
    return stated if isinstance(stated, int) else 0 if person.get("age_months") is not None else None
