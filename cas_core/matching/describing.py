"""Descriptions are read from filled forms, along the paths of a side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from cas_core.codelists import CodeList
from cas_core.composition import Composition
from cas_core.forms.values import gathered, lookup
from cas_core.matching.description import Description, Range, Words
from cas_core.matching.pairs import DRESS, MARKS, Paths, Side
from cas_core.sources import INDIA
from cas_core.store.keys import bones, name_keys

Data = Mapping[str, Any]
Scales = Mapping[str, tuple[str, ...]]
"""Codes of an ordered list, in their order."""

UNSAID = frozenset({"not_known", "U", "other", "none"})
_MARK_FIELDS = ("mole", "scar", "tattoo", "burn", "leucoderma")
_IDLE = "and the of on in at to with left right side near mark"
_STOP = frozenset(bones(key) for key in name_keys(_IDLE).split())
_LEAST_SERIAL = 4


def scales(composition: Composition) -> Scales:
    """Return the lists whose neighbouring codes are alike."""
    return {
        name: tuple(entry.id for entry in composition.get(CodeList, name).codes) for name in ("build", "complexion")
    }


def described(side: Side, data: Data, ordered: Scales) -> Iterator[tuple[str, Description]]:
    """Yield each person or thing that a form describes, with its path."""
    if side.only_if and lookup(data, side.only_if[0]) != side.only_if[1]:
        return
    if side.person:
        yield side.at, Description(**_person(side.person, data, ordered, _day(side, data)), **_where(side, data))
    for path in side.things:
        for position, item in enumerate(gathered(data, path)):
            thing = item if isinstance(item, Mapping) else {"imei": [item]}
            if not side.statuses or thing.get("status", "") in side.statuses:
                yield f"{path}.{position}", Description(day=_day(side, data), **_thing(thing), **_where(side, data))


def compact(text: Any) -> str:
    """Return a number as it is compared: capital letters and digits; nothing where it has no digit."""
    plain = re.sub(r"[^0-9A-Z]", "", str(text or "").upper())
    return plain if any(letter.isdigit() for letter in plain) else ""


def _person(paths: Paths, data: Data, ordered: Scales, day: date | None) -> dict[str, Any]:
    def all_of(name: str) -> list[Any]:
        return [value for path in paths.get(name, ()) for value in gathered(data, path)]

    def first(name: str) -> Any:
        return next((value for value in all_of(name) if value not in UNSAID), None)

    heights = [int(height) for height in all_of("height")]
    marks = [words for name in ("marks", *_MARK_FIELDS) for text in all_of(name) if (words := _said(name, text))]
    return {
        "day": day,
        "names": tuple(dict.fromkeys(key for name in all_of("name") for key in _names(name))),
        "gender": first("gender") or "",
        "born": _born(first, day),
        "height": (min(heights), max(heights)) if heights else None,
        "build": _position(ordered["build"], first("build")),
        "complexion": _position(ordered["complexion"], first("complexion")),
        "marks": frozenset[str]().union(*marks),
        "dress": frozenset((part, worn) for part in DRESS if (worn := first(part))),
        "language": frozenset(word for text in all_of("language") if text not in UNSAID for word in _words(text)),
        "numbers": frozenset(filter(None, map(compact, [*all_of("phone"), *all_of("imei")]))),
    }


def _thing(item: Data) -> dict[str, Any]:
    said = {mark: compact(item.get(name)) for name, mark in MARKS.items() if mark != "imei"}
    if len(said["serial"]) < _LEAST_SERIAL:
        said["serial"] = ""
    plain = {name: _plain(item.get(name)) for name in ("make", "model", "colour")}
    kind = str(item.get("kind", ""))
    return {**said, **plain, "imei": frozenset(item.get("imei", ())), "kind": "" if kind in UNSAID else kind}


def _where(side: Side, data: Data) -> dict[str, Any]:
    address = lookup(data, side.place) if side.place else None
    held = address if isinstance(address, Mapping) else {}
    return {part: _words(held.get(part, "")) for part in ("district", "village")}


def _day(side: Side, data: Data) -> date | None:
    """Return the day of a moment in India, or the first day of a date that is known in part."""
    text = next((value for path in side.when if (value := lookup(data, path))), None)
    if not text:
        return None
    if len(text) > 10:  # noqa: PLR2004 - a moment
        return datetime.fromisoformat(text).astimezone(INDIA).date()
    return date.fromisoformat((text + "-01-01")[:10])


def _born(first: Any, day: date | None) -> Range | None:
    """Return the years between which somebody was born; an age in years leaves two of them."""
    birth = first("birth")
    if birth:
        return int(birth[:4]), int(birth[:4])
    months = first("age_months")
    age = first("age") if months is None else months // 12
    low, high = (first("age_from"), first("age_to")) if age is None else (age, age)
    low, high = (high if low is None else low), (low if high is None else high)
    if low is None or day is None:
        return None
    return day.year - high - 1, day.year - low


def _names(name: Data) -> Iterator[Words]:
    """Yield the words of a name as it is written, and as it is given in Roman letters; initials are no words."""
    for part in ("roman", "text"):
        words = frozenset(word for word in name_keys(name.get(part, "")).split() if len(word) > 1)
        if words:
            yield words


def _said(name: str, text: str) -> Words:
    """Return the words for a mark; which field it stands in says what kind it is."""
    words = _words(text)
    return words | _words(name) if words and name in _MARK_FIELDS else words


def _words(text: str) -> Words:
    """Return the consonants of each word: what reports in two scripts have in common of a place or a mark."""
    words = map(bones, name_keys(text.replace("_", " ")).split())
    return frozenset(word for word in words if len(word) > 1) - _STOP


def _position(codes: tuple[str, ...], code: str | None) -> int | None:
    return codes.index(code) if code in codes else None


def _plain(text: Any) -> str:
    return re.sub(r"[^0-9a-z]", "", str(text or "").lower())
