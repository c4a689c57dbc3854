"""Words in the reader's language, down a chain of languages that ends in English."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Self

CONTEXT = "\x04"
RIGHT_TO_LEFT = frozenset({"ar", "ks", "sd", "ur"})


class Worded(str):
    """A text that somebody wrote at a desk, together with what it is in other languages.

    Attributes:
        texts: What it is, by language.
    """

    __slots__ = ("texts",)
    texts: Mapping[str, str]

    def __new__(cls, text: str, texts: Mapping[str, str]) -> Self:
        """Return an English text that knows what it is in other languages."""
        worded = super().__new__(cls, text)
        worded.texts = texts
        return worded


class Translator:
    """Translates English source texts.

    Attributes:
        language: BCP 47 tag that was asked for.
    """

    def __init__(self, language: str, catalogues: Mapping[str, Mapping[str, Any]]) -> None:
        self.language = language
        self._texts: list[dict[str, str]] = [
            {entry["id"]: entry["text"] for entry in catalogues[tag].get("entries", ())}
            for tag in chain(language)
            if tag in catalogues
        ]

    @property
    def direction(self) -> str:
        """``rtl`` for scripts that are written from right to left."""
        return "rtl" if self.language.partition("-")[0] in RIGHT_TO_LEFT else "ltr"

    def isolated(self, text: str) -> str:
        """Return text that runs from left to right as one piece of a line that runs the other way: ``331(4)``."""
        return f"\u2066{text}\u2069" if self.direction == "rtl" else text

    def __call__(self, text: str, context: str = "") -> str:
        """Return the translation of a text in its sense, or else of the words alone, or the text itself."""
        if isinstance(text, Worded):
            own = next((text.texts[tag] for tag in chain(self.language) if text.texts.get(tag)), "")
            if own or self.language.partition("-")[0] == "en":
                return own or str(text)
        context = context or getattr(text, "context", "")
        for texts in self._texts:
            found = texts.get(f"{context}{CONTEXT}{text}") if context else None
            if found or text in texts:
                return found or texts[text]
        return text


def chain(language: str) -> Iterator[str]:
    """Yield a tag and what it falls back to: ``kn-IN``, then ``kn``; English needs no catalogue."""
    while language:
        yield language
        language = language.rpartition("-")[0]
