"""What is compared with what: each side a form of a register, with the paths at which its particulars stand.

This is data in a frozen table, not a kind of definition of its own: a state adds no registers of missing persons, and
what a layer adds to a form has no partner on the other side. All ids here are those of the national layer, which no
layer can remove or rename; only this module knows them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

Paths = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Side:
    """One side of a comparison.

    Attributes:
        when: Paths of the moment when the person was seen or found, the thing lost or found; the first filled counts.
        place: Path of the address where.
        person: Paths of each particular of a person; empty where the side is of things.
        at: Path of the person, under which the index of names has the name.
        things: Paths of the things.
        statuses: Statuses of things that belong to the side; all where it is empty.
        only_if: Field and value without which a form does not belong to it.
        ended_by: Forms after which the record is compared no more.
        pending: Whether records at rest are left out.
    """

    id: str
    register: str
    form: str
    when: tuple[str, ...]
    place: str = ""
    person: Paths = field(default_factory=dict)
    at: str = ""
    things: tuple[str, ...] = ()
    statuses: frozenset[str] = frozenset()
    only_if: tuple[str, object] | None = None
    ended_by: tuple[str, ...] = ()
    pending: bool = True


class Pair(NamedTuple):
    """Sides that are compared.

    Attributes:
        sought: The side that misses somebody or something.
        found: The side that has somebody or something.
        by_name: Whether a word of the name has to be common to both; among many named persons nothing else tells.
    """

    sought: str
    found: str
    by_name: bool = False


ROLL: Paths = {
    "height": ("physical.height_from", "physical.height_to"),
    "build": ("physical.build",),
    "complexion": ("physical.complexion",),
    "marks": ("physical.marks", "physical.deformities"),
    "mole": ("physical.mole",),
    "scar": ("physical.scar",),
    "tattoo": ("physical.tattoo",),
    "burn": ("physical.burn_mark",),
    "leucoderma": ("physical.leucoderma",),
    "language": ("physical.language", "languages"),
}
DRESS: Paths = {part: (f"dress.{part}",) for part in ("upper_dress", "upper_colour", "lower_dress", "lower_colour")}
THINGS = ("vehicles", "firearms", "properties")
GONE = frozenset({"", "stolen", "lost"})
HERE = frozenset({"recovered", "seized", "involved", "unclaimed"})


def _named(at: str) -> Paths:
    """Return the paths of the particulars of a person whose name is known."""
    own = {
        "name": (f"{at}.name", f"{at}.aliases"),
        "gender": (f"{at}.gender",),
        "birth": (f"{at}.birth",),
        "age": (f"{at}.age",),
        "age_months": (f"{at}.age_months",),
        "phone": (f"{at}.mobile", f"{at}.phone"),
    }
    return {**own, **ROLL, **DRESS}


_UNNAMED: Paths = {"gender": ("gender",), "age_from": ("age_from",), "age_to": ("age_to",), **ROLL, **DRESS}

_SIDES = (
    Side(
        "missing", "missing", "missing", ("last_seen_at",), "last_seen_place.address", at="person",
        person={**_named("person"), "imei": ("devices",), "phone": ("person.mobile", "person.phone", "numbers")},
    ),
    Side(
        "found_person", "found_person", "found_person", ("found_at",), "place.address", at="person",
        person={**_UNNAMED, "name": ("name_told",)}, ended_by=("found_match",),
    ),
    Side(
        "dead_body", "unnatural_death", "unnatural_death", ("found_at",), "place.address", at="deceased",
        person={**_UNNAMED, "imei": ("belongings.imei",)}, only_if=("identified", False),
        ended_by=("body_identification",), pending=False,  # the Magistrate's order does not name the dead
    ),
    Side(
        "arrested", "fir", "arrest", ("arrested_at",), "place.address", at="accused",
        person=_named("accused"), pending=False,
    ),
    Side(
        "stolen", "fir", "fir", ("occurrence.from", "informed_at"), "place.address",
        things=THINGS, statuses=GONE, pending=False,
    ),
    Side("lost", "lost_article", "lost_article", ("lost.from",), "place.address", things=("articles",)),
    Side(
        "missing_things", "missing", "missing", ("last_seen_at",), "last_seen_place.address",
        things=("vehicle", "devices"),
    ),
    Side(
        "recovered", "fir", "fir", ("occurrence.from", "informed_at"), "place.address",
        things=THINGS, statuses=HERE, pending=False,
    ),
    Side(
        "seized", "fir", "search_seizure", ("seized_at",), "place.address",
        things=(*THINGS, "electronics", "jewellery", "documents", "cultural"), pending=False,
    ),
    Side("on_arrest", "fir", "arrest", ("arrested_at",), "place.address", things=("articles",), pending=False),
    Side("kept", "malkhana", "malkhana_entry", ("received_at",), things=THINGS),
    Side("unclaimed", "unclaimed_property", "unclaimed_property", ("found_at",), "place.address", things=THINGS),
    Side("on_body", "unnatural_death", "unnatural_death", ("found_at",), "place.address", things=("belongings",)),
)  # fmt: skip
SIDES: Mapping[str, Side] = {side.id: side for side in _SIDES}

SOUGHT_THINGS = ("stolen", "lost", "missing_things")
FOUND_THINGS = ("recovered", "seized", "on_arrest", "kept", "unclaimed", "on_body")

PAIRS = (
    Pair("missing", "found_person"),
    Pair("missing", "dead_body"),
    Pair("missing", "arrested", by_name=True),
    *(Pair(sought, found) for sought in SOUGHT_THINGS for found in FOUND_THINGS),
)
"""All that is compared. Things are compared where they share a mark: a number that is theirs alone."""

MARKS: Mapping[str, str] = {
    "registration": "registration",
    "chassis": "chassis",
    "engine": "engine",
    "imei": "imei",
    "number": "arm_number",
    "identifier": "serial",
}
"""Which field of a thing is which mark."""

ENDING = 5
"""A chassis or engine number is found by its last five characters: the rest is often unread, or read wrongly."""


def partners(side: str) -> Iterator[tuple[str, Pair]]:
    """Yield the sides that a side is compared with, each with the pair."""
    for pair in PAIRS:
        if side == pair.sought:
            yield pair.found, pair
        elif side == pair.found:
            yield pair.sought, pair


def sides_of(register: str) -> list[Side]:
    """Return the sides whose records stand in a register."""
    return [side for side in SIDES.values() if side.register == register]


def is_compared(register: str) -> bool:
    """Tell whether records of a register are compared at all."""
    return bool(sides_of(register))


def comparable(register: str, other: str) -> bool:
    """Tell whether anything in one register is compared with anything in another."""
    held = {side.id for side in sides_of(other)}
    return any(partner in held for side in sides_of(register) for partner, _ in partners(side.id))
