"""What must hold of the types of office: each stands under a type that exists, none above itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cas_core.offices.definition import OfficeType
from cas_core.problems import Problem
from cas_core.sources import View


def check(view: View) -> Iterator[Problem]:
    """Yield what is wrong with the types of office."""
    types = view.all(OfficeType)
    for kind in types.values():
        origin, where = view.origin("office_type", kind.id, part="id"), f"office_type.{kind.id}"
        for above in kind.under:
            if above not in types:
                yield Problem(
                    "unknown-office-type",
                    f"there is no type of office '{above}'",
                    "Correct it",
                    view.origin("office_type", kind.id, part="under"),
                    where,
                )
            elif kind.id in _above(above, types):
                yield Problem("circular-office", f"'{kind.id}' stands above itself", "Correct 'under'", origin, where)
        national = (
            kind.stands_for in types and view.origin("office_type", kind.stands_for, part="id").layer == "national"
        )
        if origin.layer != "national" and not national:
            what, mend = f"'{kind.id}' stands for no national type", 'Write stands_for = "..."'
            yield Problem("stands-for-nothing", what, mend, origin, where)


def _above(start: str, types: Mapping[str, OfficeType]) -> set[str]:
    reached, waiting = {start}, [start]
    while waiting:
        current = types.get(waiting.pop())
        more = set(current.under) - reached if current else set()
        reached |= more
        waiting += more
    return reached
