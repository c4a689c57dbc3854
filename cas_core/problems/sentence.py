"""Sentences of a refusal: told in English where they arise, and still sayable in the language of whoever reads them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Self

Said = str | Iterable[str]
Translate = Callable[[str], str]


class Sentence(str):
    """A sentence with names filled in; its text is the English one.

    Catalogues hold its source, e.g. ``there is no step '{step}'``. What is filled in is translated where it is known
    (labels of steps, roles and ranks) and stays as it is where it is not (ids, numbers); several are told in a row.
    """

    __slots__ = ("source", "values")

    source: str
    values: Mapping[str, Said]

    def __new__(cls, source: str, **values: Said) -> Self:
        """Fill a sentence in."""
        sentence = super().__new__(cls, _filled(source, values, str))
        sentence.source = source
        sentence.values = {name: value if isinstance(value, str) else tuple(value) for name, value in values.items()}
        return sentence

    def said(self, translate: Translate) -> str:
        """Return it in another language."""
        return _filled(translate(self.source), self.values, translate)


def said(text: str, translate: Translate) -> str:
    """Return a text in another language, if it is a sentence; any other one stays as it is."""
    return text.said(translate) if isinstance(text, Sentence) else text


def _filled(source: str, values: Mapping[str, Said], translate: Translate) -> str:
    words = {
        name: translate(value) if isinstance(value, str) else ", ".join(translate(item) for item in value)
        for name, value in values.items()
    }
    return source.format(**words) if words else source
