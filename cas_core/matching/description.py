"""A person or thing as it is compared: what a form says of it, brought into one shape whatever the form is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

Words = frozenset[str]
Range = tuple[int, int]


@dataclass(frozen=True)
class Description:
    """What is known of a person or a thing. What is empty or None is not known.

    Attributes:
        day: When the person was last seen or found, the thing lost or found.
        names: The words of each name as they sound.
        born: Years between which the person was born.
        height: Least and greatest height, in cm.
        build: Place in the list of builds, whose neighbours are alike; so too with the complexion.
        marks: Consonants of words for marks on the body; so too of the languages and the places.
        dress: Garments and colours, by part.
        numbers: Telephone numbers and IMEIs of a person.
        registration: Mark of a vehicle; the other numbers are those of vehicles, arms, telephones, articles.
        kind: What kind of thing it is.
    """

    day: date | None = None
    names: tuple[Words, ...] = ()
    gender: str = ""
    born: Range | None = None
    height: Range | None = None
    build: int | None = None
    complexion: int | None = None
    marks: Words = frozenset()
    dress: frozenset[tuple[str, str]] = frozenset()
    language: Words = frozenset()
    district: Words = frozenset()
    village: Words = frozenset()
    numbers: Words = frozenset()
    registration: str = ""
    chassis: str = ""
    engine: str = ""
    imei: Words = frozenset()
    arm_number: str = ""
    serial: str = ""
    kind: str = ""
    make: str = ""
    model: str = ""
    colour: str = ""
