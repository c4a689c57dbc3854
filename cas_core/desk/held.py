"""The code lists of a running build: what layers define, with the values that offices hold, as on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection

from cas_core.codelists import CodeList, Held, with_held
from cas_core.composition import Build, Composition
from cas_core.messages.translate import Worded
from cas_core.store import values

Orders = Mapping[str, list[Held]]
"""All orders about values of offices, by code list, in the order in which they were given."""


def orders_of(connection: Connection) -> Orders:
    """Return all orders that were given about values."""
    found: dict[str, list[Held]] = {}
    for row, labels in values.orders(connection):
        found.setdefault(row.codelist, []).append(
            Held(
                codelist=row.codelist,
                code=row.code,
                office=row.office,
                label=Worded(labels["en"], labels),
                stands_as=row.stands_as,
                after=row.after,
                effective=row.effective,
                offered=row.offered,
            )
        )
    return found


def with_orders(composition: Composition, base: Composition, orders: Orders, day: date) -> Composition:
    """Return a composition with the values that offices hold on a day.

    A list that the build no longer has is passed over: its fields are gone as well.

    Args:
        composition: Whose compiled forms are kept where nothing changed for them.
        base: The definitions as layers make them.
    """
    known = set(base.ids(CodeList))
    lists = {name: with_held(base.get(CodeList, name), held, day) for name, held in orders.items() if name in known}
    return composition.with_lists(lists)


def with_values(build: Build, base: Build, orders: Orders, day: date) -> Build:
    """Return a build with the values that offices hold on a day."""
    return replace(base, composition=with_orders(build.composition, base.composition, orders, day))
