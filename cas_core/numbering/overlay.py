"""What a layer may change of a lower layer's scheme.

The parts that say how a number looks are free, as `check` holds the result to the promise. A part that is not in
the table can't be changed: the id, and the order or rule that the scheme follows.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

ALLOWED: Final = frozenset({"number", "beside", "also", "reset", "day_begins", "series", "starts"})


def _free(_old: object, _new: object) -> None:
    """Allow any value."""


def _may_gain(old: object, new: object) -> str | None:
    lost = [str(part) for part in _members(old) if part not in _members(new)]
    return f"the scope loses {', '.join(lost)}; it may only gain parts" if lost else None


def _members(value: object) -> tuple[object, ...]:
    return tuple(value) if isinstance(value, (tuple, list)) else ()


# Why a new value of a part is not allowed, or None.
TIGHTER: Final[dict[str, Callable[[object, object], str | None]]] = {
    **dict.fromkeys(sorted(ALLOWED), _free),
    "scope": _may_gain,
}
