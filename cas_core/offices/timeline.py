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
from cas_core.problems import Problem, Sentence

DAY = timedelta(days=1)
Lines = Sequence[Office]
Spans = Mapping[str, Lines]


class Fault(NamedTuple):
    """What is wrong with a line: a problem that has no place yet.

    Attributes:
        part: The part of the office that it is in.
    """

    line: Office
    code: str
    what: str
    mend: str
    part: str

    @property
    def problem(self) -> Problem:
        """The problem, without the place of the line."""
        return Problem(self.code, self.what, self.mend, field=self.part)


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
                said = {"code": " ".join(filter(None, code)), "other": holders[code]}
                what = Sentence("the code '{code}' is or was that of '{other}'", **said)
                mend = Sentence("Give '{office}' a code of its own", office=line.id)
                yield Fault(line, "duplicate-office", what, mend, "code")


def _tops(lines: Lines) -> Iterator[Fault]:
    tops = [line for line in lines if not line.parent]
    for place, line in enumerate(tops):
        for other in tops[:place]:
            if other.id != line.id and _meet(other, line):
                what = Sentence("'{office}' and '{other}' both have nothing above them", office=line.id, other=other.id)
                yield Fault(line, "second-top", what, Sentence("Name the office above it"), "parent")


def _spans(office: Lines) -> Iterator[Fault]:
    for line in office:
        if line.ends < line.begins:
            what = Sentence("'{office}' ends before it begins", office=line.id)
            yield Fault(line, "empty-validity", what, Sentence("Correct valid_from or valid_to"), "on")
    for before, after in pairwise(office):
        if after.begins <= before.ends:
            what = Sentence("two lines of '{office}' hold on {day}", office=after.id, day=after.begins.isoformat())
            mend = Sentence("End the earlier line the day before the later one begins")
            yield Fault(after, "office-overlap", what, mend, "on")
        elif after.begins != before.ends + DAY:
            days = {"first": (before.ends + DAY).isoformat(), "last": (after.begins - DAY).isoformat()}
            what = Sentence("'{office}' is closed from {first} to {last}", office=after.id, **days)
            mend = Sentence("Close the gap, or open the later office under an id of its own")
            yield Fault(after, "office-gap", what, mend, "on")


def _place(line: Office, spans: Spans, types: Mapping[str, OfficeType]) -> Iterator[Fault]:
    """Yield a line whose parent is not known, not open as long as the line holds, or not of a type that is above it."""
    kind = types.get(line.type)
    if kind is None:
        what = Sentence("there is no type of office '{type}'", type=line.type)
        yield Fault(line, "unknown-office-type", what, Sentence("Use a type of offices.toml"), "type")
    parent = spans.get(line.parent, ())
    if not line.parent:
        if kind is not None and kind.under:
            what = Sentence("an office of type '{type}' stands under another one", type=kind.label)
            yield Fault(line, "wrong-parent", what, Sentence("Name the office above it"), "parent")
    elif not parent:
        what = Sentence("there is no office '{office}'", office=line.parent)
        yield Fault(line, "unknown-office", what, Sentence("Name an office of the state"), "parent")
    elif parent[0].begins > line.begins or parent[-1].ends < line.ends:
        both = {"office": line.id, "parent": line.parent}
        what = Sentence("'{office}' would stand under '{parent}' while that is not open", **both)
        yield Fault(line, "parent-not-open", what, Sentence("Move it under an open office first"), "parent")
    for above in parent:
        if kind is not None and _meet(above, line) and above.type not in kind.under:
            upper = types[above.type].label if above.type in types else above.type
            said = {"type": kind.label, "parent": line.parent, "above": upper}
            what = Sentence("an office of type '{type}' does not stand under '{parent}', of type '{above}'", **said)
            fit = [types[name].label for name in kind.under if name in types]
            mend = Sentence("It may stand under: {types}", types=fit) if fit else Sentence("It stands under none")
            yield Fault(line, "wrong-parent", what, mend, "parent")


def _circle(line: Office, spans: Spans) -> Iterator[Fault]:
    """Yield a line that closes a circle; it does so on its first day, so that no other day is to be looked at."""
    seen: set[str] = set()
    current: Office | None = line
    while current is not None and current.parent and current.id not in seen:
        seen.add(current.id)
        current = next((above for above in spans.get(current.parent, ()) if above.holds_on(line.begins)), None)
    if current is not None and current.id == line.id and seen:
        what = Sentence("'{office}' would stand above itself", office=line.id)
        yield Fault(line, "circular-office", what, Sentence("Name another office above it"), "parent")


def _succession(line: Office, spans: Spans) -> Iterator[Fault]:
    if not line.successor:
        return
    heirs = spans.get(line.successor, ())
    if line.valid_to is None or not any(heir.holds_on(line.valid_to + DAY) for heir in heirs):
        both = {"successor": line.successor, "office": line.id}
        what = Sentence("'{successor}' is not open on the day after '{office}' closes", **both)
        mend = Sentence("Name an office that is open then, and the day of closing")
        yield Fault(line, "successor-not-open", what, mend, "into")


def _meet(one: Office, other: Office) -> bool:
    return max(one.begins, other.begins) <= min(one.ends, other.ends)
