"""Registers: numbered series of records that an office keeps."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field as Limit

from cas_core.sources import Definition

Id = Annotated[str, Limit(pattern=r"^[a-z][a-z0-9_]{0,62}$")]
Text = Annotated[str, Limit(min_length=1, max_length=400)]


class HandedOver(Definition):
    """How a record that another state handed over is begun again: what its opening form says then, and where.

    Attributes:
        says: Fields with what they say of a record that is begun so.
        number, station, registered_at: Fields for its number, its station and its moment there.
        papers: Repeated field for files, which keeps what was handed over.
        own: Fields that each station fills in for itself.
    """

    says: dict[str, str] = {}
    number: str
    station: str
    registered_at: str
    papers: str
    own: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        """All fields that it names."""
        return (*self.says, self.number, self.station, self.registered_at, self.papers, *self.own)


class Register(Definition):
    """What a register holds and which definitions govern it.

    Attributes:
        opening: Form that opens a record.
        follow_ups: Forms that may be submitted to an open record.
        scheme: Numbering scheme.
        workflow: Life cycle of its records.
        series_field: Field of the opening form that chooses the series; empty for one series.
        kept_by: Types of office that keep it.
        offences: Where the offences of a record stand, as ``form.field``; the first that is filled in counts.
        occurrence: Where the date of occurrence stands, in the same way; it decides which law may be cited.
        party_codes: How its accused are coded: ``decades`` (A1 to A9, then B1) or ``running`` (A1, A2 ... A10).
        stands_for: National register whose permissions hold for a layer's own register; empty in layer 0.
        counted_as: As what supervising officers count its pending records; a register that stands for one as that one.
        handed_over: How it takes up a record of another state; None where it takes up none.
        basis: Rule or order that requires it.
    """

    id: Id
    title: Text
    opening: str
    follow_ups: tuple[str, ...] = ()
    scheme: str
    workflow: str
    series_field: str = ""
    kept_by: tuple[str, ...] = ("station",)
    offences: tuple[str, ...] = ()
    occurrence: tuple[str, ...] = ()
    party_codes: Literal["decades", "running"] = "decades"
    stands_for: str = ""
    counted_as: Literal["", "case", "complaint"] = ""
    handed_over: HandedOver | None = None
    basis: str = ""
