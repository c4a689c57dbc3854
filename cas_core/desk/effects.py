"""What an order about offices would change: the offices before and after, postings, pending records, numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import Any, NamedTuple

from sqlalchemy import Row

from cas_core.desk.handover import finals, heir_of
from cas_core.desk.numbers import code_of
from cas_core.desk.order import Order
from cas_core.numbering import Book, first_serial, period_of
from cas_core.numbering.definition import Scheme
from cas_core.offices import Office
from cas_core.offices.timeline import as_on
from cas_core.problems import RecordRefused
from cas_core.registers import Register
from cas_core.sources import INDIA
from cas_core.store import officers, records


class Posted(NamedTuple):
    """A posting at an office that the order concerns; ``ends`` where it comes to an end with it."""

    row: Row[Any]
    office: str
    ends: bool


class Pending(NamedTuple):
    """How many pending records of a register an office has, and where they are worked from the day on."""

    office: str
    register: str
    number: int
    to: str


class Series(NamedTuple):
    """How the first number of a register's period prints before the day and from it on; empty where there is none."""

    office: str
    register: str
    before: str
    after: str


class Effects(NamedTuple):
    """What an order would change.

    Attributes:
        on: Day from which it would hold.
        before, after: The offices that would be open on it, without the order and with it.
        concerned: Ids of the offices of which the order says something.
    """

    on: date
    before: Mapping[str, Office]
    after: Mapping[str, Office]
    concerned: tuple[str, ...]
    postings: tuple[Posted, ...]
    pending: tuple[Pending, ...]
    series: tuple[Series, ...]


def effects(order: Order) -> Effects:
    """Return what an order that nothing forbids would change."""
    before, after = as_on(order.before, order.on), as_on(order.lines, order.on)
    concerned = tuple(office for office in order.noted if office in before or office in after)
    return Effects(
        order.on,
        before,
        after,
        concerned,
        tuple(_postings(order, concerned)),
        tuple(_pending(order, concerned)),
        tuple(_series(order, concerned, (before, after))),
    )


def _postings(order: Order, concerned: tuple[str, ...]) -> Iterator[Posted]:
    for office in concerned:
        for row in officers.all_posted(order.connection, office, order.on):
            yield Posted(row, office, office in order.closed)


def _pending(order: Order, concerned: tuple[str, ...]) -> Iterator[Pending]:
    given: dict[str, dict[str, str]] = {}
    for office, choice, heir in order.handed:
        given.setdefault(office, {})[choice] = heir
    for office in concerned:
        heirs = given.get(office, {})
        found = records.at_office(order.connection, office, finals(order.build))
        goes = Counter((row.register, heir_of(order.connection, order.build, row, heirs) or office) for row in found)
        for (register, to), number in sorted(goes.items()):
            yield Pending(office, register, number, to)


def _series(
    order: Order, concerned: tuple[str, ...], stands: tuple[Mapping[str, Office], Mapping[str, Office]]
) -> Iterator[Series]:
    """Yield the registers whose numbers begin, end or print otherwise."""
    for office in concerned:
        kept = order.kept_by(office)
        for register in sorted(kept):
            was, will = (_printed(order, register, lines.get(office)) for lines in stands)
            if was != will:
                yield Series(office, register, was, will)


def _printed(order: Order, register: str, line: Office | None) -> str:
    """Return the first number of the period of the day, as an example; empty where the office gives none."""
    if line is None:
        return ""
    scheme = order.build.composition.get(Scheme, order.build.composition.get(Register, register).scheme)
    period = period_of(datetime.combine(order.on, time(12), INDIA), scheme.reset, scheme.day_begins)
    book = Book(order.build.state, line.id, register, next(iter(scheme.series)), period)
    first = book.numbered(first_serial(scheme, period))
    try:
        return order.build.numbering(scheme.id, {line.id: code_of(line)}).print(first)
    except RecordRefused:
        return ""
