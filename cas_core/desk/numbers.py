"""Giving a record its number: the last thing before it is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection

from cas_core.composition import Build
from cas_core.numbering import Book, Identity, OfficeCode, counter_key, first_serial, national, period_of
from cas_core.numbering.check import check_offices
from cas_core.numbering.definition import Scheme
from cas_core.offices import Office
from cas_core.problems import Problem
from cas_core.registers import Register
from cas_core.sources import INDIA
from cas_core.store.offices import last_line
from cas_core.store.records import next_serial


class Numbered(NamedTuple):
    """A number that was given: the identity, how it prints, its national form, and all forms it is found by."""

    identity: Identity
    number: str
    national: str
    forms: tuple[str, ...]


def office_codes(connection: Connection, office: str, day: date) -> dict[str, OfficeCode]:
    """Return the codes by which an office stands in numbers of a day; a closed one as it was last."""
    line = last_line(connection, office, day)
    return {line.id: code_of(line)} if line is not None else {}


def code_of(office: Any) -> OfficeCode:
    """Return the codes by which a line of an office stands in numbers."""
    return OfficeCode(office.unit or office.code, office.district, office.name)


def unprintable(build: Build, line: Office, lines: Iterable[Office], registers: Iterable[str]) -> list[Problem]:
    """Return what keeps the numbers of an office from being printed, or printed otherwise than those of another one.

    Args:
        lines: All offices, those closed included, whose numbers are still read.
        registers: The registers that the office keeps.
    """
    others = {other.id: code_of(other) for other in sorted(lines, key=lambda other: other.begins)}
    others.pop(line.id, None)
    problems: list[Problem] = []
    for scheme_id in dict.fromkeys(build.composition.get(Register, register).scheme for register in registers):
        scheme = build.composition.get(Scheme, scheme_id)
        known = set(check_offices(scheme, others))
        problems += [fault for fault in check_offices(scheme, {**others, line.id: code_of(line)}) if fault not in known]
    return problems


def give_number(
    connection: Connection, build: Build, register: Register, office: str, at: datetime, data: Mapping[str, Any]
) -> Numbered:
    """Take the next serial of the register's book at an office and print it.

    Raises:
        RecordRefused: The number can't be printed; nothing is taken then, as the transaction is undone.
    """
    scheme = build.composition.get(Scheme, register.scheme)
    period = period_of(at, scheme.reset, scheme.day_begins)
    book = Book(build.state, office, register.id, _series(scheme, register, data), period)
    serial = next_serial(connection, "/".join(counter_key(scheme, book)), first_serial(scheme, period))
    identity = book.numbered(serial)
    day = at.astimezone(INDIA).date()
    numbering = build.numbering(scheme.id, office_codes(connection, office, day))
    printed = numbering.print(identity)
    cited = numbering.citations(identity, on=day)
    known = national(identity)
    return Numbered(identity, printed, known, (*dict.fromkeys((*cited, printed, known)),))


def _series(scheme: Scheme, register: Register, data: Mapping[str, Any]) -> str:
    """Return the series that the opening form chooses; a kind without a series of its own is in the first one."""
    chosen: Any = data
    for step in register.series_field.split(".") if register.series_field else ():
        chosen = chosen.get(step) if isinstance(chosen, Mapping) else None
    return chosen if isinstance(chosen, str) and chosen in scheme.series else next(iter(scheme.series))
