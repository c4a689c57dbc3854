"""What the API answers to searches and of files: clocks that run out, hits, public entries, files that were kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pydantic import BaseModel

from cas_core.desk.deadlines import Due
from cas_core.web.api.shapes import Head, RegisterId
from cas_core.web.words import Words


class Coming(BaseModel):
    """A clock that runs out."""

    record: str
    register_id: RegisterId
    office: str
    number: str
    clock: str
    label: str
    basis: str
    subject: str
    due_at: datetime

    @classmethod
    def of(cls, row: Due, words: Words) -> Coming:
        """Return a clock with its label in words."""
        own = {name: getattr(row, name) for name in ("record", "register", "office", "number", "subject", "due_at")}
        return cls(**own, clock=row.clock.id, label=words.translate(row.clock.label), basis=row.clock.basis)


class Hit(BaseModel):
    """A place in a record where what was searched for occurs.

    Attributes:
        path: Where in the form.
        masked: Whether it lies in a sensitive case that the officer may not read; then it says no more than which.
        details: What the index holds of it: of a person the name, of a vehicle its marks.
    """

    record: str
    register_id: RegisterId
    office: str
    number: str
    entity: str
    status: str
    path: str
    masked: bool
    details: dict[str, str]

    @classmethod
    def of(cls, entity: str, row: Mapping[str, Any]) -> Hit:
        """Return a row of an index."""
        head = {name: str(row[name]) for name in ("record", "register", "office", "number", "status", "path")}
        own = {name: str(row[name]) for name in DETAILS[entity] if row[name]}
        return cls(**head, masked=row["masked"], entity=entity, details=own)


class Found(BaseModel):
    """What a search found: records by their number, or places in records."""

    records: list[Head] = []
    hits: list[Hit] = []


class Shown(BaseModel):
    """A public entry: the fields that its view allows, masked as it says."""

    number: str
    office: str
    data: dict[str, Any]


class Reference(BaseModel):
    """What a field of type ``attachment`` says of a file."""

    sha256: str
    name: str
    media_type: str


class Stored(BaseModel):
    """A file that was kept.

    Attributes:
        file: Put this into the form as it is.
        size: Bytes.
    """

    file: Reference
    size: int


DETAILS = {
    "person": ("name", "roman", "relative_name", "gender", "birth_year", "mobile"),
    "vehicle": ("registration", "chassis", "engine", "make", "model"),
    "property_item": ("kind", "description", "identifier"),
    "firearm": ("kind", "number"),
}
"""What the index holds of an entity, by its name."""
