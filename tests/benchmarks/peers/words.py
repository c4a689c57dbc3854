"""Checks of single values that the peers share, written by hand as a state's programmer would."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from zoneinfo import ZoneInfo

from stdnum import imei
from stdnum.in_ import aadhaar

INDIA = ZoneInfo("Asia/Kolkata")
_LINE = re.compile(r"[\r\n\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
_LINES = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
_SEEN = re.compile(r"[^\W\u115f\u1160\u3164\uffa0]")
_PLATE = re.compile(r"[A-Z]{2}[0-9]{1,2}[A-Z]{0,3}[0-9]{1,4}|[0-9]{2}BH[0-9]{4}[A-Z]{1,2}|[A-Z]{2,3}[0-9]{1,4}")


def composed(value: object) -> object:
    """Bring a text to Unicode NFC."""
    return unicodedata.normalize("NFC", value) if isinstance(value, str) and not value.isascii() else value


def written(value: object) -> object:
    """Refuse what is not written as a text; a date is never a number of seconds."""
    if not isinstance(value, str):
        raise ValueError("write it as a text")  # noqa: TRY004 - pydantic turns ValueErrors into refusals
    return value


def line(value: str) -> str:
    """Refuse control characters and line ends, and a text in which nobody sees a letter or digit."""
    if not value.isprintable() and _LINE.search(value):
        raise ValueError("holds a control character")
    if not _SEEN.search(value):
        raise ValueError("is not seen")
    return value


def lines(value: str) -> str:
    """Refuse control characters, and a text in which nobody sees a letter or digit."""
    if not value.isprintable() and _LINES.search(value):
        raise ValueError("holds a control character")
    if not _SEEN.search(value):
        raise ValueError("is not seen")
    return value


def later(value: object, than: datetime) -> bool:
    """Tell whether a moment, or a day that may be known in part, lies on a day after that of another moment."""
    day = than.astimezone(INDIA).date()
    if isinstance(value, datetime):
        return value.astimezone(INDIA).date() > day
    return isinstance(value, str) and value > day.isoformat()[: len(value)]


def is_roman(value: str) -> bool:
    """Tell whether a name can be read in Roman letters."""
    return value.isascii() or all(ord(letter) < 0x250 for letter in value)


def partial(value: str) -> str:
    """Return a year, a month or a day that exists and is not to come."""
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", value):
        raise ValueError("is no date")
    date.fromisoformat((value + "-01-01")[:10])
    return past(value)


def past(value: str) -> str:
    """Refuse a day to come."""
    if value > date.today().isoformat():  # noqa: DTZ011 - a peer's simple way
        raise ValueError("lies in the future")
    return value


def moment(value: str) -> datetime:
    """Return a moment with a zone."""
    found = datetime.fromisoformat(value)
    if len(value) < 16 or found.tzinfo is None:
        raise ValueError("is no moment with a zone")
    return found


def phone(value: str) -> str:
    """Return a telephone number in its international form."""
    digits = re.sub(r"[\s()-]", "", value)
    if re.fullmatch(r"(\+91|0)?[6-9][0-9]{9}", digits):
        return "+91" + digits[-10:]
    if re.fullmatch(r"\+[1-9][0-9]{6,14}|0[1-9][0-9]{8,10}", digits):
        return digits
    raise ValueError("is no telephone number")


def email(value: str) -> str:
    """Return an e-mail address."""
    if not re.fullmatch(r"[^@\s<>,;]{1,64}@[^@\s<>,;]+\.[^@\s<>,;.]{2,}", value):
        raise ValueError("is no address")
    return value


def _compact(value: str, pattern: str) -> str:
    compact = re.sub(r"[\s./-]", "", value).upper()
    if not re.fullmatch(pattern, compact):
        raise ValueError("is no such number")
    return compact


def passport(value: str) -> str:
    """Return a passport number."""
    return _compact(value, r"[A-Z]{1,2}[0-9]{6,8}")


def plate(value: str) -> str:
    """Return a registration mark."""
    return _compact(value, _PLATE.pattern)


def chassis(value: str) -> str:
    """Return a chassis number."""
    return _compact(value, r"[A-Z0-9]{5,20}")


def engine(value: str) -> str:
    """Return an engine number."""
    return _compact(value, r"[A-Z0-9]{4,20}")


OF_TYPE = {
    "aadhaar": aadhaar.validate,
    "chassis": chassis,
    "email": email,
    "engine": engine,
    "imei": imei.validate,
    "passport": passport,
    "phone": phone,
    "vehicle_registration": plate,
}
