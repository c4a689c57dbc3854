"""Field types of numbers and marks that others gave: read by a check routine, and kept as the routine writes them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from pydantic_core import CoreSchema, core_schema
from stdnum import imei as imei_number
from stdnum.in_ import aadhaar as aadhaar_number
from stdnum.in_ import epic, pan

from cas_core.forms.constraints import Schema, checked, fault
from cas_core.forms.definition import Field


def _validated(code: str, message: str, valid: Callable[[str], str], longest: int = 40) -> Schema:
    """Return a schema for a number that a check routine reads; the stored form is the one the routine returns."""

    def schema(_field: Field) -> CoreSchema:
        def check(value: str) -> str:
            try:
                return valid(value)
            except ValueError:  # stdnum's errors are ValueErrors too
                raise fault(code, message) from None

        return checked(check, core_schema.str_schema(strip_whitespace=True, min_length=1, max_length=longest))

    return schema


def _matching(pattern: str) -> Callable[[str], str]:
    compiled = re.compile(pattern)

    def check(value: str) -> str:
        compact = re.sub(r"[\s./-]", "", value).upper()
        if not compiled.fullmatch(compact):
            raise ValueError
        return compact

    return check


def _phone(value: str) -> str:
    digits = re.sub(r"[\s()-]", "", value)
    if re.fullmatch(r"(\+91|0)?[6-9][0-9]{9}", digits):
        return "+91" + digits[-10:]
    if re.fullmatch(r"(\+[1-9][0-9]{6,14}|0[1-9][0-9]{8,10})", digits):
        return digits
    raise ValueError


def _email(value: str) -> str:
    if not re.fullmatch(r"[^@\s<>,;]{1,64}@[^@\s<>,;]+\.[^@\s<>,;.]{2,}", value):
        raise ValueError
    return value


_OLD_PLATE = r"[A-Z]{2,3}[0-9]{1,4}"
_PLATE = rf"([A-Z]{{2}}[0-9]{{1,2}}[A-Z]{{0,3}}[0-9]{{1,4}}|[0-9]{{2}}BH[0-9]{{4}}[A-Z]{{1,2}}|{_OLD_PLATE})"

IDENTIFIERS: Mapping[str, Schema] = {
    "phone": _validated("not_phone", "is no telephone number", _phone),
    "email": _validated("not_email", "is no e-mail address", _email, 254),
    "aadhaar": _validated("not_aadhaar", "is no Aadhaar number", aadhaar_number.validate),
    "pan": _validated("not_pan", "is no PAN", pan.validate),
    "voter_id": _validated("not_voter_id", "is no voter id (EPIC) number", epic.validate),
    "passport": _validated("not_passport", "is no passport number", _matching(r"[A-Z]{1,2}[0-9]{6,8}")),
    "driving_licence": _validated(
        "not_licence", "is no driving licence number", _matching(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{4,14}")
    ),
    "vehicle_registration": _validated("not_registration", "is no registration mark", _matching(_PLATE)),
    "chassis": _validated("not_chassis", "is no chassis number", _matching(r"[A-Z0-9]{5,20}")),
    "engine": _validated("not_engine", "is no engine number", _matching(r"[A-Z0-9]{4,20}")),
    "imei": _validated("not_imei", "is no IMEI", imei_number.validate),
}
"""Types by their names; each has a fault of its own."""
