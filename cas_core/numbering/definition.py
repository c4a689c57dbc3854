"""A numbering scheme as a layer declares it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from cas_core.numbering.identity import GREATEST_SERIAL, SERIES_ID
from cas_core.numbering.period import Reset
from cas_core.sources.definition import Definition

ScopePart = Literal["state", "office", "register", "series", "period"]
SeriesId = Annotated[str, StringConstraints(pattern=SERIES_ID)]
Code = Annotated[str, StringConstraints(pattern=r"^[A-Z0-9]{1,4}$")]
Prefix = Annotated[str, StringConstraints(max_length=20)]
Serial = Annotated[int, Field(ge=1, le=GREATEST_SERIAL)]


class Series(Definition):
    """One of the series of a scheme.

    Attributes:
        label: What officers call it, e.g. ``Part A``.
        category: What ``{category}`` prints.
        prefix: What ``{series}`` prints; may be empty for one of the series.
    """

    label: str = ""
    category: Code | None = None
    prefix: Prefix = ""


class Scheme(Definition):
    """How the numbers of a register print, parse and run. It never changes which record a number means.

    Attributes:
        id: Name by which registers refer to the scheme.
        number: Pattern of the number; see `cas_core.numbering.pattern`.
        beside: Parts of the identity that every form prints beside the number, so that it need not hold them.
        scope: Parts for each value of which the serial runs on its own. State and register always separate.
        reset: How often the serial starts anew.
        day_begins: Time of day in India, ``HH:MM``, at which the register's day begins.
        series: The series by id.
        also: Patterns of other forms in which the number is cited; these may hold ``{place}`` and ``{date}`` too.
        starts: First serial of single periods: those in which an office came over from an older system.
        basis: Order, rule or manual that the scheme follows.
    """

    id: str
    number: str
    beside: tuple[ScopePart, ...] = ()
    scope: tuple[ScopePart, ...] = ("office", "series", "period")
    reset: Reset = "yearly"
    day_begins: Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")] = "00:00"
    series: dict[SeriesId, Series] = Field(default_factory=lambda: {"main": Series()}, min_length=1)
    also: tuple[str, ...] = ()
    starts: dict[str, Serial] = Field(default_factory=dict)
    basis: str = ""
