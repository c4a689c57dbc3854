"""Whether two different numbers can print alike: decided, not sampled.

A pattern with its series spelled out is a chain of pieces. Two readers walk it side by side, taking the same
characters; if both can come to the end by different ways, a text with two readings exists, and the walk has spelled
it. As there are only finitely many pairs of positions, the search always ends, and finding nothing is a proof.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import Final, NamedTuple

from cas_core.numbering.shape import ANY, Chars, Pieces

# Piece, run of its shape, characters taken of the run.
_Position = tuple[int, int, int]

_START: Final[_Position] = (-1, 0, 0)


class _Pair(NamedTuple):
    one: _Position
    other: _Position
    parted: bool


def text_read_in_two_ways(pieces: Pieces) -> str | None:
    """Return a shortest text that splits into these pieces in two ways, or None if there is none."""
    return _search(pieces, pieces, _Pair(_START, _START, parted=False))


def text_of_both(one: Pieces, other: Pieces) -> str | None:
    """Return a shortest text that both chains can print, or None if there is none."""
    return _search(one, other, _Pair(_START, _START, parted=True))


def _search(one: Pieces, other: Pieces, start: _Pair) -> str | None:
    came: dict[_Pair, tuple[_Pair, str] | None] = {start: None}
    queue = deque([start])
    while queue:
        pair = queue.popleft()
        for char, following in _steps(one, other, pair):
            if following in came:
                continue
            came[following] = (pair, char)
            queue.append(following)
            if following.parted and _at_end(one, following.one) and _at_end(other, following.other):
                return _spelled(came, following)
    return None


def _steps(one: Pieces, other: Pieces, pair: _Pair) -> Iterator[tuple[str, _Pair]]:
    for chars, here in _moves(one, pair.one):
        for others, there in _moves(other, pair.other):
            char = _common(chars, others)
            if char:
                yield char, _Pair(here, there, pair.parted or here != there)


def _moves(pieces: Pieces, position: _Position) -> Iterator[tuple[Chars, _Position]]:
    piece, run, taken = position
    if piece >= 0:
        steps, more = pieces[piece].shape[run]
        if taken < len(steps):
            yield steps[taken], (piece, run, taken + 1)
            return
        if more:
            yield more, position
    if piece + 1 < len(pieces):
        for index, entry in enumerate(pieces[piece + 1].shape):
            yield entry.steps[0], (piece + 1, index, 1)


def _at_end(pieces: Pieces, position: _Position) -> bool:
    piece, run, taken = position
    return piece == len(pieces) - 1 and (piece < 0 or taken == len(pieces[piece].shape[run].steps))


def _common(one: Chars, other: Chars) -> str:
    if one is ANY:
        return "x" if other is ANY else min(other)
    return min(one if other is ANY else one & other, default="")


def _spelled(came: dict[_Pair, tuple[_Pair, str] | None], pair: _Pair) -> str:
    chars: list[str] = []
    step = came[pair]
    while step:
        chars.append(step[1])
        step = came[step[0]]
    return "".join(reversed(chars))
