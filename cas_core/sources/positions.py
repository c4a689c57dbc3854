"""The line of each key of a TOML text.

The standard library's parser keeps no positions, so one pass over the tokens finds them; values are left to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

from cas_core.sources.document import KeyPath

DEEPEST = 12
MOST_KEYS = 50_000

_TOKEN = re.compile(
    r"""(?P<skip>[ \t\r]+|\#[^\n]*)
      |(?P<newline>\n)
      |(?P<string>\"\"\"(?:\\.|[^\\])*?\"\"\"+|'''.*?'''+|"(?:\\.|[^"\\\n])*"|'[^'\n]*')
      |(?P<mark>[\[\]{},=])
      |(?P<word>[^\s\[\]{},=\#"']+)""",
    re.VERBOSE | re.DOTALL,
)


class TooLarge(Exception):  # noqa: N818 - it is a verdict on a file, not a fault in the program
    """The text nests deeper or says more than any layer needs."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


class _Unreadable(Exception):  # noqa: N818 - the standard parser will say what is wrong
    pass


class _Token(NamedTuple):
    kind: str
    text: str
    line: int


def positions(text: str) -> dict[KeyPath, int]:
    """Return the line, from 1, of each key path in a TOML text.

    Raises:
        TooLarge: Keys with more than ``DEEPEST`` parts, values nested deeper, or more than ``MOST_KEYS`` keys.
    """
    reader = _Reader(_tokens(text))
    with suppress(_Unreadable, StopIteration):  # what is not TOML, the parser proper reports
        reader.read()
    return reader.lines


def _tokens(text: str) -> Iterator[_Token]:
    line = 1
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if kind == "newline":
            yield _Token("newline", "\n", line)
            line += 1
        elif kind != "skip":
            yield _Token(kind, match.group(), line)
            line += match.group().count("\n") if kind == "string" else 0
    yield _Token("end", "", line)


class _Reader:
    def __init__(self, tokens: Iterator[_Token]) -> None:
        self._tokens = tokens
        self._token = next(tokens)
        self._table: KeyPath = ()
        self._counts: dict[KeyPath, int] = {}
        self.lines: dict[KeyPath, int] = {}

    def read(self) -> None:
        while self._token.kind != "end":
            if self._token.kind == "newline":
                self._next()
            elif self._token.text == "[":
                self._header()
            else:
                self._pair(self._table)

    def _next(self) -> _Token:
        token, self._token = self._token, next(self._tokens)
        return token

    def _skip_newlines(self) -> None:
        while self._token.kind == "newline":
            self._next()

    def _note(self, path: KeyPath, line: int) -> None:
        if len(path) > 2 * DEEPEST:
            raise TooLarge(f"nests deeper than {DEEPEST} levels", line)
        if len(self.lines) > MOST_KEYS:
            raise TooLarge(f"has more than {MOST_KEYS} keys", line)
        self.lines.setdefault(path, line)

    def _header(self) -> None:
        line = self._next().line
        many = self._token.text == "["
        if many:
            self._next()
        key = self._key("]")
        self._next()
        if many:
            self._next()
        self._table = self._numbered(key, new=many)
        self._note(self._table, line)

    def _numbered(self, key: KeyPath, *, new: bool) -> KeyPath:
        """Put the index of the latest item behind each part of a key that names an array of tables."""
        path: KeyPath = ()
        for position, part in enumerate(key):
            path = (*path, part)
            if new and position == len(key) - 1:
                self._counts[path] = self._counts.get(path, -1) + 1
            if path in self._counts:
                path = (*path, self._counts[path])
        return path

    def _key(self, stop: str) -> KeyPath:
        parts: list[str] = []
        while self._token.text != stop:
            if self._token.kind not in {"word", "string"}:
                raise _Unreadable
            parts += _parts(self._token)
            if len(parts) > DEEPEST:
                raise TooLarge(f"a key has more than {DEEPEST} parts", self._token.line)
            self._next()
        return tuple(parts)

    def _pair(self, table: KeyPath) -> None:
        line = self._token.line
        key = self._key("=")
        self._next()
        for end in range(1, len(key) + 1):
            self._note((*table, *key[:end]), line)
        self._value((*table, *key))

    def _value(self, path: KeyPath) -> None:
        self._note(path, self._token.line)
        token = self._next()
        if token.text == "[":
            self._array(path)
        elif token.text == "{":
            self._inline_table(path)
        elif token.kind == "word":
            while self._token.kind == "word":  # a date and time may have a blank between them
                self._next()
        elif token.kind != "string":
            raise _Unreadable

    def _array(self, path: KeyPath) -> None:
        index = 0
        while True:
            self._skip_newlines()
            if self._token.text == "]":
                self._next()
                return
            self._value((*path, index))
            index += 1
            self._separator("]")

    def _inline_table(self, path: KeyPath) -> None:
        while True:
            self._skip_newlines()
            if self._token.text == "}":
                self._next()
                return
            self._pair(path)
            self._separator("}")

    def _separator(self, close: str) -> None:
        self._skip_newlines()
        if self._token.text == ",":
            self._next()
        elif self._token.text != close:
            raise _Unreadable


def _parts(token: _Token) -> list[str]:
    if token.kind == "string":
        return [token.text[1:-1]]
    return [part for part in token.text.split(".") if part]
