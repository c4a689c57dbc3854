"""What a number prints of an office, and which office a printed code means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from cas_core.numbering.pattern import Pattern, Token, tokens
from cas_core.numbering.script import squeezed

_CODE: Final = re.compile(r"[A-Z0-9]{1,12}")
_OF_OFFICE: Final = ("district", "office", "place")

Key = tuple[str, ...]
# An office of None: more than one office has the key.
Index = Mapping[Key, str | None]


class OfficeCode(NamedTuple):
    """The codes and names by which an office stands in numbers.

    Attributes:
        office: Code within the district or the state: digits, or capital letters and digits.
        district: Code of the district; empty where no number prints it.
        place: Name as it stands in citations, e.g. ``Barauni`` in ``Barauni P.S. Case No. 12/24``.
        former: Names it had before; old citations are found by them.
    """

    office: str
    district: str = ""
    place: str = ""
    former: tuple[str, ...] = ()


Offices = Mapping[str, OfficeCode]


def printed_code(code: str, token: Token) -> str | None:
    """Return a code as the token prints it, or None if the token can't print it."""
    printed = code.zfill(token.width)
    fits = _CODE.fullmatch(code) and (not token.width or len(printed) == token.width)
    return printed if fits else None


def office_tokens(pattern: Pattern) -> tuple[Token, ...]:
    """Return the tokens of a pattern that tell something of the office."""
    return tuple(token for token in tokens(pattern) if token.name in _OF_OFFICE)


def printed_keys(pattern: Pattern, offices: Offices) -> Iterator[tuple[Key, str]]:
    """Yield what the pattern prints of each office, with the office's id."""
    wanted = office_tokens(pattern)
    for office, code in offices.items():
        printed = [printed_code(getattr(code, token.name), token) for token in wanted]
        key = tuple(text for text in printed if text is not None)
        if len(key) == len(wanted):
            yield key, office


def loose_keys(pattern: Pattern, offices: Offices) -> Iterator[tuple[Key, str]]:
    """Yield what people may write for each office, made comparable by `loose`, with the office's id."""
    wanted = [token.name for token in office_tokens(pattern)]
    for office, code in offices.items():
        for place in (code.place, *code.former):
            named = code._replace(place=place)
            yield tuple(loose(name, getattr(named, name)) for name in wanted), office


def loose(name: str, text: str) -> str:
    """Return a code without leading zeros, or a name without blanks, full stops and case."""
    return squeezed(text) if name == "place" else text.upper().lstrip("0")


def indexed(keys: Iterable[tuple[Key, str]]) -> Index:
    """Return which office each key means."""
    index: dict[Key, str | None] = {}
    for key, office in keys:
        index[key] = office if index.get(key, office) == office else None
    return index
