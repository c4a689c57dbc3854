"""Code lists: national codes, and what states add below them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Annotated

from pydantic import Field as Limit

from cas_core.sources import Definition, Labelled

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
    """

    id: Code
    label: Annotated[str, Limit(min_length=1, max_length=400)]
    parent: str = ""
    rolls_up_to: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    attributes: dict[str, str] = {}


class CodeList(Definition):
    """A list of codes; its id is the name of its file."""

    id: str
    codes: tuple[Entry, ...]

    @cached_property
    def national(self) -> Mapping[str, str]:
        """The national code for each code that a state added."""
        return {entry.id: entry.rolls_up_to for entry in self.codes if entry.rolls_up_to}
