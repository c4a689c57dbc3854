"""Values that offices hold in an open list, beside the codes that layers define: never in their place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from cas_core.codelists.definition import CodeList, Entry

_DAY = timedelta(days=1)


class Held(NamedTuple):
    """What one order said of a value, from a day on. Orders are added and never changed.

    Attributes:
        office: Office that holds it.
        label: Its English label; it may bring those of other languages along.
        stands_as: Code of a layer that stands for it at the centre.
        after: Code behind which it stands; empty for the end of the list.
        offered: Whether it may be used for a new entry.
    """

    codelist: str
    code: str
    office: str
    label: str
    stands_as: str
    after: str
    effective: date
    offered: bool


def with_held(codes: CodeList, orders: Sequence[Held], day: date) -> CodeList:
    """Return a list with the values that offices hold, worded and ordered as on a day.

    Args:
        orders: All orders about values of the list, in the order in which they were given.
    """
    known = {entry.id: entry for entry in codes.codes}
    told: dict[str, list[Held]] = {}
    for order in orders:
        told.setdefault(order.code, []).append(order)
    values = {code: _entry(held, known, day) for code, held in told.items() if code not in known}
    places = {code: _on(told[code], day).after for code in values}
    return _of(codes, _placed(codes.codes, values, places))


def without_held(codes: CodeList) -> CodeList:
    """Return a list as layers define it."""
    return _of(codes, [entry for entry in codes.codes if not entry.office])


def _of(codes: CodeList, entries: Iterable[Entry]) -> CodeList:
    parts = {name: getattr(codes, name) for name in CodeList.model_fields}
    return CodeList.model_construct(**{**parts, "codes": tuple(entries)})


def _entry(orders: list[Held], known: dict[str, Entry], day: date) -> Entry:
    held, ended = _on(orders, day), [order.effective for order in orders if not order.offered]
    return Entry.model_construct(
        id=held.code,
        label=held.label,
        rolls_up_to=held.stands_as,
        valid_from=min(order.effective for order in orders),
        valid_to=min(ended) - _DAY if ended else None,
        attributes=known[held.stands_as].attributes if held.stands_as in known else {},
        office=held.office,
    )


def _on(orders: list[Held], day: date) -> Held:
    """Return what holds of a value on a day, the order given last; before its first day, what will hold on that."""
    first = min(order.effective for order in orders)
    come = [order for order in orders if order.effective <= max(day, first)]
    return max(enumerate(come), key=lambda numbered: (numbered[1].effective, numbered[0]))[1]


def _placed(codes: Iterable[Entry], values: dict[str, Entry], places: dict[str, str]) -> list[Entry]:
    """Return the codes in their order, each value behind the one that it was put behind."""
    held, waiting = list(codes), list(values)
    while waiting:
        known = {entry.id: place for place, entry in enumerate(held)}
        ready = [code for code in waiting if places[code] in known]
        code = ready[0] if ready else waiting[0]
        held.insert(known[places[code]] + 1 if ready else len(held), values[code])
        waiting.remove(code)
    return held
