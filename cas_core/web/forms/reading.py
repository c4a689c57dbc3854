"""What a browser sent, taken along a described form back to plain values. What the form does not ask is not read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol

from cas_core.forms.values import put, visible
from cas_core.problems import Problem
from cas_core.sources import plain_digits
from cas_core.web.forms.describing import Ask, Sheet
from cas_core.web.forms.rows import MOST, POSITION

_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_MONTH_FIRST = re.compile(r"(\d{1,2})[-/.](\d{4})")
_DECIMAL = frozenset({"decimal", "money", "geo"})
ZONE = "+05:30"


class Lookup(Protocol):
    """Answers what a reader can't know by itself."""

    def record(self, number: str, register: str) -> str | None:
        """Return the id of the record of a register that a printed number means."""

    def statutes(self, text: str) -> tuple[list[dict[str, Any]], list[Problem]]:
        """Return the acts and sections that a text names."""

    def attachments(self, sent: Sent, name: str) -> tuple[list[dict[str, str]], list[Problem]]:
        """Return the files that were sent under a name, or were kept before."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A form as the browser sent it.

    Attributes:
        fields: Texts by name, in order.
        files: Name and content of each file, by name of the control.
    """

    fields: Mapping[str, list[str]]
    files: Mapping[str, list[tuple[str, bytes]]] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Return the last text under a name, without the space around it; one that nobody sees is empty."""
        text = self.fields.get(name, [""])[-1].strip()
        return text if visible(text) else ""

    def positions(self, name: str) -> list[int]:
        """Return the positions of the entries of a group that were sent, in order."""
        start = f"{name}."
        found = {key[len(start) :].partition(".")[0] for key in (*self.fields, *self.files) if key.startswith(start)}
        return sorted(int(step) for step in found if POSITION.fullmatch(step) and int(step) < MOST)


def read(sheet: Sheet, sent: Sent, look: Lookup, *, blanks: bool = False) -> tuple[dict[str, Any], list[Problem]]:
    """Return the values that were filled in, and what could not be read.

    Args:
        blanks: Whether entries of groups in which nothing is filled in are kept, as while a form is filled in.
    """
    reader = _Reader(sent, look, blanks=blanks)
    return reader.group(sheet.asks, ""), reader.problems


class _Reader:
    def __init__(self, sent: Sent, look: Lookup, *, blanks: bool) -> None:
        self._sent = sent
        self._look = look
        self._blanks = blanks
        self.problems: list[Problem] = []

    def group(self, asks: tuple[Ask, ...], above: str) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for ask in asks:
            value = self._value(ask, f"{above}{ask.key}")
            if value not in (None, "", [], {}):
                put(values, ask.key, value)
        return values

    def _value(self, ask: Ask, name: str) -> Any:
        if ask.children:
            return self._rows(ask, name) if ask.many else self.group(ask.children, f"{name}.")
        if ask.many and ask.type == "name":
            return [held for position in self._sent.positions(name) if (held := self._name(f"{name}.{position}"))]
        take: Callable[[Any, Ask, str], Any] = self._READERS.get(ask.kind, _Reader._text)
        return take(self, ask, name)

    def _rows(self, ask: Ask, name: str) -> list[Any]:
        rows = [self.group(ask.children, f"{name}.{position}.") for position in self._sent.positions(name)]
        return [row for row in rows if row or self._blanks]

    def _text(self, _ask: Ask, name: str) -> Any:
        return self._sent.text(name).replace("\r\n", "\n")

    def _name(self, name: str) -> dict[str, str]:
        parts = {part: self._sent.text(f"{name}.{part}") for part in ("text", "roman")}
        if parts["roman"] and not parts["text"]:
            parts["text"] = parts["roman"]
        return {part: text for part, text in parts.items() if text}

    def _whole(self, _ask: Ask, name: str) -> Any:
        return _whole(self._sent.text(name))

    def _number(self, _ask: Ask, name: str) -> Any:
        return plain_digits(self._sent.text(name)).replace(",", "").removeprefix("₹").strip()

    def _truth(self, _ask: Ask, name: str) -> Any:
        return {"yes": True, "no": False}.get(self._sent.text(name))

    def _date(self, _ask: Ask, name: str) -> Any:
        return _iso_day(self._sent.text(name))

    def _moment(self, _ask: Ask, name: str) -> Any:
        return _moment(self._sent.text(name))

    def _span(self, _ask: Ask, name: str) -> Any:
        ends: dict[str, str] = {}
        for end in ("from", "to"):
            day = _iso_day(self._sent.text(f"{name}.{end}.date"))
            time = plain_digits(self._sent.text(f"{name}.{end}.time"))
            if time:  # one without its day is no moment, and is told
                day = f"{day or ends.get('from', '').partition('T')[0]}T{time}{ZONE}"
            if day:
                ends[end] = day
        if ends and self._sent.text(f"{name}.approximate") == "yes":
            return {**ends, "approximate": True}
        return ends

    def _statutes(self, _ask: Ask, name: str) -> Any:
        text = self._sent.text(name)
        if not text:
            return []
        rows, problems = self._look.statutes(text)
        self.problems += [problem._replace(field=name) for problem in problems]
        return rows

    def _chosen(self, ask: Ask, name: str) -> Any:
        """Return the code of a choice that was typed, by its words or by itself."""
        text = self._sent.text(name)
        return next(
            (choice.code for choice in (*ask.choices, *ask.former) if text in (choice.label, choice.code)), text
        )

    def _boxes(self, _ask: Ask, name: str) -> Any:
        return [text for text in dict.fromkeys(self._sent.fields.get(name, [])) if text]

    def _lines(self, ask: Ask, name: str) -> Any:
        lines = [line.strip() for line in self._sent.text(name).splitlines() if visible(line)]
        if ask.type == "record":
            return [found for line in lines if (found := self._found(ask, name, line))]
        take = {"integer": _whole, "date": _iso_day, "datetime": _written_moment}.get(ask.type, str)
        return [take(line) for line in lines]

    def _geo(self, _ask: Ask, name: str) -> Any:
        parts = {part: plain_digits(self._sent.text(f"{name}.{part}")) for part in ("lat", "long")}
        return parts if all(parts.values()) else {part: text for part, text in parts.items() if text}

    def _record(self, ask: Ask, name: str) -> Any:
        text = self._sent.text(name)
        return self._found(ask, name, text) if text else None

    def _found(self, ask: Ask, name: str, number: str) -> str:
        """Return the id of the record that a number means; one that means none stays as it was typed."""
        found = self._look.record(number, ask.refers_to)
        if found is None:
            what = f"'{ask.label}' names no record that you may refer to"
            self.problems.append(Problem("unknown-number", what, "Write the number as it is printed", None, name))
        return found or number

    def _attachment(self, ask: Ask, name: str) -> Any:
        held, problems = self._look.attachments(self._sent, name)
        self.problems += problems
        return held if ask.many else held[-1] if held else None

    _READERS: ClassVar[Mapping[str, Callable[[Any, Ask, str], Any]]] = {
        "integer": _whole,
        "boolean": _truth,
        "date": _date,
        "partial_date": _date,
        "datetime": _moment,
        "span": _span,
        "statutes": _statutes,
        "choose": _chosen,
        "boxes": _boxes,
        "parties": _boxes,
        "lines": _lines,
        "geo": _geo,
        "record": _record,
        "attachment": _attachment,
        "name": lambda self, _ask, name: self._name(name),
        **dict.fromkeys(_DECIMAL - {"geo"}, _number),
    }


def _whole(text: str) -> int | str:
    plain = plain_digits(text).replace(",", "")
    return int(plain) if re.fullmatch(r"-?\d{1,15}", plain) else plain


def _iso_day(text: str) -> str:
    """Return a day as ISO 8601; one written day first, as people do in India, is turned."""
    plain = plain_digits(text)
    turned = _DAY_FIRST.fullmatch(plain)
    if turned:
        return f"{turned[3]}-{int(turned[2]):02}-{int(turned[1]):02}"
    month = _MONTH_FIRST.fullmatch(plain)
    return f"{month[2]}-{int(month[1]):02}" if month else plain


def _written_moment(text: str) -> str:
    """Return a moment that was typed as people write it: ``04/03/2025 07:00``."""
    day, _, time = text.partition(" ")
    return _moment(f"{_iso_day(day)}T{plain_digits(time.strip())}") if time else _moment(text)


def _moment(text: str) -> str:
    """Return a moment with India's zone, where the browser sent none."""
    return f"{text}{ZONE}" if re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?", text) else text
