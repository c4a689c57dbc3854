"""Digits of all scripts of India, which people type as readily as 0 to 9."""

from __future__ import annotations

import unicodedata


def plain_digits(text: str) -> str:
    """Return a text with its decimal digits, of whatever script, as 0 to 9; all else stays as it is."""
    if text.isascii():
        return text
    return "".join(letter if (digit := unicodedata.decimal(letter, None)) is None else str(digit) for letter in text)
