"""Words as they are compared: without what keyboards and copies add to a name, or leave out of it."""

from __future__ import annotations

import re
import unicodedata

from cas_core.sources import plain_digits
from cas_core.sources.unseen import without_unseen

_MARKS = re.compile(
    "(?<=[a-z\u0621-\u064a\u066e-\u06d3\u06d5])[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]+"
)
"""Accents on Latin letters, vowel signs and hamza on Arabic ones; a vowel sign of an Indic script is a letter."""

_SAME = str.maketrans(
    {
        **dict.fromkeys("يىې", "\u06cc"),
        "ك": "\u06a9",
        **dict.fromkeys("هھةۃەۀ", "\u06c1"),
        "\u0640": "",
        "\u09ce": "\u09a4\u09cd",
        "\u0d7a": "\u0d23\u0d4d",
        "\u0d7b": "\u0d28\u0d4d",
        "\u0d7c": "\u0d30\u0d4d",
        "\u0d7d": "\u0d32\u0d4d",
        "\u0d7e": "\u0d33\u0d4d",
        "\u0d7f": "\u0d15\u0d4d",
    }
)
"""Letters that one keyboard writes in place of others: Arabic's for Urdu's, and consonants that bear their virama."""


def folded(text: str) -> str:
    """Return a text in which all that people type in place of one another is the same."""
    if text.isascii():
        return text.casefold()
    apart = unicodedata.normalize("NFKD", without_unseen(text)).casefold()
    return plain_digits(unicodedata.normalize("NFC", _MARKS.sub("", apart).translate(_SAME)))
