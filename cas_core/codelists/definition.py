"""Code lists: national codes, and what states add below them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Annotated

from pydantic import Field as Limit

from cas_core.sources import Definition, Labelled

LONGEST = 80
"""Most letters of the label of a value that an office holds; a list may set fewer."""

MARK = ":"
"""Stands between office and code of a value that an office holds, so that no layer's code is ever the same."""

Code = Annotated[str, Limit(pattern=r"^[^\s,;{}<>][^,;{}<>]{0,79}$")]


class Entry(Labelled):
    """One code.

    Attributes:
        id: The code itself; it is stored in records and never changes its meaning.
        label: What is shown, in English or in the language of its origin.
        context: Sense of the label, where other places use the same words in another one.
        parent: Code of the same list that it belongs under.
        rolls_up_to: National code that stands for it at the centre; for a state's code only.
        valid_from, valid_to: First and last day on which it may be used for a new entry.
        attributes: Further facts of the list, by column name.
        office: Office that holds the value, for it and the offices below; empty for a code that a layer defines.
    """

    id: Code
    label: Annotated[str, Limit(min_length=1, max_length=400)]
    parent: str = ""
    rolls_up_to: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    attributes: dict[str, str] = {}
    office: str = ""


class CodeList(Definition):
    """A list of codes; its id is the name of its file.

    Attributes:
        held_by: Types of office that may hold values of their own in it; none where the list is closed.
        roll_up: Whether each of these values names a code of a layer that stands for it.
        max_length: Most letters of their labels.
    """

    id: str
    codes: tuple[Entry, ...]
    held_by: tuple[str, ...] = ()
    roll_up: bool = False
    max_length: Annotated[int, Limit(ge=1, le=LONGEST)] = LONGEST

    @cached_property
    def national(self) -> Mapping[str, str]:
        """The national code for each code that a state added."""
        return {entry.id: entry.rolls_up_to for entry in self.codes if entry.rolls_up_to}

    @cached_property
    def held(self) -> Mapping[str, str]:
        """The office that holds each value which no layer defines."""
        return {entry.id: entry.office for entry in self.codes if entry.office}
