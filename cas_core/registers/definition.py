"""Registers: numbered series of records that an office keeps."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field as Limit

from cas_core.sources import Definition

Id = Annotated[str, Limit(pattern=r"^[a-z][a-z0-9_]{0,62}$")]
Text = Annotated[str, Limit(min_length=1, max_length=400)]


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
    basis: str = ""
