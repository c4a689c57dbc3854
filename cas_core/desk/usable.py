"""Which values an office may use in a form: those of the layers, its own, and those of the offices above it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection

from cas_core.forms.compile import CompiledForm
from cas_core.forms.schema import Use
from cas_core.sources import today
from cas_core.store import offices


def usable(connection: Connection, compiled: CompiledForm, office: str, former: Mapping[str, Any]) -> Use:
    """Return what a form at an office may use; ``former`` is what it said before it is corrected."""
    within = holders_for(connection, office) if compiled.holders else frozenset()
    return Use(within, frozenset(_texts(former)))


def holders_for(connection: Connection, office: str) -> frozenset[str]:
    """Return the offices whose values are offered at an office, those that they succeeded included."""
    day = today()
    above = [row.id for row in offices.upwards(connection, office, day)]
    return frozenset().union(*(offices.reach(connection, one, day, below=False) for one in above))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | list):
        for item in value.values() if isinstance(value, Mapping) else value:
            yield from _texts(item)
