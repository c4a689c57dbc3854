"""Fields, entities and forms: what is asked, of whom, and how strictly."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

from pydantic import Field as Limit

from cas_core.sources import Definition, Labelled

Id = Annotated[str, Limit(pattern=r"^[a-z][a-z0-9_]{0,62}$")]
FieldId = Annotated[str, Limit(pattern=r"^([a-z][a-z0-9_]*\.)?[a-z][a-z0-9_]{0,62}$")]
FieldPath = Annotated[str, Limit(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$")]
Text = Annotated[str, Limit(min_length=1, max_length=400)]


class Privacy(StrEnum):
    """Who may see a field at most, from everybody to nobody outside the investigation."""

    PUBLIC = "public"
    RESTRICTED = "restricted"
    CONFIDENTIAL = "confidential"
    SEALED = "sealed"

    @property
    def strictness(self) -> int:
        """Rank of this class; the greater, the fewer may see."""
        return _STRICTNESS[self]


_STRICTNESS = {privacy: rank for rank, privacy in enumerate(Privacy)}


class ValueSet(Definition):
    """What one field offers of a code list; the codes themselves stay as they are.

    Attributes:
        only: Codes that are offered; empty for all of the list.
        without: Codes that are not offered here, with those below them.
        first: Codes shown first, in this order.
        relabel: Other wording of single codes in this field.
    """

    only: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    relabel: dict[str, Text] = {}


class FieldParts(Labelled):
    """What can be said of a field, by the form that has it or by a layer that changes it.

    Attributes:
        label: Caption, in English; it is translated by the catalogues.
        context: Sense of the caption, where other places use the same words in another one.
        help: One sentence below the field.
        section: Section of the form it stands in.
        item: Official item number on the printed form.
        required: Whether it must be filled in.
        many: Whether it holds a list.
        min_items, max_items: Bounds of that list.
        min_length, max_length: Bounds of a text, in characters.
        pattern: Regular expressions (RE2 syntax) that a text must match, all of them.
        min, max: Bounds of a number, money, date, time or moment; a date may be ``"today"``.
        codes: Code list of a coded field, or of the sections of a statutes field.
        offers: The value set shown here.
        default: Value that is filled in where nothing is said.
        required_if, visible_if: Conditions over the form; see ``forms.condition``.
        privacy: Who may see it at most.
        locked: Whether law or the national format fixes it.
        hidden: Whether this form leaves it out.
        refers_to: Register that a record reference points to, or kind of party that a party reference names.
        alias: Whether the record is found by it as by its own number.
        introduces: Whether a party that is left out is a new one, which gets the next code of the record.
    """

    label: Text = "?"
    help: Annotated[str, Limit(max_length=400)] = ""
    section: str = ""
    item: Annotated[str, Limit(max_length=12)] = ""
    required: bool = False
    many: bool = False
    min_items: Annotated[int, Limit(ge=0)] | None = None
    max_items: Annotated[int, Limit(ge=1, le=10_000)] | None = None
    min_length: Annotated[int, Limit(ge=0)] | None = None
    max_length: Annotated[int, Limit(ge=1, le=200_000)] | None = None
    pattern: tuple[Annotated[str, Limit(max_length=300)], ...] = ()
    min: str | int | None = None
    max: str | int | None = None
    codes: str = ""
    offers: ValueSet | None = None
    default: Any = None
    required_if: Annotated[str, Limit(max_length=500)] = ""
    visible_if: Annotated[str, Limit(max_length=500)] = ""
    privacy: Privacy = Privacy.RESTRICTED
    locked: bool = False
    hidden: bool = False
    refers_to: str = ""
    alias: bool = False
    introduces: bool = False


class Field(FieldParts):
    """One field. A layer's own field has the layer's id before its own: ``ka.beat``.

    Attributes:
        type: A type of field, or the id of an entity.
    """

    id: FieldId
    type: str
    label: Text


class Section(Labelled):
    """A titled part of a form, in the order of the printed form.

    Attributes:
        item: Official item number on the printed form.
    """

    id: Id
    label: Text
    item: str = ""


class Rule(Definition):
    """A condition over several fields that every submission meets.

    Attributes:
        must: Condition that has to hold; see ``forms.condition``.
        message: What the officer reads when it does not.
        basis: Section of law or order behind it.
    """

    id: Id
    must: Annotated[str, Limit(max_length=500)]
    message: Text
    basis: str = ""


class Indexing(Definition):
    """How an entity is found again.

    Attributes:
        table: Table of the store.
        columns: Field that fills each of its columns.
    """

    table: str
    columns: dict[str, FieldPath]


class Entity(Definition):
    """A group of fields that many forms use: person, address, vehicle.

    Attributes:
        index: How it is found again.
        party: Kind of party to a record that it describes, e.g. ``accused``; each gets a code, in the field ``code``.
    """

    id: Id
    title: Text
    basis: str = ""
    fields: tuple[Field, ...]
    overrides: dict[FieldPath, dict[str, Any]] = {}
    index: Indexing | None = None
    party: str = ""


class Form(Definition):
    """What is filled in once and signed.

    Attributes:
        title: Its official name, in English.
        basis: Provisions and form number it rests on.
        sections: In the order of the printed form.
        fields: In the order of the printed form.
        overrides: Parts of fields inside an entity that differ in this form, by path.
        rules: Conditions over several fields.
    """

    id: Id
    title: Text
    basis: str = ""
    sections: tuple[Section, ...] = ()
    fields: tuple[Field, ...]
    overrides: dict[FieldPath, dict[str, Any]] = {}
    rules: tuple[Rule, ...] = ()
