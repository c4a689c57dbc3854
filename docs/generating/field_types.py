"""The page of field types, with an example of each that a test enters as it stands."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from cas_core.forms.types import TYPES

TYPE_WORDS: Mapping[str, tuple[str, Any]] = {
    "text": ("One line of text.", "14/2, Main road"),
    "multiline": ("Text with line ends.", "First line\nsecond line"),
    "name": ("A name as it is written, and in Roman letters.", {"text": "ರಮೇಶ್", "roman": "Ramesh"}),
    "integer": ("A whole number.", 42),
    "decimal": ("A number with decimal places, kept as text.", "1.25"),
    "money": ("Rupees with two decimal places, kept as text.", "224000.00"),
    "boolean": ("Yes or no.", True),
    "date": ("A day.", "2024-06-30"),
    "partial_date": ("A year, a month or a day.", "1984-06"),
    "time": ("A time of day.", "14:30"),
    "datetime": ("A moment, with its zone.", "2024-06-30T14:30+05:30"),
    "span": ("A span of time; either end may be known in part.", {"from": "2024-06", "to": "2024-06-30"}),
    "statutes": ("An act and a section of it.", {"act": "BNS", "section": "305"}),
    "phone": ("A telephone number, kept in its international form.", "+919845012345"),
    "email": ("An e-mail address.", "a@example.in"),
    "aadhaar": ("An Aadhaar number with its check digit.", "234123412346"),
    "pan": ("A permanent account number.", "ACUPA7085R"),
    "voter_id": ("An EPIC number with its check digit.", "WKH1186253"),
    "passport": ("A passport number.", "K1234567"),
    "driving_licence": ("A driving licence number.", "KA0120201234567"),
    "vehicle_registration": ("A registration mark.", "KA01AB1234"),
    "chassis": ("A chassis number.", "MA3EUA61S00123456"),
    "engine": ("An engine number.", "K10BN1234567"),
    "imei": ("The number of a mobile telephone, with its check digit.", "490154203237518"),
    "geo": ("Latitude and longitude in degrees.", {"lat": "12.9716000", "long": "77.5672000"}),
    "attachment": ("A file, by its digest.", {"sha256": "0" * 64, "name": "photo.jpg", "media_type": "image/jpeg"}),
    "record": ("The id of another record.", "446c5bdf-9228-44bd-bd49-eb346c3071c8"),
    "party": ("The code of a party to the record.", "A1"),
    "code": ("A code of the list that the field names in `codes`.", "IN"),
}


def field_types() -> Iterator[str]:
    """Yield the page of field types."""
    yield "# Field types\n\nWhat a field's `type` may be, besides the id of an entity. Values are JSON.\n"
    yield "| type | what it holds | example |\n|---|---|---|"
    for name in TYPES:
        words, example = TYPE_WORDS[name]
        yield f"| `{name}` | {words} | `{json.dumps(example, ensure_ascii=False)}` |"
