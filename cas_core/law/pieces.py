"""Sections and names of Acts in the order in which they were typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cas_core.law.catalogue import Act
from cas_core.law.names import Names
from cas_core.law.scan import Token
from cas_core.problems import Problem

_YEAR = re.compile(r"(?:18|19|20)\d\d")
_CLAUSE = re.compile(r"\(\s?\w{1,5}\s?\)")


class Cited(NamedTuple):
    """A section as typed.

    Attributes:
        text: The section.
        joint: What stands before it: ``,``, ``/`` or ``r/w``.
        kind: ``attempt``, ``abetment`` or ``conspiracy``, or empty.
    """

    text: str
    joint: str = ","
    kind: str = ""


class Named(NamedTuple):
    """An Act as typed.

    Attributes:
        text: The name.
        acts: Acts that it may mean; none where it is not known.
        sections: Sections without a number that stand before it: ``EXCISE SLL``.
    """

    text: str
    acts: tuple[Act, ...]
    sections: tuple[Cited, ...] = ()


def pieces(tokens: Iterable[Token], names: Names) -> Iterator[Cited | Named | Problem]:
    """Yield sections and Acts, and a problem for each sign that can't be read."""
    gatherer = _Gatherer(names)
    for token in [*tokens, Token("end", "")]:
        yield from gatherer.take(token)


class _Gatherer:
    """Joins words to names of Acts, and signs to the sections around them."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._words: list[str] = []
        self._cited: Cited | None = None
        self._last = ""
        self._joint = ","
        self._glue = ""

    def take(self, token: Token) -> Iterator[Cited | Named | Problem]:
        if self._in_name(token):
            return
        handler = getattr(self, f"_take_{token.kind}")
        yield from handler(token.text)

    def _in_name(self, token: Token) -> bool:
        """Add a token to the name that is being read, if it belongs there: ``SC / ST``, ``Act, 1959``."""
        if not self._words:
            return False
        if token.kind == "mark":
            if self._glue or token.text in ";:+":
                return False
            self._glue = token.text
            return True
        belongs = token.kind == "bracket" or (token.kind == "word" and self._glue in {"", "/", "&", "-"})
        if belongs or self._is_year(token):
            self._words.append(token.text)
            self._glue = ""
            return True
        return False

    def _is_year(self, token: Token) -> bool:
        if token.kind != "section" or not _YEAR.fullmatch(token.text):
            return False
        return any(act.year == token.text for act in self._names.acts(" ".join(self._words)))

    def _take_word(self, text: str) -> Iterator[Cited | Named | Problem]:
        yield from self._flush()
        self._words = [text]

    def _take_section(self, text: str) -> Iterator[Cited | Named | Problem]:
        yield from self._flush()
        self._cited = Cited(text, self._joint)
        self._last, self._joint = text, ","

    def _take_bracket(self, text: str) -> Iterator[Cited | Named | Problem]:
        """Put a clause by itself behind the section before it: ``3(1)(r), (s)``."""
        if self._last and _CLAUSE.fullmatch(text) and "(" in self._last:
            yield from self._take_section(self._last[: self._last.rindex("(")] + text)
        else:
            yield from self._take_odd(text)

    def _take_kind(self, text: str) -> Iterator[Cited | Named | Problem]:
        kind = text.strip("() ").casefold()
        if self._cited:
            self._cited = self._cited._replace(kind=kind)
            return
        named = list(self._flush())
        if named and isinstance(named[0], Named) and named[0].sections:  # OTHER SLL (attempt)
            yield named[0]._replace(sections=tuple(cited._replace(kind=kind) for cited in named[0].sections))
        else:
            yield from named
            yield from self._take_odd(text)

    def _take_joint(self, _text: str) -> Iterator[Cited | Named | Problem]:
        yield from self._flush()
        self._joint = "r/w"

    def _take_mark(self, text: str) -> Iterator[Cited | Named | Problem]:
        yield from self._flush()
        if self._joint != "r/w":
            self._joint = "/" if text == "/" else ","

    def _take_odd(self, text: str) -> Iterator[Cited | Named | Problem]:
        yield from self._flush()
        what = f"'{text[:40]}' can't be read here"
        yield Problem("unreadable-piece", what, "Write sections, commas and the Act, for instance: 379, 34 IPC")

    def _take_end(self, _text: str) -> Iterator[Cited | Named | Problem]:
        yield from self._flush()

    def _flush(self) -> Iterator[Cited | Named]:
        if self._cited:
            yield self._cited
        if self._words:
            yield _named(self._words, self._names, self._joint)
            self._joint = "," if self._glue != "/" else "/"
            self._last = ""
        self._words, self._cited, self._glue = [], None, ""


def _named(words: list[str], names: Names, joint: str) -> Named:
    """Return the Act that words name; words before it may be a section of it."""
    text = " ".join(words)
    acts = names.acts(text)
    if acts:
        return Named(text, tuple(acts))
    for cut in range(1, min(len(words), 5)):
        act, section = names.acts(" ".join(words[cut:])), " ".join(words[:cut])
        if len(act) == 1 and names.section(act[0].id, section):
            return Named(text, tuple(act), (Cited(section, joint),))
    return Named(text, ())
