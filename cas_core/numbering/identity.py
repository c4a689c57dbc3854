"""Which record a number means: the six parts that the core fixes for every state."""

from __future__ import annotations

import re
from datetime import date
from typing import Final, NamedTuple

from cas_core.numbering.period import is_period
from cas_core.problems import Problem

GREATEST_SERIAL: Final = 999_999_999

SERIES_ID: Final = r"^[a-z][a-z0-9._:-]{0,63}$"

# None of the parts may hold the stroke that joins them in a national number.
_GRAMMAR: Final = {
    "state": (re.compile(r"[A-Z]{2}"), "two capital letters"),
    "office": (re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,63}"), "letters, digits and . _ : -"),
    "register": (re.compile(r"[a-z][a-z0-9._:-]{0,63}"), "small letters, digits and . _ : -"),
    "series": (re.compile(r"[a-z][a-z0-9._:-]{0,63}"), "small letters, digits and . _ : -"),
}
_BAD: Final = {"state": "bad-state", "office": "bad-office", "register": "bad-register", "series": "bad-series"}


class Book(NamedTuple):
    """The book in which serial numbers run: an identity without its serial.

    Attributes:
        state: Code of the state or union territory, two capital letters.
        office: Id of the office that keeps the register.
        register: Id of the register.
        series: Id of one of the series of the register's scheme.
        period: ``2024``, ``2024-06``, ``2024-06-30``, or empty where the series never starts anew.
    """

    state: str
    office: str
    register: str
    series: str
    period: str

    def numbered(self, serial: int) -> Identity:
        """Return the identity of one entry of this book."""
        return Identity(*self, serial)


class Identity(NamedTuple):
    """The national identity of a record; the attributes are those of `Book`, and ``serial`` from 1."""

    state: str
    office: str
    register: str
    series: str
    period: str
    serial: int


class PartialIdentity(NamedTuple):
    """What a printed number tells; None stands for what it does not tell.

    ``on`` is the date printed with the number, as in ``Case No. 12/24 dated 03.01.24``. It is no part of the identity.
    """

    state: str | None = None
    office: str | None = None
    register: str | None = None
    series: str | None = None
    period: str | None = None
    serial: int | None = None
    on: date | None = None


def identity_problems(identity: Identity) -> list[Problem]:
    """Return a problem for each part that no identity may have."""
    found = [
        Problem(_BAD[name], f"'{getattr(identity, name)}' is no {name} code", f"Write it with {grammar}", field=name)
        for name, (shape, grammar) in _GRAMMAR.items()
        if not shape.fullmatch(getattr(identity, name))
    ]
    if not is_period(identity.period):
        what = f"'{identity.period}' is no period"
        found.append(
            Problem("bad-period", what, "Write a year, a month as 2024-06 or a day as 2024-06-30", field="period")
        )
    if not 1 <= identity.serial <= GREATEST_SERIAL:
        what = f"{identity.serial} is no serial number"
        found.append(Problem("bad-serial", what, f"Take one from 1 to {GREATEST_SERIAL}", field="serial"))
    return found
