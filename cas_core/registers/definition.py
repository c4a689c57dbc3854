"""Registers: numbered series of records that an office keeps."""

from __future__ import annotations

from typing import Annotated

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
    basis: str = ""
