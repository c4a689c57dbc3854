"""Masking: what could tell who a protected person is, taken out of a form and out of every free text in it.

A word is masked when it is a part of a name, of a number or of an address, when it contains one (Indian languages
add endings to names), or when it sounds like one. A part of one or two letters, such as Om or an initial, is masked
where it is a word by itself: it stands in too many others. So are two words that are one of four letters and more,
broken once. Masking too much harms nobody; too little can't be undone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import pairwise
from typing import Any

from cas_core.forms.tree import Branch
from cas_core.forms.values import lookup, put
from cas_core.publication.folding import folded
from cas_core.sources import plain_digits

MASK = "█████"
SHORTEST = 3
SUBSCRIBER = 10
"""Digits of a telephone number that are dialled within the country."""

_WORD = re.compile(r"\S+")
_BREAKS = re.compile(r"[\s,;:/()'\"\u2019.।-]+")
_PIECE = re.compile(r"[^\s,;:/()'\"\u2018-\u201d.।\u2010-\u2015-]+")
_BROKEN = re.compile(r"\r\n|\s|[\u2010-\u2015-]\s{0,2}")
"""What may stand within one broken word: a blank, an end of a line, a hyphen."""

_GROUPED = f"(?:[^\\w{MASK[0]}]|_){{0,6}}"
"""What may stand between two digits of one number: signs that are neither letters nor digits."""
_TOLD = frozenset({"text", "multiline", "phone", "email", "aadhaar", "pan", "voter_id", "passport", "driving_licence"})
"""Types of field that may tell who somebody is."""

_VIRAMAS = "\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d"
"""What a name ends in that many endings take away: of ರಮೇಶ್ there is ರಮೇಶನು."""

_NEAR = frozenset({"district", "state", "country", "kind"})
"""What remains of an address where nobody may know the neighbourhood."""

Sound = Callable[[str], str]


class Mask:
    """Takes the traces of some persons out of texts."""

    def __init__(
        self, traces: Iterable[str], sound: Sound, *, places: bool = False, births: Iterable[str] = ()
    ) -> None:
        """Take the texts by which the persons could be recognised.

        Args:
            sound: Returns the key under which names sound alike.
            births: Days on which they were born, of which the year is left.
            places: Whether places are cut down to their district as well, and pictures left out.
        """
        self._sound = sound
        self._traces = tuple(traces)
        self.places = places
        self._met: dict[str, bool] = {}
        self._births = {birth for birth in births if len(birth) > len("2014")}

    # Many a part that is shown holds no text: what is looked for in one is made when the first one comes.

    @cached_property
    def _whole(self) -> set[str]:
        return {folded(trace) for trace in self._traces}

    @cached_property
    def _parts(self) -> set[str]:
        pieces = {piece for trace in self._whole for piece in (*trace.split(), *re.split(r"[\s,;/()-]+", trace))}
        pieces |= {piece for trace in self._whole if "@" not in trace for piece in _BREAKS.split(trace)}
        pieces |= {stem for piece in pieces if len(stem := piece.rstrip(_VIRAMAS)) > SHORTEST}
        return {piece for piece in pieces if len(piece) >= SHORTEST}

    @cached_property
    def _short(self) -> set[str]:
        pieces = {piece for trace in self._whole for piece in _BREAKS.split(trace)}
        return {piece for piece in pieces if 0 < len(piece) < SHORTEST and not _digits(piece)}

    @cached_property
    def _halves(self) -> dict[str, set[str]]:
        """What follows the beginning of a part where it is broken, each half of two letters and more."""
        halves: dict[str, set[str]] = {}
        for part in self._parts:
            for at in range(2, len(part) - 1) if not _digits(part) else ():
                halves.setdefault(part[:at], set()).add(part[at:])
        return halves

    @cached_property
    def _numbers(self) -> list[re.Pattern[str]]:
        numbers = {digits for trace in self._whole if len(digits := _digits(trace)) >= 2 * SHORTEST}
        numbers |= {digits[-SUBSCRIBER:] for digits in numbers}
        numbers |= {day for birth in self._births for day in _days(birth)}
        return [re.compile(_GROUPED.join(number)) for number in sorted(numbers, key=len, reverse=True)]

    @cached_property
    def _sounds(self) -> set[str]:
        keys = (self._sound(part) for part in self._parts if not _digits(part) and "@" not in part)
        return {key for key in keys if len(key) >= SHORTEST}

    def birth(self, birth: str) -> str:
        """Return of a day of birth the year, where it is that of one of the persons."""
        return birth[: len("2014")] if birth in self._births else birth

    def text(self, text: str) -> str:
        """Return a text without the words that give a person away."""
        text = _struck(text, self._broken(text))
        text = _struck(text, (word.span() for word in _WORD.finditer(text) if self._tells(word.group())))
        for number in self._numbers:
            text = _struck(text, (found.span() for found in number.finditer(plain_digits(text))))
        return text

    def _broken(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where two words stand that are one, up to the blanks around them."""
        for one, other in pairwise(_PIECE.finditer(text)) if self._halves else ():
            rests = _BROKEN.fullmatch(text, one.end(), other.start()) and self._halves.get(folded(one.group()))
            if rests and _continues(folded(other.group()), rests):
                rest = _WORD.match(text, other.start())
                yield one.start(), rest.end() if rest else other.end()

    def _tells(self, word: str) -> bool:
        if word not in self._met:
            self._met[word] = self._gives_away(word)
        return self._met[word]

    def _gives_away(self, word: str) -> bool:
        bare = folded(word)
        if any(part in bare for part in self._parts):
            return True
        pieces = _BREAKS.split(bare)
        if not self._short.isdisjoint(pieces):
            return True
        if bare.isascii():
            pieces = re.findall(r"[a-z]+", bare)
        return any(self._sound(piece) in self._sounds for piece in pieces)


