"""Which texts a token can print, and which a reader accepts: sequences of character classes.

A shape is a few runs, no two of which can print the same text; a run is one class for each character, and perhaps a
class of which any number may follow. Reading and the proof that a number can be read in one way only both use it.
"""

from __future__ import annotations

import string
from collections.abc import Callable, Iterator
from itertools import product
from typing import Final, NamedTuple

from cas_core.numbering.pattern import Pattern, Text, Token
from cas_core.numbering.script import squeezed

Chars = frozenset[str]

# Stands for every character; compared by identity.
ANY: Final[Chars] = frozenset("\uffff")
DIGIT: Final[Chars] = frozenset(string.digits)
CAPITAL: Final[Chars] = frozenset(string.ascii_uppercase)
_WORD: Final[Chars] = DIGIT | CAPITAL
_ZERO: Final[Chars] = frozenset("0")
_NONZERO: Final[Chars] = DIGIT - _ZERO
_ONE: Final[Chars] = frozenset("1")


class Run(NamedTuple):
    """One character class for each of the first characters, and the class of all that may follow."""

    steps: tuple[Chars, ...]
    more: Chars = frozenset()


Shape = tuple[Run, ...]


class Piece(NamedTuple):
    """A stretch of a number: the token that it tells of, or an empty name for literal text."""

    name: str
    shape: Shape


Pieces = tuple[Piece, ...]


def has(chars: Chars, char: str) -> bool:
    """Say whether a class has a character."""
    return chars is ANY or char in chars


def ends(shape: Shape, text: str, start: int) -> Iterator[int]:
    """Yield each position up to which the text from ``start`` has this shape."""
    for run in shape:
        end = start + len(run.steps)
        if end <= len(text) and all(map(has, run.steps, text[start:end])):
            yield end
            while run.more and end < len(text) and has(run.more, text[end]):
                end += 1
                yield end


def strict_pieces(pattern: Pattern) -> Pieces:
    """Return the pieces of a pattern whose series is spelled out, as the printer writes them."""
    return tuple(
        Piece("", (_literal(part.text),)) if isinstance(part, Text) else Piece(part.name, _STRICT[part.name](part))
        for part in pattern
    )


def loose_pieces(pattern: Pattern, loosened: frozenset[str]) -> Pieces:
    """Return the pieces for text made plain: blanks are left out, and the named tokens may have other widths."""
    found: list[Piece] = []
    for part in pattern:
        if isinstance(part, Text):
            found += [Piece("", (_literal(char),)) for char in squeezed(part.text)]
        else:
            shape = _LOOSE[part.name] if part.name in loosened else _STRICT[part.name](part)
            found.append(Piece(part.name, shape))
    return tuple(found)


def _literal(text: str) -> Run:
    return Run(tuple(frozenset(char) for char in text))


def _digits(count: int) -> Run:
    return Run((DIGIT,) * count)


def _code(token: Token) -> Shape:
    return (Run((_WORD,) * token.width),) if token.width else _LOOSE_CODE


def _serial(token: Token) -> Shape:
    """Return zeros up to the width before the first other digit; only without them may it be longer."""
    width = max(token.width, 1)
    padded = [Run((*(_ZERO,) * zeros, _NONZERO, *(DIGIT,) * (width - zeros - 1))) for zeros in range(1, width)]
    return (Run((_NONZERO, *(DIGIT,) * (width - 1)), DIGIT), *padded)


def _month(token: Token) -> Shape:
    first = (_ZERO,) if token.width else ()
    return (Run((*first, _NONZERO)), Run((_ONE, frozenset("012"))))


def _day(token: Token) -> Shape:
    first = (_ZERO,) if token.width else ()
    return (Run((*first, _NONZERO)), Run((frozenset("12"), DIGIT)), Run((frozenset("3"), frozenset("01"))))


def _date(_: Token) -> Shape:
    stop = frozenset(".")
    days, months = _day(Token("day", 2)), _month(Token("month", 2))
    return tuple(Run((*day.steps, stop, *month.steps, stop, DIGIT, DIGIT)) for day, month in product(days, months))


def _loose_date() -> Shape:
    stop = frozenset("./-")
    widths = product((1, 2), (1, 2), (2, 4))
    parted = [Run((*(DIGIT,) * d, stop, *(DIGIT,) * m, stop, *(DIGIT,) * y)) for d, m, y in widths]
    return (*parted, _digits(6), _digits(8))


_LOOSE_CODE: Final[Shape] = (Run((_WORD,), _WORD),)
_STATE: Final[Shape] = (Run((CAPITAL, CAPITAL)),)
_PLACE: Final[Shape] = (Run((ANY,), ANY),)
_YEAR: Final[Shape] = (Run((frozenset("12"), DIGIT, DIGIT, DIGIT)),)

_STRICT: Final[dict[str, Callable[[Token], Shape]]] = {
    "state": lambda _: _STATE,
    "district": _code,
    "office": _code,
    "year": lambda _: _YEAR,
    "yy": lambda _: (_digits(2),),
    "month": _month,
    "day": _day,
    "serial": _serial,
    "place": lambda _: _PLACE,
    "date": _date,
}

_LOOSE: Final[dict[str, Shape]] = {
    "district": _LOOSE_CODE,
    "office": _LOOSE_CODE,
    "year": (*_YEAR, _digits(2)),
    "yy": (*_YEAR, _digits(2)),
    "month": (_digits(1), _digits(2)),
    "day": (_digits(1), _digits(2)),
    "serial": (Run((DIGIT,), DIGIT),),
    "date": _loose_date(),
}

# How much is allowed to differ from the printed form, least first.
LOOSENED: Final = (frozenset({"serial", "date"}), frozenset(_LOOSE))
