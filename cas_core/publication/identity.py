"""Whose identity a record holds, and whose of them is protected.

BNS s.72 and s.73, POCSO Act s.23 and s.33(7), JJ Act s.74. Who was a child when the record was made stays protected.
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
        child: Whether he was under 18 when the record was made.
        protected: Whether the form itself says that his identity may not be disclosed.
        person: The table with his particulars.
    """

    path: str
    role: str
    child: bool
    protected: bool
    person: Mapping[str, Any]


def identities(
    branches: tuple[Branch, ...], entities: Entities, data: Mapping[str, Any], on: date
) -> Iterator[Identity]:
    """Yield every person in a form, but officers."""
    said = {name: data[name] for name in ("child", "identity_protected") if name in data}
    yield from _persons(branches, entities, data, ("", said, on))


def _persons(
    branches: tuple[Branch, ...],
    entities: Entities,
    data: Mapping[str, Any],
    around: tuple[str, Mapping[str, Any], date],
) -> Iterator[Identity]:
    above, party, on = around
    for branch in branches:
        if not branch.children:
            continue
        value = lookup(data, branch.field.id)
        for index, item in enumerate(value if isinstance(value, list) else [] if value is None else [value]):
            path = f"{above}{branch.field.id}" + (f".{index}" if branch.field.many else "")
            kind = entities[branch.field.type].party
            holder = {"role": kind, **item} if kind else party
            if branch.field.type == PERSON:
                yield _identity(path, str(party.get("role") or branch.field.id), {**party, **item}, item, on)
            yield from _persons(branch.children, entities, item, (f"{path}.", holder, on))


def _identity(path: str, role: str, said: Mapping[str, Any], person: Mapping[str, Any], on: date) -> Identity:
    years = age(person, on)
    child = said.get("child") is True or (years is not None and years < ADULT)
    return Identity(path, role, child, said.get("identity_protected") is True, person)


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
