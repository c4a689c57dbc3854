"""Where the police stations are: by name, district, locality or PIN code, and the nearest to a place.

A point that a browser tells comes in the body of a request, so that it stands in no address and no log; it is used for
this one answer and kept nowhere.
"""

from __future__ import annotations

from typing import NamedTuple

from fastapi import APIRouter, Response

from cas_core.messages.mark import mark as _
from cas_core.offices.whereabouts import Near, Point, Whereabouts, nearest
from cas_core.problems import Problem
from cas_core.web.offices import Place, named_by, places
from cas_core.web.visiting import Anybody, Form, Visitor

router = APIRouter()

HERE_ONLY = {"permissions-policy": "camera=(), microphone=(), geolocation=(self), payment=()"}
"""On this page a browser may be asked where it is, by this site only."""

NO_POINT = Problem(
    "no-point", _("Your place could not be read"), _("Search by the name of the place or by its PIN code"), None, "q"
)
KM_IN_FULL = 10


class Station(NamedTuple):
    """A police station as the page shows it.

    Attributes:
        near: How far it is from the place that was asked for, and in which direction.
    """

    place: Place
    whereabouts: Whereabouts | None
    near: Near | None = None

    @property
    def link(self) -> str:
        """Address that the map of a telephone opens; empty where the place is not known."""
        point = self.whereabouts.point if self.whereabouts else None
        return f"geo:{point.latitude},{point.longitude}?q={point.latitude},{point.longitude}" if point else ""


@router.get("/stations")
def stations(visitor: Anybody, q: str = "") -> Response:
    """List the police stations that a name, a district, a locality or a PIN code fits, and those near by."""
    found = places(visitor.site, visitor.language, q)
    named = [place.id for place in found if q.strip() and named_by(visitor.site, place.id, q)]
    points = [point for office in named if (point := visitor.site.cas.build.whereabouts[office].point)]
    return _page(visitor, q, found, points[0] if points else None, start=named[0] if points else "")


@router.post("/stations")
def nearest_stations(visitor: Anybody, sent: Form) -> Response:
    """List the police stations that are nearest to where the browser is."""
    point = _point(sent.text("latitude"), sent.text("longitude"))
    if point is None:
        return _page(visitor, "", places(visitor.site, visitor.language), None, problems=[NO_POINT])
    return _page(visitor, "", [], point)


def _page(
    visitor: Visitor,
    q: str,
    found: list[Place],
    point: Point | None,
    *,
    start: str = "",
    problems: list[Problem] | None = None,
) -> Response:
    site = visitor.site
    held = site.cas.build.whereabouts
    known = {place.id: place for place in places(site, visitor.language)}
    close = nearest(point, (one for office, one in held.items() if office in known)) if point else []
    answer = visitor.page(
        "portal/stations.html", 422 if problems else 200, q=q, problems=problems or [], start=known.get(start),
        near=[Station(known[one.office], held[one.office], one) for one in close if one.office != start],
        stations=[Station(place, held.get(place.id)) for place in found], asked=point is not None,
        far=lambda km: f"{km:.1f}" if km < KM_IN_FULL else f"{km:.0f}",
    )  # fmt: skip
    answer.headers.update(HERE_ONLY)
    return answer


def _point(latitude: str, longitude: str) -> Point | None:
    """Return a point in India that was told as two numbers."""
    try:
        return Whereabouts(office="here", latitude=float(latitude), longitude=float(longitude)).point
    except ValueError:
        return None
