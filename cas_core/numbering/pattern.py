"""The pattern language of numbers: literal text and ``{token}`` or ``{token:width}``.

A pattern is read once into a tuple of parts. Printer, parser and checks all work on these parts, so that there is
one definition of what a number looks like. ``{{`` and ``}}`` stand for braces.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from cas_core.problems import Origin, Problem

LONGEST_PATTERN: Final = 120

# Which widths each token may have. A width is the least number of characters of a serial, and the exact one of a
# code: shorter codes are filled with zeros on the left.
WIDTHS: Final[dict[str, range]] = {
    "state": range(0),
    "district": range(1, 13),
    "office": range(1, 13),
    "category": range(1, 5),
    "series": range(0),
    "year": range(0),
    "yy": range(0),
    "month": range(2, 3),
    "day": range(2, 3),
    "serial": range(1, 10),
    "place": range(0),
    "date": range(0),
}

_PIECE: Final = re.compile(r"(?P<escape>\{\{|\}\})|\{(?P<token>[^{}]*)\}|(?P<brace>[{}])|(?P<text>[^{}]+)", re.DOTALL)
_TOKEN: Final = re.compile(r"(?P<name>[^:]*)(?P<width>:.*)?", re.DOTALL)


class Text(NamedTuple):
    """Characters that stand in the number as they are."""

    text: str


class Token(NamedTuple):
    """A part of the number that depends on the record; ``width`` 0 where none is given."""

    name: str
    width: int = 0


Pattern = tuple[Text | Token, ...]


class Place(NamedTuple):
    """Where a pattern was said, for its problems."""

    field: str = ""
    origin: Origin | None = None

    def problem(self, code: str, what: str, mend: str) -> Problem:
        """Return a problem at this place."""
        return Problem(code, what, mend, self.origin, self.field)


def parse_pattern(text: str, problems: list[Problem], place: Place | None = None) -> Pattern:
    """Return the parts of a pattern, adding a problem with its position for each fault."""
    at = place or Place()
    if not 0 < len(text) <= LONGEST_PATTERN:
        what = f"The pattern has {len(text)} characters"
        problems.append(at.problem("bad-pattern-length", what, f"Write 1 to {LONGEST_PATTERN} characters"))
        return ()
    parts: list[Text | Token] = []
    for match in _PIECE.finditer(text):
        found = _part(match, at)
        if isinstance(found, Problem):
            problems.append(found)
        else:
            parts.append(found)
    problems += _repeated(parts, at)
    return joined(parts)


def joined(parts: list[Text | Token]) -> Pattern:
    """Return the parts with neighbouring texts made one and empty texts left out."""
    whole: list[Text | Token] = []
    for part in parts:
        if isinstance(part, Text) and whole and isinstance(whole[-1], Text):
            whole[-1] = Text(whole[-1].text + part.text)
        elif part != Text(""):
            whole.append(part)
    return tuple(whole)


def tokens(pattern: Pattern) -> Iterator[Token]:
    """Yield the tokens of a pattern, in order."""
    return (part for part in pattern if isinstance(part, Token))


def names(pattern: Pattern) -> frozenset[str]:
    """Return the names of the tokens of a pattern."""
    return frozenset(token.name for token in tokens(pattern))


def _part(match: re.Match[str], place: Place) -> Text | Token | Problem:
    position = match.start() + 1
    if match["escape"]:
        return Text(match["escape"][0])
    if match["text"] is not None:
        if match["text"].isprintable():
            return Text(match["text"])
        what = f"A character that can't be printed stands in the text at character {position}"
        return place.problem("bad-literal", what, "Delete it")
    if match["brace"]:
        what = f"The brace '{match['brace']}' at character {position} has no partner"
        mend = f"Close it, or write '{match['brace'] * 2}' for the character itself"
        return place.problem("unclosed-brace" if match["brace"] == "{" else "stray-brace", what, mend)
    return _token(match["token"], position, place)


def _token(text: str, position: int, place: Place) -> Token | Problem:
    match = _TOKEN.fullmatch(text)
    name, width = (match["name"], match["width"]) if match else (text, None)
    if name not in WIDTHS:
        close = difflib.get_close_matches(name, WIDTHS, n=1)
        mend = f"Write '{{{close[0]}}}'" if close else f"Known are: {', '.join(WIDTHS)}"
        return place.problem("unknown-token", f"'{{{text}}}' at character {position} is not known", mend)
    allowed = WIDTHS[name]
    if width is None:
        return Token(name)
    if width[1:] in {str(number) for number in allowed}:
        return Token(name, int(width[1:]))
    other = ", or '{yy}' for its last two digits" if name == "year" else ""
    bare = f"Write '{{{name}}}' without a width{other}"
    mend = f"Write a width from {allowed[0]} to {allowed[-1]}" if allowed else bare
    return place.problem("bad-width", f"'{{{text}}}' at character {position} has a width it can't have", mend)


def _repeated(parts: list[Text | Token], place: Place) -> Iterator[Problem]:
    seen: set[str] = set()
    for part in parts:
        if isinstance(part, Token):
            if part.name in seen:
                what = f"'{{{part.name}}}' stands in the pattern more than once"
                yield place.problem("repeated-token", what, "Keep one of them")
            seen.add(part.name)