def masked(branches: Iterable[Branch], data: Mapping[str, Any], mask: Mask) -> dict[str, Any]:
    """Return a form whose free texts and names are masked."""
    result: dict[str, Any] = {}
    for branch in branches:
        value = lookup(data, branch.field.id)
        if value is not None and not _hides(branch, mask):
            put(result, branch.field.id, _value(branch, value, mask))
    return result


def _hides(branch: Branch, mask: Mask) -> bool:
    return mask.places and branch.field.type in {"geo", "attachment"}


def _value(branch: Branch, value: Any, mask: Mask) -> Any:
    if isinstance(value, list):
        return [_value(branch, item, mask) for item in value]
    if branch.children:
        return masked(branch.children, _far(branch, value) if mask.places else value, mask)
    if branch.field.type == "name":
        return {part: mask.text(text) for part, text in value.items()}
    if branch.field.type == "partial_date":
        return mask.birth(value)
    return mask.text(value) if branch.field.type in _TOLD else value


def _far(branch: Branch, value: Mapping[str, Any]) -> Mapping[str, Any]:
    """Cut an address, or a thing that has a position, down to what does not tell the neighbourhood."""
    kept = _NEAR
    if branch.field.type != "address":
        if not any(child.field.type == "geo" for child in branch.children):
            return value
        kept = frozenset(child.field.id for child in branch.children if child.field.type in {"address", "code"})
    return {key: item for key, item in value.items() if key in kept}


def _continues(word: str, rests: Collection[str]) -> bool:
    """Tell whether a word is what is missing of another, or what is missing with an ending."""
    return word in rests or any(len(rest) >= SHORTEST and word.startswith(rest) for rest in rests)


def _struck(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return a text with a mask in place of each stretch of it; those that overlap are one."""
    kept, end = [], 0
    for start, until in spans:
        if start >= end:
            kept += [text[end:start], MASK]
        end = max(end, until)
    return "".join((*kept, text[end:]))


def _days(birth: str) -> Iterator[str]:
    """Yield the digits of a day as it is written in figures; of a month alone there are too many to tell."""
    year, month, *day = birth.split("-")
    if day:
        yield from (year + month + day[0], day[0] + month + year, f"{int(day[0])}{int(month)}{year}")


def _digits(text: str) -> str:
    return re.sub(r"[^0-9]", "", text)
