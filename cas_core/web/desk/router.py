"""All pages of the desk."""

from __future__ import annotations

from fastapi import APIRouter

from cas_core.web.desk import (
    admin,
    charting,
    entering,
    establishing,
    filing,
    keys,
    matching,
    provider,
    records,
    searching,
    signing,
    supervising,
    valuing,
    work,
)

router = APIRouter(include_in_schema=False)
MODULES = (
    signing, keys, provider, work, searching, entering, filing, records, matching, charting, supervising, admin,
    establishing, valuing,
)  # fmt: skip
for module in MODULES:
    router.include_router(module.router, prefix="/desk")
