"""Cuts what an officer typed into sections, names of Acts and joints. Each letter is looked at once or twice."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

_CLAUSE = r"(?:\d{1,2}(?:-?[a-z]{1,2})?|[a-z]{1,2}|[ivx]{1,5})"
_LETTER = r"(?:-\s?[a-z](?![\w.])|\s[a-z](?!\w|\.|/[a-z])|[a-z]{1,2}(?![a-z.]))"
_NUMBER = rf"\d{{1,4}}{_LETTER}?(?:\s?\(\s?{_CLAUSE}\s?\))*"

_TOKEN = re.compile(
    rf"""
    (?P<kind>\(\s?(?:attempt|abetment|conspiracy)\s?\))
    | (?P<joint>\b(?:r\s?/\s?w|rw|read\s(?:along\s)?with)\b\.?|सहपठित|ಸಹವಾಚಿತ)
    | (?P<under>\b(?:u\s?/\s?s|u\.s|under|sections?|secs?|ss?(?=\.?\s?\d))\b\.?|धारा|कलम|ಕಲಂ|કલમ|ধারা)
    | (?P<section>{_NUMBER}(?:(?<=\))[a-z](?![a-z]))?(?:\s?part\s?-?\s?(?:ii|i)\b)?(?::\d)?(?:-{_NUMBER})*)
    | (?P<bracket>\([^()]{{1,100}}\))
    | (?P<word>[^\W\d_][^\s,;/()&+:|"<>={{}}\[\]*#]*)
    | (?P<mark>[,;/&+:-])
    | (?P<odd>\S)
    """,
    re.VERBOSE | re.IGNORECASE,
)


class Token(NamedTuple):
    """A piece of the text.

    Attributes:
        kind: ``section``, ``word``, ``bracket``, ``mark``, ``joint``, ``kind``, ``under`` or ``odd``.
        text: As typed, with ASCII digits.
    """

    kind: str
    text: str


def tokens(text: str) -> Iterator[Token]:
    """Yield the pieces of a text; blanks and ``u/s`` are left out."""
    for match in _TOKEN.finditer(plain(text)):
        if match.lastgroup and match.lastgroup != "under":
            yield Token(match.lastgroup, match[0].strip())


def plain(text: str) -> str:
    """Return a text with ASCII digits, plain dashes and single blanks, and without invisible characters."""
    letters = (_plain(letter) for letter in unicodedata.normalize("NFKC", text))
    return " ".join("".join(letters).split())


def _plain(letter: str) -> str:
    category = unicodedata.category(letter)
    if category == "Nd":
        return str(unicodedata.decimal(letter))
    if category == "Pd":
        return "-"
    if letter.isspace():
        return " "
    return "" if category in {"Cf", "Cc"} else letter
