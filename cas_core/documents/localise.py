"""Numbers, dates and digits as people of a language read them; records keep ASCII digits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from babel import Locale as BabelLocale
from babel import UnknownLocaleError
from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal

from cas_core.sources import INDIA

ZEROS: Mapping[str, str] = {
    "as": "০",
    "bn": "০",
    "gu": "૦",
    "kn": "೦",
    "mr": "०",
    "ne": "०",
    "pa": "੦",
    "te": "౦",
    "ur": "۰",
}
"""The digit nought of the languages whose papers use digits of their own; the others print 0-9."""

GROUPED = "#,##,##0.##"
MONEY = "#,##,##0.00"


class Locale:
    """How one language writes values."""

    def __init__(self, language: str) -> None:
        self._zero = ZEROS.get(language.partition("-")[0], "0")
        self._babel = _babel(language)

    def filters(self) -> dict[str, Callable[..., str]]:
        """Return the filters for templates."""
        return {
            "digits": self.digits,
            "number": self.number,
            "money": self.money,
            "date": self.date,
            "time": self.time,
            "datetime": self.datetime,
        }

    def digits(self, text: Any) -> str:
        """Return text with its ASCII digits in the language's own."""
        return "".join(chr(ord(self._zero) + int(c)) if "0" <= c <= "9" else c for c in str(text))

    def number(self, value: Any) -> str:
        """Return a number grouped as in India: 12,34,567."""
        return self._grouped(value, GROUPED)

    def money(self, value: Any) -> str:
        """Return rupees: ₹ 12,34,567.50."""
        return f"₹ {self._grouped(value, MONEY)}"

    def date(self, value: Any) -> str:
        """Return a date, or the known part of one, day first."""
        text = str(value)
        if len(text) < 10:  # noqa: PLR2004 - a year or month
            return self.digits("/".join(reversed(text.split("-"))))
        day = value if isinstance(value, date) else date.fromisoformat(text[:10])
        return self.digits(format_date(day, "dd/MM/yyyy", locale="en"))

    def time(self, value: Any) -> str:
        """Return a time of day, on 24 hours."""
        return self.digits(str(value)[:5])

    def datetime(self, value: Any) -> str:
        """Return a moment in India's time, with the name of the day."""
        moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
        local = moment.astimezone(INDIA)
        day = format_datetime(local, "EEEE", locale=self._babel)
        return f"{self.digits(f'{local:%d/%m/%Y %H:%M}')} ({day})"

    def _grouped(self, value: Any, pattern: str) -> str:
        try:
            return self.digits(format_decimal(Decimal(str(value)), pattern, locale="en_IN"))
        except InvalidOperation:
            return self.digits(value)


def _babel(language: str) -> BabelLocale:
    try:
        return BabelLocale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return BabelLocale("en")
