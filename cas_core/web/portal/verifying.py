"""Checking a paper: the address in its QR code says whether it is ours, and how it stands today."""

from __future__ import annotations

from datetime import datetime

from fastapi import APIRouter, Response

from cas_core.desk.casefile import CaseFile
from cas_core.store import records
from cas_core.web.visiting import Anybody, Visitor

router = APIRouter()


@router.get("/verify/{record}/{form}/{seal}")
def verify(visitor: Anybody, record: str, form: str, seal: str) -> Response:
    """Say of a paper whether it was issued, by whom and when; nothing of what stands in it."""
    found = _issued(visitor, record, form, seal) if visitor.site.limiter.allows("status", visitor.host) else None
    return visitor.page("portal/verify.html", 200 if found else 404, found=found, form=form)


@router.get("/certificate/{view}/{seal}")
def certificate(visitor: Anybody, view: str, seal: str, mark: str = "", at: str = "") -> Response:
    """Say whether a certificate of no match was issued as it stands: for this mark, in this register, at this time."""
    site = visitor.site
    known = view in site.cas.public.views() and site.limiter.allows("status", visitor.host)
    holds = known and site.seals.holds(seal, "none", view, mark, at) and _is_moment(at)
    certified = {"view": view, "mark": mark, "at": at} if holds else None
    return visitor.page("portal/certificate.html", 200 if holds else 404, found=certified)


def _is_moment(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _issued(visitor: Visitor, record: str, form: str, seal: str) -> dict[str, object] | None:
    site = visitor.site
    with site.cas.store.reading() as connection:
        if records.by_id(connection, record) is None:
            return None
        case = CaseFile.open(connection, site.cas.build, record)
        sealed = (held for held in case.submissions if held.form == form)
        held = next((held for held in sealed if site.seals.holds(seal, "paper", record, held.id)), None)
        if held is None:
            return None
        stands = held.id in {row.id for row in case.standing}
    return {
        "record": case.row,
        "at": held.entered_at,
        "office": site.cas.offices().get(held.office),
        "stands": stands,
    }
