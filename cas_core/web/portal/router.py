"""All pages of the portal."""

from __future__ import annotations

from fastapi import APIRouter

from cas_core.web.portal import applying, home, requests, searching, signing, stations, status, verifying

router = APIRouter(include_in_schema=False)
for module in (home, stations, signing, applying, requests, status, searching, verifying):
    router.include_router(module.router)
