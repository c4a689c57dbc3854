"""Where an office is and how it is reached, and which offices are nearest to a point.

This is no part of an office's lines: those are history that papers print, while a telephone number changes without an
order. It is optional, office by office and part by part.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import asin, atan2, cos, degrees, radians, sin, sqrt
from typing import Annotated, Any, NamedTuple

from pydantic import BeforeValidator
from pydantic import Field as Limit

from cas_core.offices.definition import Text
from cas_core.sources import Definition

EARTH_KM = 6371.0
WINDS = ("N", "NE", "E", "SE", "S", "SW", "W", "NW")
"""Codes of the list ``direction``, clockwise."""


def _parted(text: Any) -> Any:
    return tuple(part.strip() for part in text.split(";") if part.strip()) if isinstance(text, str) else text


Latitude = Annotated[float, Limit(ge=6, le=38)]
Longitude = Annotated[float, Limit(ge=68, le=98)]
"""Bounds of India with its islands; a pair that was written the wrong way round is outside them."""
Pin = Annotated[str, Limit(pattern=r"^[1-9][0-9]{5}$")]


class Point(NamedTuple):
    """A place on the earth, in degrees."""

    latitude: float
    longitude: float


class Whereabouts(Definition):
    """Where one office is; a line of a build's ``whereabouts.csv``.

    Attributes:
        office: Its id.
        latitude, longitude: Where it stands, in degrees; both or none.
        phone: Number at which it answers.
        address: As on a letter.
        pins: PIN codes of its area, parted by semicolons.
        localities: Names of parts of its area in any script, parted by semicolons.
    """

    office: str
    latitude: Latitude | None = None
    longitude: Longitude | None = None
    phone: Annotated[str, Limit(pattern=r"^\+?[0-9][0-9 -]{1,18}$")] = ""
    address: Text | None = None
    pins: Annotated[tuple[Pin, ...], BeforeValidator(_parted)] = ()
    localities: Annotated[tuple[Text, ...], BeforeValidator(_parted)] = ()

    @property
    def point(self) -> Point | None:
        """Where it stands, if that is known."""
        if self.latitude is None or self.longitude is None:
            return None
        return Point(self.latitude, self.longitude)


class Near(NamedTuple):
    """An office near a point.

    Attributes:
        wind: Direction in which it lies from there, a code of the list ``direction``.
    """

    office: str
    km: float
    wind: str


def nearest(start: Point, held: Iterable[Whereabouts], most: int = 5) -> list[Near]:
    """Return the offices whose place is known, the nearest first."""
    found = [Near(one.office, distance(start, at), wind(start, at)) for one in held if (at := one.point) is not None]
    return sorted(found, key=lambda near: (near.km, near.office))[:most]


def distance(start: Point, end: Point) -> float:
    """Return the distance of two points in kilometres, as the crow flies (haversine formula)."""
    south, north = radians(start.latitude), radians(end.latitude)
    across = sin(radians(end.longitude - start.longitude) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(sin((north - south) / 2) ** 2 + cos(south) * cos(north) * across))


def wind(start: Point, end: Point) -> str:
    """Return the direction in which one point lies from another."""
    south, north, east = radians(start.latitude), radians(end.latitude), radians(end.longitude - start.longitude)
    bearing = degrees(atan2(sin(east) * cos(north), cos(south) * sin(north) - sin(south) * cos(north) * cos(east)))
    return WINDS[round(bearing / 45) % len(WINDS)]
