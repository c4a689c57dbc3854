"""What may be the same: candidates with their reasons, and the officer's decision."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Response
from starlette.responses import RedirectResponse

from cas_core import matching
from cas_core.matching import Match
from cas_core.messages.mark import mark as _
from cas_core.problems import Problem, RecordRefused
from cas_core.store import records
from cas_core.web.desk.pages import page, worker
from cas_core.web.offices import reached
from cas_core.web.visiting import Form, NotFound, Officer, Visitor

router = APIRouter()

FEATURES = {
    "name": _("Name"), "gender": _("Sex"), "age": _("Age"), "height": _("Height"), "build": _("Build"),
    "complexion": _("Complexion"), "marks": _("Identification marks"), "dress": _("Dress"), "language": _("Language"),
    "number": _("Telephone or IMEI"), "registration": _("Registration No."), "chassis": _("Chassis No."),
    "engine": _("Engine No."), "imei": _("IMEI"), "arm_number": _("Number of the arm"),
    "serial": _("Serial No. / Mark of identity"), "kind": _("Kind"), "make": _("Make"), "model": _("Model"),
    "colour": _("Colour"), "place": _("Place"), "time": _("Time"),
}  # fmt: skip
OUTCOMES = {"agree": _("agrees"), "near": _("is near"), "differ": _("differs")}
DECISIONS = {"same": True, "other": False}
UNDECIDED = Problem("not-decided", _("It is not said what you decided"), _("Use one of the two buttons"))
WHERE = {"list": "/desk/matches"}


@router.get("/matches")
def latest(visitor: Officer, office: str = "") -> Response:
    """Show the candidates of the latest records within reach, or of one office, that nobody decided of."""
    who = worker(visitor)
    if office and office not in who.reach:
        raise NotFound
    found = matching.latest(visitor.site.cas, as_=visitor.address, office=office)
    choices = reached(visitor.site, visitor.language, who.reach) if who.supervises else []
    return _page(visitor, "desk/matches.html", found, office=office, reached=choices)


@router.get("/records/{record}/matches")
def of_record(visitor: Officer, record: str) -> Response:
    """Show what a record may be the same as."""
    found = matching.candidates(visitor.site.cas, record, as_=visitor.address)
    return _page(visitor, "desk/record_matches.html", found, at=record)


@router.post("/records/{record}/matches/{other}")
def decide(visitor: Officer, record: str, other: str, sent: Form) -> Response:
    """Confirm that two records concern the same, or reject it; then show the page it was asked on."""
    said = sent.text("decision")
    if said not in DECISIONS:
        raise RecordRefused([UNDECIDED])
    matching.decide(visitor.site.cas, record, other, same=DECISIONS[said], as_=visitor.address)
    return RedirectResponse(WHERE.get(sent.text("back"), f"/desk/records/{record}/matches"), 303)


def _page(visitor: Visitor, template: str, found: list[Match], **more: Any) -> Response:
    known, who = _known(visitor, found, more.get("at", "")), worker(visitor)
    mine = {row.id for row in known.values() if matching.may_decide(who, row.register, row.office)}
    return page(
        visitor, template, matches=found, known=known, mine=mine, features=FEATURES, outcomes=OUTCOMES, **more
    )  # fmt: skip


def _known(visitor: Visitor, found: list[Match], at: str) -> Mapping[str, records.Found]:
    """Return what the registers say of the records, and nothing of their contents."""
    ids = dict.fromkeys(record for match in found for record in (match.record, match.other))
    with visitor.site.cas.store.reading() as connection:
        rows = (records.by_id(connection, record) for record in [*ids, at])
        return {row.id: row for row in rows if row is not None}
