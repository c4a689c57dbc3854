"""FIRs that every peer accepts, and spoiled ones that every peer refuses: else the times would not compare."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

FIRST_CASE = Path(__file__).parents[3] / "docs/tutorial/first-case/fir.json"

Data = dict[str, Any]


def first_case() -> Data:
    """Return the FIR of the tutorial, about 60 fields."""
    return {**json.loads(FIRST_CASE.read_text("utf-8")), "gd_entry": "x"}


def good() -> Iterator[Data]:
    """Yield FIRs that are accepted."""
    yield first_case()
    yield {**first_case(), "accused": [], "accused_unknown": True}
    vehicle = {"kind": "motorcycle", "registration": "ka 01 ab 1234", "engine": "K10BN1234567", "value": "60000"}
    yield {**first_case(), "vehicles": [vehicle], "inquest_numbers": ["UDR 3/2026"]}
    court = {"court_name": "4th ACMM", "court_order_on": "2026-11-01"}
    yield {**first_case(), "kind": "court_ordered", **court}


def _set(path: str, value: Any) -> Data:
    data = deepcopy(first_case())
    *steps, last = path.split(".")
    holder: Any = data
    for step in steps:
        holder = holder[int(step) if isinstance(holder, list) else step]
    if value is None:
        del holder[last]
    else:
        holder[last] = value
    return data


SPOILED: dict[str, tuple[str, Any]] = {
    "a field is missing": ("place", None),
    "a field of an entity is missing": ("registering_officer.rank", None),
    "a field of a list is missing": ("properties.1.description", None),
    "an unknown field": ("colour", "red"),
    "an unknown field of an entity": ("complainant.colour", "red"),
    "a number for a text": ("contents", 3),
    "a text for a truth value": ("read_over", "yes"),
    "a text that is too long": ("complainant.addresses.0.house", "x" * 101),
    "a code that is not offered": ("information_type", "telepathy"),
    "a code that is not offered here": ("complainant.relation", "brother"),
    "a section that is not known": ("statutes.0.section", "9999"),
    "no section at all": ("statutes", []),
    "a PIN code of five digits": ("place.address.pin", "56005"),
    "a value below nought": ("properties.0.value", "-5"),
    "a day that does not exist": ("complainant.identities.0.issued_on", "2024-02-31"),
    "a telephone number of three digits": ("complainant.mobile", "123"),
    "a name in one script only": ("complainant.name", {"text": "ರಮೇಶ್"}),
    "information to come": ("informed_at", "2027-01-01T10:00+05:30"),
    "an occurrence to come": ("occurrence.from", "2052-03"),
    "no address of the complainant": ("complainant.addresses", []),
    "a court's order without a court": ("kind", "court_ordered"),
    "sensitive without a ground": ("sensitive", True),
}


def spoiled() -> Iterator[tuple[str, Data]]:
    """Yield FIRs with one fault each, with what it is."""
    for name, (path, value) in SPOILED.items():
        yield name, _set(path, value)
