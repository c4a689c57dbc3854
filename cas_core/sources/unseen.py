"""Signs that nobody sees: joiners, marks of direction, soft hyphens, fillers (Unicode's Default_Ignorable)."""

from __future__ import annotations

import re

UNSEEN = re.compile(
    "[\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u08e2\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000110bd\U000110cd\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]+"
)
"""Besides them, signs of formatting and the two blanks that are no blanks: Hangul's filler and Braille's."""


def without_unseen(text: str) -> str:
    """Return a text without the signs in it that nobody sees."""
    return text if text.isascii() else UNSEEN.sub("", text)
