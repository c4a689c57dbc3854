"""Entries of a repeated group, added and taken out by buttons that need no script: ``add:PATH``, ``remove:PATH:N``."""

from __future__ import annotations

import re
from typing import Any

MOST = 1_000
POSITION = re.compile(r"[0-9]{1,4}")
"""Place of an entry in its group; what a browser sends may be anything."""


def changed_rows(values: dict[str, Any], do: str) -> bool:
    """Add an entry to a group, or take one out, as a button says; tell whether the button says either."""
    verb, _, rest = do.partition(":")
    if verb == "add":
        held = _held(values, rest)
        if held is not None and len(held) < MOST:
            held.append({})
        return True
    if verb == "remove":
        path, _, position = rest.rpartition(":")
        held = _held(values, path)
        if held is not None and POSITION.fullmatch(position) and int(position) < len(held):
            del held[int(position)]
        return True
    return False


def _held(values: dict[str, Any], path: str) -> list[Any] | None:
    """Return the list at a path such as ``accused.0.person.addresses``; one that is not there is made."""
    *above, last = path.split(".")
    holder: Any = values
    for step in above:
        if isinstance(holder, list):
            holder = holder[int(step)] if POSITION.fullmatch(step) and int(step) < len(holder) else None
        elif isinstance(holder, dict):
            holder = holder.setdefault(step, {})
        else:
            return None
    if not isinstance(holder, dict):
        return None
    held = holder.setdefault(last, [])
    return held if isinstance(held, list) else None
