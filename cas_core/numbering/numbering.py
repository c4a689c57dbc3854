"""Numbers of one register at work: printed from identities, and read back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from cas_core.numbering.definition import Scheme
from cas_core.numbering.identity import Book, Identity
from cas_core.numbering.national import national
from cas_core.numbering.office import Offices, indexed, office_tokens, printed_code, printed_keys
from cas_core.numbering.pattern import Pattern, Text, Token, parse_pattern
from cas_core.numbering.spelling import spelled
from cas_core.problems import Problem, RecordRefused

_CENTURY = 2000
_READ = {
    "state": "[A-Z]{2}",
    "year": "[0-9]{4}",
    "yy": "[0-9]{2}",
    "month": "[0-9]{1,2}",
    "day": "[0-9]{1,2}",
    "serial": "[0-9]+",
    "place": ".+",
    "date": r"[0-9]{2}\.[0-9]{2}\.[0-9]{2}",
}


class Numbering:
    """A scheme with the offices whose codes it prints. Patterns that `check` lets pass are read in one way only.

    Attributes:
        scheme: The scheme as it was composed.
    """

    def __init__(self, scheme: Scheme, offices: Offices) -> None:
        self.scheme = scheme
        self._offices = offices
        self._number = parse_pattern(scheme.number, [])
        self._also = [parse_pattern(text, []) for text in scheme.also]

    def print(self, identity: Identity, on: date | None = None) -> str:
        """Return the number of a record, as its forms show it.

        Args:
            identity: The record.
            on: Day of its entry; a pattern may print its month though the period does not hold it.

        Raises:
            RecordRefused: The pattern has no room for it, e.g. an office without a code.
        """
        return self._printed(self._number, identity, on)

    def cite(self, identity: Identity, on: date) -> str:
        """Return the form in which the number is cited in letters and courts."""
        return self._printed(self._also[0] if self._also else self._number, identity, on)

    def forms(self, identity: Identity, on: date) -> tuple[str, ...]:
        """Return every form in which the record is cited, its national number last."""
        printed = [self._printed(pattern, identity, on) for pattern in (self._number, *self._also)]
        return (*dict.fromkeys(printed), national(identity))

    def parse(self, text: str, beside: Mapping[str, str]) -> Identity:
        """Return the identity that a number means.

        Args:
            text: The number exactly as `print` writes it.
            beside: State and register, and the parts that stand beside the number on the form.

        Raises:
            RecordRefused: It is no number of this scheme.
        """
        for series in self.scheme.series:
            identity = self._read(text, {"series": series, **beside}, series)
            if identity is not None:
                return identity
        mend = f"Write it as {self.scheme.number}"
        raise RecordRefused([Problem("number-unreadable", "the text is no number of this register", mend)])

    def _read(self, text: str, known: Mapping[str, str], series: str) -> Identity | None:
        pattern = spelled(self._number, self.scheme, series)
        match = re.fullmatch("".join(map(_expression, pattern)), text, re.ASCII)
        if match is None or known["series"] != series:
            return None
        said = match.groupdict()
        office = self._office(pattern, said) if office_tokens(pattern) else known.get("office")
        period = _period(said) or known.get("period", "")
        if office is None:
            return None
        book = Book(said.get("state") or known["state"], office, known["register"], series, period)
        identity = book.numbered(int(said["serial"]))
        on = date(int(period[:4] or _CENTURY), int(said.get("month") or 1), int(said.get("day") or 1))
        return identity if self.print(identity, on) == text else None

    def _office(self, pattern: Pattern, said: Mapping[str, str]) -> str | None:
        key = tuple(said[token.name] for token in office_tokens(pattern))
        return indexed(printed_keys(pattern, self._offices)).get(key)

    def _printed(self, pattern: Pattern, identity: Identity, on: date | None) -> str:
        if identity.series not in self.scheme.series:
            what = f"the register has no series '{identity.series}'"
            raise RecordRefused([Problem("unknown-series", what, f"Use one of {', '.join(self.scheme.series)}")])
        parts = spelled(pattern, self.scheme, identity.series)
        return "".join(part.text if isinstance(part, Text) else self._part(part, identity, on) for part in parts)

    def _part(self, token: Token, identity: Identity, on: date | None) -> str:
        year, month, day = _dated(identity.period, on)
        if token.name == "yy" and not year.startswith("20"):
            raise RecordRefused([Problem("year-out-of-window", f"the year {year} is not in 2000-2099", "Use {year}")])
        plain = {
            "state": identity.state,
            "year": year,
            "yy": year[2:],
            "month": month if token.width else month.lstrip("0"),
            "day": day if token.width else day.lstrip("0"),
            "serial": str(identity.serial).zfill(token.width),
            "date": on.strftime("%d.%m.%y") if on else "",
        }
        return plain[token.name] if token.name in plain else self._code(token, identity)

    def _code(self, token: Token, identity: Identity) -> str:
        office = self._offices.get(identity.office)
        code = getattr(office, token.name) if office else ""
        printed = code if token.name == "place" else printed_code(code, token) if code else None
        if not printed:
            what = f"the office '{identity.office}' has no {token.name} code that the number can print"
            raise RecordRefused([Problem("office-without-code", what, "Fill in its codes in offices.csv")])
        return printed


def _expression(part: Text | Token) -> str:
    if isinstance(part, Text):
        return re.escape(part.text)
    code = f"[A-Z0-9]{{{part.width}}}" if part.width else "[A-Z0-9]+"
    return f"(?P<{part.name}>{_READ.get(part.name, code)})"


def _dated(period: str, on: date | None) -> tuple[str, str, str]:
    """Return year, month and day: those of the period, and what it lacks from the day of entry."""
    entered = ("", f"{on:%m}", f"{on:%d}") if on else ("", "", "")
    year, month, day = [*period.split("-"), *entered[len(period.split("-")) :]]
    return year, month, day


def _period(said: Mapping[str, str]) -> str:
    year = said.get("year") or (str(_CENTURY + int(said["yy"])) if "yy" in said else "")
    parts = [year, *(said[name].zfill(2) for name in ("month", "day") if name in said)]
    return "-".join(parts) if year else ""
