"""What a printed number tells: its splits into pieces, and the parts of the identity that these mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple

from cas_core.numbering.identity import GREATEST_SERIAL, PartialIdentity
from cas_core.numbering.office import Index, loose
from cas_core.numbering.period import Reset, date_tokens, is_period
from cas_core.numbering.printing import CENTURY
from cas_core.numbering.shape import Pieces, ends

Split = Mapping[str, str]

_DATE_STOPS: Final = re.compile(r"[./-]")


class Meaning(NamedTuple):
    """What is needed to understand the pieces of one form.

    Attributes:
        reset: How often the serial starts anew.
        wanted: Names of the tokens that tell of the office, in order.
        offices: Which office the texts of these tokens mean; empty where no offices are known.
        exact: Whether codes and names count as printed; otherwise they are made comparable first.
    """

    reset: Reset
    wanted: tuple[str, ...]
    offices: Index
    exact: bool


def splits(pieces: Pieces, text: str, blanks: frozenset[str] = frozenset()) -> Iterator[Split]:
    """Yield every way in which the whole text splits into the pieces; ``blanks`` may stand between any two."""
    yield from _split(pieces, text, blanks, (0, 0))


def _split(pieces: Pieces, text: str, blanks: frozenset[str], at: tuple[int, int]) -> Iterator[dict[str, str]]:
    index, start = at
    while start < len(text) and text[start] in blanks:
        start += 1
    if index == len(pieces):
        if start == len(text):
            yield {}
        return
    piece = pieces[index]
    for end in ends(piece.shape, text, start):
        for rest in _split(pieces, text, blanks, (index + 1, end)):
            yield {**rest, piece.name: text[start:end]} if piece.name else rest


def understood(split: Split, meaning: Meaning) -> PartialIdentity | None:
    """Return what a split tells, or None if no record can have such a number: an unknown office, a month 13."""
    serial = int(split["serial"])
    days = _date_parts(split)
    if not 1 <= serial <= GREATEST_SERIAL or days is None:
        return None
    on = _date(split["date"]) if "date" in split else None
    office = _office(split, meaning)
    if ("date" in split and on is None) or office == ():
        return None
    return PartialIdentity(
        state=split.get("state"),
        office=office[0] if office else None,
        period=_period(days, meaning.reset),
        serial=serial,
        on=on,
    )


def _office(split: Split, meaning: Meaning) -> tuple[str | None] | tuple[()]:
    """Return the office in a tuple, None in it if that is not known; an empty tuple if there is no such office."""
    if not meaning.wanted or not meaning.offices:
        return (None,)
    key = tuple(split[name] if meaning.exact else loose(name, split[name]) for name in meaning.wanted)
    return (meaning.offices[key],) if key in meaning.offices else ()


def _date_parts(split: Split) -> dict[str, str] | None:
    years = {
        year if len(year) > len(CENTURY) else CENTURY + year for name in ("year", "yy") if (year := split.get(name))
    }
    if len(years) > 1:
        return None
    known = {"year": years.pop()} if years else {}
    known |= {name: split[name].zfill(2) for name in ("month", "day") if name in split}
    # 2024 stands in for an unknown year as it has a 29 February.
    possible = "-".join((known.get("year", "2024"), known.get("month", "01"), known.get("day", "01")))
    return known if is_period(possible) else None


def _period(known: Mapping[str, str], reset: Reset) -> str | None:
    parts = date_tokens(reset)
    return "-".join(known[part] for part in parts) if all(part in known for part in parts) else None


def _date(text: str) -> date | None:
    day, month, year = _DATE_STOPS.split(text) if _DATE_STOPS.search(text) else (text[:2], text[2:4], text[4:])
    try:
        return date(int(year if len(year) > len(CENTURY) else CENTURY + year), int(month), int(day))
    except ValueError:
        return None
