"""JSON tables from outside: read strictly, so that nothing in them is lost and all of it can be kept."""

from __future__ import annotations

import json
from typing import Any

from cas_core.problems import Problem

DEEPEST = 40
_MEND = 'Write it as {"field": "value"}'


class NoTable(Exception):  # noqa: N818 - it is a verdict on a text, not a fault in the program
    """A text is no JSON table; its problem never shows what stands in the text."""

    def __init__(self, code: str, what: str, mend: str) -> None:
        super().__init__(code)
        self.problem = Problem(code, what, mend)


def read_table(content: bytes) -> dict[str, Any]:
    """Return a JSON table in UTF-8; a byte order mark before it is passed over.

    Raises:
        NoTable: It is none, or too deep; a key stands twice, a number is no whole one, a text holds half a character.
    """
    try:
        found = json.loads(
            content.decode("utf-8-sig"), object_pairs_hook=_unique, parse_constant=_no_number, parse_float=_no_number
        )
        plain(found)
    except UnicodeDecodeError as error:
        raise NoTable("not-json", f"it is not UTF-8 at byte {error.start}", "Save it as UTF-8") from None
    except json.JSONDecodeError as error:
        what = f"it is no JSON: {error.msg} in line {error.lineno}, column {error.colno}"
        raise NoTable("not-json", what, f"Correct it. {_MEND}") from None
    except RecursionError:
        raise _too_deep() from None
    except ValueError:  # of the standard library's own: a number with thousands of digits
        raise NoTable(
            "not-json", "it holds a number that is too long", "Write the number as text, or a shorter one"
        ) from None
    if not isinstance(found, dict):
        raise NoTable("not-json", "it is no JSON table", _MEND)
    return found


def plain(value: Any) -> None:
    """Pass only a value that is not too deep, and whose texts are of whole characters.

    Raises:
        NoTable: It is not so.
    """
    waiting = [(value, 1)]
    while waiting:
        value, depth = waiting.pop()
        if depth > DEEPEST:
            raise _too_deep()
        if isinstance(value, str) and not value.isascii() and any("\ud800" <= letter <= "\udfff" for letter in value):
            raise NoTable("not-json", "a text in it holds half a character", "Type the text anew")
        if isinstance(value, dict):
            waiting += [(part, depth + 1) for pair in value.items() for part in pair]
        elif isinstance(value, list):
            waiting += [(item, depth + 1) for item in value]


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NoTable("not-json", "a key stands in it twice", "Write each key once")
    return found


def _no_number(_text: str) -> float:
    """Refuse NaN, infinity and binary fractions: decimals travel as texts, so that nothing is ever rounded."""
    raise NoTable("not-json", "it holds a number with a fraction, or none at all", 'Write it as text, e.g. "1.5"')


def _too_deep() -> NoTable:
    return NoTable("too-deep", "it is nested too deep", "Nest it as the schema of the form does")
