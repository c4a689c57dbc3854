"""Questions to a code list: what may be used on a day, what stands for it at the centre."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from cas_core.codelists.definition import CodeList, Entry


def current(codes: CodeList, day: date) -> list[Entry]:
    """Return the entries that may be used for a new record on a day."""
    return [
        entry
        for entry in codes.codes
        if (entry.valid_from is None or entry.valid_from <= day) and (entry.valid_to is None or day <= entry.valid_to)
    ]


def offered(
    codes: CodeList, *, only: Iterable[str] = (), without: Iterable[str] = (), first: Iterable[str] = ()
) -> list[Entry]:
    """Return what a value set leaves of a list, in its order; a code that is left out takes those below it along.

    A value that an office holds is offered where the code that stands for it is.
    """
    chosen, hidden = set(only), set(without)
    for entry in codes.codes:  # parents stand before their children: checked when the list is composed
        if entry.parent in hidden:
            hidden.add(entry.id)
    kept = [
        entry
        for entry in codes.codes
        if (not chosen or _stands_as(entry) in chosen) and not {entry.id, _stands_as(entry)} & hidden
    ]
    rank = {code: index for index, code in enumerate(first)}
    return sorted(kept, key=lambda entry: rank.get(entry.id, len(rank)))


def _stands_as(entry: Entry) -> str:
    return entry.rolls_up_to if entry.office and entry.rolls_up_to else entry.id
