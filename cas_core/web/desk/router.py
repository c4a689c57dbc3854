"""All pages of the desk."""

from __future__ import annotations

from fastapi import APIRouter

from cas_core.web.desk import (
    admin,
    charting,
    entering,
    filing,
    keys,
    matching,
    provider,
    records,
    searching,
    signing,
    work,
)

router = APIRouter(include_in_schema=False)
for module in (signing, keys, provider, work, searching, entering, filing, records, matching, charting, admin):
    router.include_router(module.router, prefix="/desk")
