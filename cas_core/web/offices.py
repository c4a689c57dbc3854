"""Offices as pages list them: with their district, in the reader's words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from cas_core.offices import Office, OfficeType
from cas_core.store.keys import name_keys, number_key
from cas_core.web.site import Site


class Place(NamedTuple):
    """An office with its name, its kind and what it stands under, in words."""

    id: str
    name: str
    kind: str
    above: str


def places(site: Site, language: str, q: str = "", kinds: Iterable[str] = ("station",)) -> list[Place]:
    """Return the offices of some national kinds, by name; ``q`` is a part of a name in any spelling, or a place."""
    known = site.cas.offices()
    words = site.words(language)
    wanted = set(kinds)
    found = [
        (
            Place(
                office.id, words.office(office), words.office_type(office.type), _above(known, office, site, language)
            ),
            office,
        )
        for office in known.values()
        if wanted & _kinds(site, office)
    ]
    return sorted(
        (place for place, office in found if _fits(q, place, office) or named_by(site, place.id, q)),
        key=lambda place: (place.above, place.name),
    )


def choices(site: Site, language: str, kinds: Iterable[str]) -> list[tuple[str, str]]:
    """Return offices to choose from: id, and name with what it stands under."""
    return [(place.id, f"{place.name} ({place.above})") for place in places(site, language, "", kinds)]


def named_by(site: Site, office: str, q: str) -> bool:
    """Tell whether a PIN code or the name of a locality means the area of an office."""
    held = site.cas.build.whereabouts.get(office)
    asked = " ".join(q.casefold().split())
    if held is None or not asked:
        return False
    return number_key(asked).replace("-", "") in held.pins or any(
        asked == name.casefold() or name_keys(asked) == name_keys(name) != "" for name in held.localities
    )


def reached(site: Site, language: str, reach: Collection[str]) -> list[tuple[str, str]]:
    """Return the open offices within a reach to choose from: id, and name with its kind, by name."""
    words = site.words(language)
    known = (office for office in site.offices().values() if office.id in reach)
    named = [(office.id, f"{words.office(office)} ({words.office_type(office.type)})") for office in known]
    return sorted(named, key=lambda choice: choice[1])


def within(site: Site, office: str) -> frozenset[str]:
    """Return the types of an office and of all above it, each with the national type it stands for."""
    known = site.cas.offices()
    found: set[str] = set()
    passed: set[str] = set()
    while office in known and office not in passed:
        passed.add(office)
        found |= _kinds(site, known[office])
        office = known[office].parent
    return frozenset(found)


def _kinds(site: Site, office: Office) -> set[str]:
    kind = site.cas.build.composition.all(OfficeType).get(office.type)
    return {office.type, kind.stands_for} - {""} if kind else {office.type}


def _above(known: Mapping[str, Office], office: Office, site: Site, language: str) -> str:
    """Return the district or commissionerate that an office stands under."""
    seen: set[str] = set()
    while office.parent in known and office.parent not in seen:
        seen.add(office.parent)
        office = known[office.parent]
        if {"district", "commissionerate"} & _kinds(site, office):
            break
    return site.words(language).office(office)


def _fits(q: str, place: Place, office: Office) -> bool:
    if not q.strip():
        return True
    shown = f"{place.name} {place.above} {office.name}".casefold()
    asked = set(name_keys(q).split())
    return q.strip().casefold() in shown or (asked != set() and asked <= set(name_keys(shown).split()))
