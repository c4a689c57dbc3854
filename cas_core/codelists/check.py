"""What must hold of code lists once they are composed."""

from __future__ import annotations

from collections.abc import Iterator

from cas_core.codelists.definition import MARK, CodeList, Entry
from cas_core.problems import Problem
from cas_core.sources import View

NEVER_OPEN = frozenset({"acts", "sections", "rank"})
"""Lists from which law and authority are read: what they hold is for a legislature or a government to say."""


def check(view: View) -> Iterator[Problem]:
    """Yield what is wrong: codes without a national code, dangling or circular parents, dates in the wrong order.

    And lists that are open for values of offices in a way that the centre could not read.
    """
    definers = view.national(CodeList)
    for codes in view.all(CodeList).values():
        national = definers[codes.id]
        definer = view.origin("codelist", codes.id).layer
        own = {entry.id for entry in national.codes}
        known = {entry.id: entry for entry in codes.codes}
        for entry in codes.codes:
            origin = view.origin("codelist", codes.id, "codes", entry.id)
            rolls = _roll_up(entry, own, added=entry.id not in own and definer == "national")
            for fault in (rolls, _parent(entry, known), _dates(entry)):
                if fault:
                    yield fault.at(origin, f"codelist.{codes.id}.{entry.id}")
        if codes.held_by:
            yield from _opened(view, codes, national=definer == "national")


def _opened(view: View, codes: CodeList, *, national: bool) -> Iterator[Problem]:
    """Yield what is wrong with a list in which offices may hold values."""
    origin, where = view.origin("codelist", codes.id, "", "", "held_by"), f"codelist.{codes.id}"
    if codes.id in NEVER_OPEN:
        what = f"the list '{codes.id}' is one of law or authority, in which no office has values of its own"
        yield Problem("never-open", what, "Take the list out of codelists.toml", origin, where)
    if national and not codes.roll_up:
        what = f"values that offices hold in the national list '{codes.id}' need no national code"
        yield Problem("missing-roll-up", what, "Write roll_up = true, so that the centre can read them", origin, where)
    for kind in codes.held_by:
        if kind not in view.ids("office_type"):
            what = f"there is no type of office '{kind}'"
            yield Problem("unknown-office-type", what, "Use a type of offices.toml", origin, where)
    for entry in codes.codes:
        if MARK in entry.id:
            what = f"the code '{entry.id}' of an open list has a '{MARK}', which marks values of offices"
            place = view.origin("codelist", codes.id, "codes", entry.id)
            yield Problem("reserved-code", what, "Write the code without it", place, where)


def _roll_up(entry: Entry, own: set[str], *, added: bool) -> Problem | None:
    if added and not entry.rolls_up_to:
        what = f"the code '{entry.id}' names no national code"
        return Problem("missing-roll-up", what, "Fill in rolls_up_to, so that the centre can read it")
    if entry.rolls_up_to and entry.rolls_up_to not in own:
        what = f"the code '{entry.id}' rolls up to '{entry.rolls_up_to}', which is no code of the list below"
        return Problem("unknown-code", what, "Name a code that the national list has")
    return None


def _parent(entry: Entry, known: dict[str, Entry]) -> Problem | None:
    seen, above = {entry.id}, entry.parent
    while above:
        if above not in known:
            what = f"the parent '{above}' of '{entry.id}' is no code of this list"
            return Problem("unknown-code", what, "Correct the parent")
        if above in seen:
            return Problem("circular-code", f"'{entry.id}' stands above itself", "Correct the parents")
        seen.add(above)
        above = known[above].parent
    return None


def _dates(entry: Entry) -> Problem | None:
    if entry.valid_from and entry.valid_to and entry.valid_to < entry.valid_from:
        return Problem("empty-validity", f"'{entry.id}' ends before it begins", "Correct valid_from or valid_to")
    return None
