"""Checking a paper: the address in its QR code says whether it is ours, and how it stands today."""

from __future__ import annotations

from fastapi import APIRouter, Response

from cas_core.desk.casefile import CaseFile
from cas_core.store import records
from cas_core.web.visiting import Anybody, Visitor

router = APIRouter()


@router.get("/verify/{number}/{form}/{seal}")
def verify(visitor: Anybody, number: str, form: str, seal: str) -> Response:
    """Say of a paper whether it was issued, by whom and when; nothing of what stands in it."""
    found = _issued(visitor, number, form, seal) if visitor.site.limiter.allows("status", visitor.host) else None
    return visitor.page("portal/verify.html", 200 if found else 404, found=found, form=form)


def _issued(visitor: Visitor, number: str, form: str, seal: str) -> dict[str, object] | None:
    site = visitor.site
    with site.cas.store.reading() as connection:
        for row in records.by_number(connection, number):
            case = CaseFile.open(connection, site.cas.build, row.id)
            latest = [held for held in case.submissions if held.form == form]
            for held in latest:
                if site.seals.holds(seal, "paper", row.id, held.id):
                    stands = held.id in {row.id for row in case.standing}
                    return {
                        "record": row,
                        "at": held.entered_at,
                        "office": site.offices().get(held.office),
                        "stands": stands,
                    }
    return None
