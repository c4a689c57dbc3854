"""All pages of the desk."""

from __future__ import annotations

from fastapi import APIRouter

from cas_core.web.desk import (
    admin,
    charting,
    entering,
    filing,
    matching,
    records,
    searching,
    signing,
    supervising,
    work,
)

router = APIRouter(include_in_schema=False)
for module in (signing, work, searching, entering, filing, records, matching, charting, supervising, admin):
    router.include_router(module.router, prefix="/desk")
