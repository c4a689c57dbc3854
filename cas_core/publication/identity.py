"""Whose identity a record holds, and whose of them is protected.

BNS s.72 and s.73, POCSO Act s.23 and s.33(7), JJ Act s.74. Who was a child when the offence was committed, or when the
record was made, stays protected: a child in conflict with law is one of the day of the offence (JJ Act s.2(13)).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from cas_core.forms.definition import Entity
from cas_core.forms.tree import Branch
from cas_core.forms.values import age, lookup

ADULT = 18
PERSON = "person"
_NAMES = ("name", "relative_name", "aliases")
_CONTACTS = ("phone", "mobile", "email")
_IDS = ("aadhaar", "passport")
_PLACES = ("house", "street", "ward", "landmark", "village", "pin")

Entities = Mapping[str, Entity]


class Identity(NamedTuple):
    """One person in a form.

    Attributes:
        path: Where he stands in it.
        role: Kind of party, or the field that holds him.
        child: Whether he was under 18 when the offence was committed, or when the record was made.
        protected: Whether the form itself says that his identity may not be disclosed.
        person: The table with his particulars.
    """

    path: str
    role: str
    child: bool
    protected: bool
    person: Mapping[str, Any]


def identities(
    branches: tuple[Branch, ...], entities: Entities, data: Mapping[str, Any], made: date, committed: date | None = None
) -> Iterator[Identity]:
    """Yield every person in a form, but officers.

    Args:
        made: Day of the record, on which the ages that it states are right.
        committed: First day on which the offence can have been committed; None where nothing says it.
    """
    said = {name: data[name] for name in ("child", "identity_protected") if name in data}
    yield from _persons(branches, entities, data, ("", said, (made, min(made, committed or made))))


def _persons(
    branches: tuple[Branch, ...],
    entities: Entities,
    data: Mapping[str, Any],
    around: tuple[str, Mapping[str, Any], tuple[date, date]],
) -> Iterator[Identity]:
    above, party, days = around
    for branch in branches:
        if not branch.children:
            continue
        value = lookup(data, branch.field.id)
        for index, item in enumerate(value if isinstance(value, list) else [] if value is None else [value]):
            path = f"{above}{branch.field.id}" + (f".{index}" if branch.field.many else "")
            kind = entities[branch.field.type].party
            holder = {"role": kind, **item} if kind else party
            if branch.field.type == PERSON:
                yield _identity(path, str(party.get("role") or branch.field.id), {**party, **item}, item, days)
            yield from _persons(branch.children, entities, item, (f"{path}.", holder, days))


def _identity(
    path: str, role: str, said: Mapping[str, Any], person: Mapping[str, Any], days: tuple[date, date]
) -> Identity:
    years = _age_then(person, *days)
    child = said.get("child") is True or (years is not None and years < ADULT)
    return Identity(path, role, child, said.get("identity_protected") is True, person)


def _age_then(person: Mapping[str, Any], made: date, then: date) -> int | None:
    """Return the age on a day not after that of the record; an age without a birth was stated on the latter."""
    years = age(person, then)
    if years is None or person.get("birth"):
        return years
    return years - (made.year - then.year - ((made.month, made.day) < (then.month, then.day)))


def traces(person: Mapping[str, Any]) -> Iterator[str]:
    """Yield the texts by which a person could be recognised."""
    for name in _NAMES:
        held = person.get(name)
        for value in held if isinstance(held, list) else [held] if held else []:
            yield from (str(value[part]) for part in ("text", "roman") if value.get(part))
    yield from (str(person[name]) for name in (*_CONTACTS, *_IDS) if person.get(name))
    yield from (str(paper["number"]) for paper in person.get("identities", ()) if paper.get("number"))
    for address in person.get("addresses", ()):
        yield from (str(address[part]) for part in _PLACES if address.get(part))
