"""Giving a record its number: the last thing before it is written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection

from cas_core.composition import Build
from cas_core.numbering import Book, Identity, counter_key, first_serial, national, period_of
from cas_core.numbering.definition import Scheme
from cas_core.registers import Register
from cas_core.sources import INDIA
from cas_core.store.records import next_serial


class Numbered(NamedTuple):
    """A number that was given: the identity, how it prints, its national form, and all forms it is found by."""

    identity: Identity
    number: str
    national: str
    forms: tuple[str, ...]


def give_number(
    connection: Connection, build: Build, register: Register, office: str, at: datetime, data: Mapping[str, Any]
) -> Numbered:
    """Take the next serial of the register's book at an office and print it.

    Raises:
        RecordRefused: The number can't be printed; nothing is taken then, as the transaction is undone.
    """
    numbering = build.numbering(register.scheme)
    scheme = numbering.scheme
    period = period_of(at, scheme.reset, scheme.day_begins)
    book = Book(build.state, office, register.id, _series(scheme, register, data), period)
    serial = next_serial(connection, "/".join(counter_key(scheme, book)), first_serial(scheme, period))
    identity = book.numbered(serial)
    printed, day = numbering.print(identity), at.astimezone(INDIA).date()
    cited = numbering.citations(identity, on=day)
    known = national(identity)
    return Numbered(identity, printed, known, (*dict.fromkeys((*cited, printed, known)),))


def _series(scheme: Scheme, register: Register, data: Mapping[str, Any]) -> str:
    """Return the series that the opening form chooses; a kind without a series of its own is in the first one."""
    chosen: Any = data
    for step in register.series_field.split(".") if register.series_field else ():
        chosen = chosen.get(step) if isinstance(chosen, Mapping) else None
    return chosen if isinstance(chosen, str) and chosen in scheme.series else next(iter(scheme.series))
