"""Masking: what could tell who a protected person is, taken out of a form and out of every free text in it.

A word is masked when it is a part of a name, of a number or of an address, when it contains one (Indian languages
add endings to names), or when it sounds like one. A part of one or two letters, such as Om or an initial, is masked
where it is a word by itself: it stands in too many others. Masking too much harms nobody; too little can't be undone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from cas_core.forms.tree import Branch
from cas_core.forms.values import lookup, put
from cas_core.sources import plain_digits

MASK = "█████"
SHORTEST = 3
SUBSCRIBER = 10
"""Digits of a telephone number that are dialled within the country."""

_WORD = re.compile(r"\S+")
_BREAKS = re.compile(r"[\s,;:/()'\"\u2019.।-]+")
_TOLD = frozenset({"text", "multiline", "phone", "email", "aadhaar", "pan", "voter_id", "passport", "driving_licence"})
"""Types of field that may tell who somebody is."""

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
        self._births = {birth for birth in births if len(birth) > len("2014")}

    # Many a part that is shown holds no text: what is looked for in one is made when the first one comes.

    @cached_property
    def _whole(self) -> set[str]:
        return {_folded(trace) for trace in self._traces}

    @cached_property
    def _parts(self) -> set[str]:
        pieces = {piece for trace in self._whole for piece in (*trace.split(), *re.split(r"[\s,;/()-]+", trace))}
        return {piece for piece in pieces if len(piece) >= SHORTEST}

    @cached_property
    def _short(self) -> set[str]:
        pieces = {piece for trace in self._whole for piece in _BREAKS.split(trace)}
        return {piece for piece in pieces if 0 < len(piece) < SHORTEST and not _digits(piece)}

    @cached_property
    def _digits(self) -> list[str]:
        numbers = {digits for trace in self._whole if len(digits := _digits(trace)) >= 2 * SHORTEST}
        numbers |= {digits[-SUBSCRIBER:] for digits in numbers}
        return sorted({*numbers, *(day for birth in self._births for day in _days(birth))}, key=len, reverse=True)

    @cached_property
    def _sounds(self) -> set[str]:
        keys = (self._sound(part) for part in self._parts if part.isalpha())
        return {key for key in keys if len(key) >= SHORTEST}

    def birth(self, birth: str) -> str:
        """Return of a day of birth the year, where it is that of one of the persons."""
        return birth[: len("2014")] if birth in self._births else birth

    def text(self, text: str) -> str:
        """Return a text without the words that give a person away."""
        masked = _WORD.sub(lambda word: MASK if self._tells(word.group()) else word.group(), text)
        return _numbers_apart(masked, self._digits)

    def _tells(self, word: str) -> bool:
        bare = _folded(word)
        if any(part in bare for part in self._parts):
            return True
        if not self._short.isdisjoint(_BREAKS.split(bare)):
            return True
        return bare.isascii() and any(self._sound(part) in self._sounds for part in re.findall(r"[a-z]+", bare))


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


def _numbers_apart(text: str, digits: Iterable[str]) -> str:
    """Mask numbers that are written with blanks or strokes between their digits, in digits of any script."""
    for number in digits:
        plain = plain_digits(text)
        masked_text = re.sub(r"[\s./-]?".join(number), MASK, plain)
        text = masked_text if masked_text != plain else text
    return text


def _days(birth: str) -> Iterator[str]:
    """Yield the digits of a day as it is written in figures; of a month alone there are too many to tell."""
    year, month, *day = birth.split("-")
    if day:
        yield from (year + month + day[0], day[0] + month + year, f"{int(day[0])}{int(month)}{year}")


def _folded(text: str) -> str:
    return plain_digits(unicodedata.normalize("NFKC", text)).casefold()


def _digits(text: str) -> str:
    return re.sub(r"[^0-9]", "", text)
