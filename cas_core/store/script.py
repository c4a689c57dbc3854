"""Names of any script of India in Roman letters, near enough that they sound alike in a search.

The blocks of Unicode from Devanagari to Malayalam are laid out alike, as ISCII was (IS 13194:1991): the same letter
stands at the same place of each, so that one table reads nine scripts. Urdu writes few vowels; its names are compared
by their consonants.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

FIRST, LAST, BLOCK = 0x0900, 0x0D7F, 0x80


def _table(first: int, letters: str) -> dict[int, str]:
    """Return the letters for places from one on."""
    return dict(enumerate(letters.split(), first))


_VOWELS = _table(0x05, "a aa i ii u uu ri li e e e ai o o o au")
_SIGNS = _table(0x3E, "aa i ii u uu ri ri e e e ai o o o au")
_CONSONANTS = _table(
    0x15, "k kh g gh n ch chh j jh n t th d dh n t th d dh n n p ph b bh m y r r l l l v sh sh s h"
) | _table(0x58, "k kh g z r rh f y")
_OTHERS = {0x01: "n", 0x02: "n", 0x03: "h"}
_VIRAMA, _NUKTA = 0x4D, 0x3C

_URDU = "ابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکكگلمنںوہھةیيےئءآأؤ"
_LATIN = "a b p t t s j ch h kh d d z r r z z s sh s z t z a g f k k k g l m n n v h h t i i e i _ aa a v"
_ARABIC = dict(zip(_URDU, _LATIN.split(), strict=True))


@lru_cache(maxsize=10_000)
def roman(text: str) -> str:
    """Return a text with the letters of India's scripts in Roman ones; all others stay as they are."""
    return "".join(_letters(text)).replace("_", "")


def _letters(text: str) -> Iterator[str]:
    waiting = False  # a consonant whose own vowel may still be replaced
    for letter in text:
        code = ord(letter)
        place = (code - FIRST) % BLOCK if FIRST <= code <= LAST else -1
        if place in _SIGNS or place in {_VIRAMA, _NUKTA}:
            yield _SIGNS.get(place, "")
            waiting = waiting and place == _NUKTA
            continue
        if waiting and place in _CONSONANTS | _VOWELS | _OTHERS:
            yield "a"
        waiting = place in _CONSONANTS
        yield _CONSONANTS.get(place) or _VOWELS.get(place) or _OTHERS.get(place) or _ARABIC.get(letter, letter)
