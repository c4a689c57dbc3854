"""Numbers as people write them: other scripts' digits, other blanks, dashes and case."""

from __future__ import annotations

import unicodedata
from typing import Final

BLANKS: Final = frozenset(" .")


def plain(text: str) -> str:
    """Return text in capitals with ASCII digits, plain blanks and dashes, and no invisible characters.

    Digits of every script that Unicode knows are read, so those of all scheduled languages.
    """
    return "".join(_plain(char) for char in unicodedata.normalize("NFKC", text)).upper()


def squeezed(text: str) -> str:
    """Return plain text without blanks and full stops."""
    return "".join(char for char in plain(text) if char not in BLANKS)


def _plain(char: str) -> str:
    if char.isascii() and char.isalnum():
        return char
    category = unicodedata.category(char)
    if category == "Nd":
        return str(unicodedata.decimal(char))
    if category == "Pd":
        return "-"
    if char.isspace():
        return " "
    return "" if category in {"Cf", "Cc"} else char
