"""What must hold of code lists once they are composed."""

from __future__ import annotations

from collections.abc import Iterator

from cas_core.codelists.definition import CodeList, Entry
from cas_core.problems import Problem
from cas_core.sources import View


def check(view: View) -> Iterator[Problem]:
    """Yield what is wrong: codes without a national code, dangling or circular parents, dates in the wrong order."""
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
