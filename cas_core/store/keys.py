"""Keys under which numbers and names are found, however they are written."""

from __future__ import annotations

import re
import unicodedata

from cas_core.sources import plain_digits
from cas_core.store.script import roman

_VOWELS = (("aa", "a"), ("ee", "i"), ("ii", "i"), ("oo", "u"), ("uu", "u"), ("ou", "u"), ("y", "i"))
_CONSONANTS = (
    ("sh", "s"),
    ("ph", "f"),
    ("w", "v"),
    ("x", "ks"),
    ("z", "j"),
    ("q", "k"),
    ("ck", "k"),
    ("c", "k"),
    ("th", "t"),
    ("dh", "d"),
)
_NEAR = str.maketrans("eo", "iu")
_ASPIRATED = re.compile(r"(?<=[kgjbt])h")


def number_key(text: str) -> str:
    """Return the key of a printed number: digits of any script as ASCII, letters small, the rest left out.

    Initials are one word, with full stops or without: ``C.C. No.`` is ``CC No``.
    """
    plain = text if text.isascii() else plain_digits(unicodedata.normalize("NFKC", text))
    joined = re.sub(r"(?<![a-z])([a-z])\.(?=[a-z](?![a-z]))", r"\1", plain.lower())
    return re.sub(r"[^0-9a-z]+", "-", joined).strip("-")[:200]


def name_keys(name: str) -> str:
    """Return the key of a name in any script: words that sound alike are equal, their order does not count."""
    plain = unicodedata.normalize("NFKD", roman(unicodedata.normalize("NFC", name))).lower()
    words = re.findall(r"[a-z]+", "".join(letter for letter in plain if not unicodedata.combining(letter)))
    return " ".join(sorted(filter(None, map(_sound, words))))[:200]


def bones(key: str) -> str:
    """Return the consonants of one word of a name's key, with its first letter: what is left of it in Urdu."""
    return key[:1] + re.sub(r"[aeiou]", "", key[1:])


def _sound(word: str) -> str:
    word = word.replace("ch", "C")
    for written, spoken in (*_CONSONANTS, *_VOWELS):
        word = word.replace(written, spoken)
    word = _ASPIRATED.sub("", word).translate(_NEAR)
    word = re.sub(r"(.)\1+", r"\1", word)
    return re.sub(r"[aeiou]+$", "", word) if len(word) > 3 else word  # noqa: PLR2004 - short names end in vowels
