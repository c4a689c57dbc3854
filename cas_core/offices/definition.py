"""Types of office and their order; the offices themselves belong to a build."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Annotated

from pydantic import Field as Limit

from cas_core.sources import Definition

Id = Annotated[str, Limit(pattern=r"^[a-z][a-z0-9_]{0,62}$")]
Text = Annotated[str, Limit(min_length=1, max_length=400)]
_HIDDEN = r"\p{Cc}\u202a-\u202e\u2066-\u2069"  # signs that are not seen, or change the order of others
Name = Annotated[str, Limit(min_length=1, max_length=400, pattern=rf"^[^{_HIDDEN}]*[^\s{_HIDDEN}][^{_HIDDEN}]*$")]
LocalName = Annotated[str, Limit(max_length=400, pattern=rf"^[^{_HIDDEN}]*$")]

BEGINNING = date(1860, 1, 1)
"""Stands for 'always' where an office has no first day."""


class OfficeType(Definition):
    """A kind of office.

    Attributes:
        under: Types of office that may be its parent; empty for the top.
        stands_for: National type that a state's own type is a kind of; empty in layer 0.
    """

    id: Id
    label: Text
    under: tuple[str, ...] = ()
    stands_for: str = ""

    @property
    def national(self) -> str:
        """The national type that it is or stands for."""
        return self.stands_for or self.id

    def is_one_of(self, kinds: Collection[str]) -> bool:
        """Tell whether it, or the national type that it stands for, is among some types."""
        return self.id in kinds or self.national in kinds


class Office(Definition):
    """One office over a span of days in which nothing about it changed; a line of a build's ``offices.csv``.

    Attributes:
        code: Its code in the numbers and in the exchange; unique in the state.
        id: Short name used in addresses of desks, e.g. ``upparpet``.
        name: Its name, in English.
        local_name: Its name in the language of the state.
        type: Id of its office type.
        parent: Id of the office above it; empty for the top.
        district: Code of its district, as number patterns print it.
        unit: Its code within the district; where it is empty, patterns print ``code``.
        valid_from, valid_to: First and last day of this line.
        successor: Office that took over what it kept when it was closed; only on its last line.
    """

    id: Annotated[str, Limit(pattern=r"^[a-z][a-z0-9_]{0,62}$")]
    code: Annotated[str, Limit(pattern=r"^[0-9A-Z]{1,16}$")]
    name: Name
    local_name: LocalName = ""
    type: str
    parent: str = ""
    district: str = ""
    unit: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    successor: str = ""

    @property
    def begins(self) -> date:
        """First day of this line; the beginning of the police in India where none is given."""
        return self.valid_from or BEGINNING

    @property
    def ends(self) -> date:
        """Last day of this line."""
        return self.valid_to or date.max

    def holds_on(self, day: date) -> bool:
        """Tell whether the line holds on a day."""
        return self.begins <= day <= self.ends
