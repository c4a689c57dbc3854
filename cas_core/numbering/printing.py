"""A number as text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final, NamedTuple

from cas_core.numbering.definition import Series
from cas_core.numbering.identity import Identity
from cas_core.numbering.office import OfficeCode, printed_code
from cas_core.numbering.pattern import Pattern, Text, Token, joined
from cas_core.problems import Problem

CENTURY: Final = "20"


class Subject(NamedTuple):
    """What is printed: an identity, the codes of its office if known, and the date of the entry if known."""

    identity: Identity
    office: OfficeCode | None
    on: date | None = None


def spelled(pattern: Pattern, series: Series) -> Pattern:
    """Return a pattern with the category and prefix of one series as text."""
    return joined([_spelled(part, series) for part in pattern])


def written(pattern: Pattern, subject: Subject) -> str | list[Problem]:
    """Return the number that a pattern with its series spelled out prints, or all that stands against it."""
    texts: list[str] = []
    problems: list[Problem] = []
    for part in pattern:
        printed = part.text if isinstance(part, Text) else _WRITERS[part.name](part, subject)
        if isinstance(printed, Problem):
            problems.append(printed)
        else:
            texts.append(printed)
    return problems or "".join(texts)


def _spelled(part: Text | Token, series: Series) -> Text | Token:
    if isinstance(part, Token) and part.name == "series":
        return Text(series.prefix)
    if isinstance(part, Token) and part.name == "category":
        return Text((series.category or "").zfill(part.width))
    return part


def _state(_: Token, subject: Subject) -> str:
    return subject.identity.state


def _code(token: Token, subject: Subject) -> str | Problem:
    code = getattr(subject.office, token.name, "")
    printed = printed_code(code, token)
    if printed is not None:
        return printed
    what = f"The office '{subject.identity.office}' has no {token.name} code that the number can print"
    mend = "Give the office a code" + (f" of at most {token.width} characters" if token.width else "")
    return Problem("bad-office-code", what, mend, field="office")


def _place(_: Token, subject: Subject) -> str | Problem:
    if subject.office and subject.office.place:
        return subject.office.place
    what = f"The office '{subject.identity.office}' has no name to print"
    return Problem("office-lacks-place", what, "Give the office a place name", field="office")


def _year(_: Token, subject: Subject) -> str | Problem:
    return _of_date("year", 4, subject)


def _yy(_: Token, subject: Subject) -> str | Problem:
    year = _of_date("year", 4, subject)
    if isinstance(year, Problem) or year.startswith(CENTURY):
        return year if isinstance(year, Problem) else year[2:]
    what = f"The year {year} can't be told from its last two digits"
    return Problem("year-outside-window", what, "Print {year}, or number a year from 2000 to 2099", field="period")


def _month(token: Token, subject: Subject) -> str | Problem:
    return _of_date("month", token.width, subject)


def _day(token: Token, subject: Subject) -> str | Problem:
    return _of_date("day", token.width, subject)


def _of_date(name: str, width: int, subject: Subject) -> str | Problem:
    """Return a part of the period, or of the entry's date where the period does not reach so far down."""
    held = dict(zip(("year", "month", "day"), subject.identity.period.split("-"), strict=False))
    if held.get(name):
        return str(int(held[name])).zfill(width)
    if subject.on:
        return str(getattr(subject.on, name)).zfill(width)
    return Problem("number-needs-date", f"The number prints a {name} that is not known", "Give the date", field="on")


def _date(_: Token, subject: Subject) -> str | Problem:
    if subject.on is None:
        return Problem("number-needs-date", "The number prints a date that is not known", "Give the date", field="on")
    if subject.on.strftime("%Y").startswith(CENTURY):
        return subject.on.strftime("%d.%m.%y")
    what = f"The year {subject.on.year} can't be told from its last two digits"
    return Problem("year-outside-window", what, "Leave the date out", field="on")


def _serial(token: Token, subject: Subject) -> str:
    return str(subject.identity.serial).zfill(token.width)


_WRITERS: Final[dict[str, Callable[[Token, Subject], str | Problem]]] = {
    "state": _state,
    "district": _code,
    "office": _code,
    "year": _year,
    "yy": _yy,
    "month": _month,
    "day": _day,
    "serial": _serial,
    "place": _place,
    "date": _date,
}
