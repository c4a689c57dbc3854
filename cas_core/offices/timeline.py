"""What must hold of all offices on every day: one parent each, of a type that may stand above, and none without end.

Audits found stations mapped to the wrong supervisor, and offices to none. Here a state's offices are one list of lines,
each of which holds over a span of days; `faults` looks at the whole of it, so that no order of changes gets past it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from cas_core.offices.definition import Office, OfficeType
from cas_core.problems import Problem

DAY = timedelta(days=1)
Lines = Sequence[Office]
Spans = Mapping[str, Lines]


class Fault(NamedTuple):
    """What is wrong with a line: a problem that has no place yet."""

    line: Office
    code: str
    what: str
    mend: str

    @property
    def problem(self) -> Problem:
        """The problem, without its place."""
        return Problem(self.code, self.what, self.mend)


def by_id(lines: Iterable[Office]) -> dict[str, list[Office]]:
    """Return the lines of each office, the earliest first."""
    spans: dict[str, list[Office]] = {}
    for line in sorted(lines, key=lambda line: (line.begins, line.ends)):
        spans.setdefault(line.id, []).append(line)
    return spans


def as_on(lines: Iterable[Office], day: date) -> dict[str, Office]:
    """Return the offices that are open on a day, by id."""
    return {line.id: line for line in lines if line.holds_on(day)}


def faults(lines: Lines, types: Mapping[str, OfficeType]) -> Iterator[Fault]:
    """Yield everything that is wrong with the offices of a state, on any day."""
    spans = by_id(lines)
    yield from _codes_used_again(lines)
    yield from _tops(lines)
    for office in spans.values():
        yield from _spans(office)
        for line in office:
            yield from _place(line, spans, types)
            yield from _circle(line, spans)
            yield from _succession(line, spans)


def _codes_used_again(lines: Lines) -> Iterator[Fault]:
    """Yield codes of two offices: one stands in numbers for ever, also after its office is closed."""
    holders: dict[tuple[str, ...], str] = {}
    for line in lines:
        for code in ((line.code,), (line.district, line.unit or line.code)):
            if holders.setdefault(code, line.id) != line.id:
                what = f"the code '{' '.join(filter(None, code))}' is or was that of '{holders[code]}'"
                yield Fault(line, "duplicate-office", what, f"Give '{line.id}' a code of its own")


def _tops(lines: Lines) -> Iterator[Fault]:
    tops = [line for line in lines if not line.parent]
    for place, line in enumerate(tops):
        for other in tops[:place]:
            if other.id != line.id and _meet(other, line):
                what = f"'{line.id}' and '{other.id}' both have nothing above them"
                yield Fault(line, "second-top", what, "Name the office above it")


def _spans(office: Lines) -> Iterator[Fault]:
    for line in office:
        if line.ends < line.begins:
            yield Fault(line, "empty-validity", f"'{line.id}' ends before it begins", "Correct valid_from or valid_to")
    for before, after in pairwise(office):
        if after.begins <= before.ends:
            what = f"two lines of '{after.id}' hold on {after.begins}"
            yield Fault(after, "office-overlap", what, "End the earlier line the day before the later one begins")
        elif after.begins != before.ends + DAY:
            what = f"'{after.id}' is closed from {before.ends + DAY} to {after.begins - DAY}"
            yield Fault(after, "office-gap", what, "Close the gap, or open the later office under an id of its own")


def _place(line: Office, spans: Spans, types: Mapping[str, OfficeType]) -> Iterator[Fault]:
    """Yield a line whose parent is not known, not open as long as the line holds, or not of a type that is above it."""
    kind = types.get(line.type)
    if kind is None:
        what = f"there is no type of office '{line.type}'"
        yield Fault(line, "unknown-office-type", what, "Use a type of offices.toml")
    parent = spans.get(line.parent, ())
    if not line.parent:
        if kind is not None and kind.under:
            yield Fault(line, "wrong-parent", f"a {line.type} does not stand under 'nothing'", "Correct the parent")
    elif not parent:
        yield Fault(line, "unknown-office", f"there is no office '{line.parent}'", "Name an office of the state")
    elif parent[0].begins > line.begins or parent[-1].ends < line.ends:
        what = f"'{line.id}' would stand under '{line.parent}' while that is not open"
        yield Fault(line, "parent-not-open", what, "Move it under an open office first")
    for above in parent:
        if kind is not None and _meet(above, line) and above.type not in kind.under:
            what = f"a {line.type} does not stand under '{line.parent}', a {above.type}"
            yield Fault(line, "wrong-parent", what, f"It may stand under: {', '.join(kind.under) or 'nothing'}")


def _circle(line: Office, spans: Spans) -> Iterator[Fault]:
    """Yield a line that closes a circle; it does so on its first day, so that no other day is to be looked at."""
    seen: set[str] = set()
    current: Office | None = line
    while current is not None and current.parent and current.id not in seen:
        seen.add(current.id)
        current = next((above for above in spans.get(current.parent, ()) if above.holds_on(line.begins)), None)
    if current is not None and current.id == line.id and seen:
        yield Fault(line, "circular-office", f"'{line.id}' would stand above itself", "Name another parent")


def _succession(line: Office, spans: Spans) -> Iterator[Fault]:
    if not line.successor:
        return
    heirs = spans.get(line.successor, ())
    if line.valid_to is None or not any(heir.holds_on(line.valid_to + DAY) for heir in heirs):
        what = f"'{line.successor}' is not open on the day after '{line.id}' closes"
        yield Fault(line, "successor-not-open", what, "Name an office that is open then, and the day of closing")


def _meet(one: Office, other: Office) -> bool:
    return max(one.begins, other.begins) <= min(one.ends, other.ends)
