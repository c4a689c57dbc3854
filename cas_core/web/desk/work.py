"""My work: what falls due, what is begun, what was entered last."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Response

from cas_core.desk.overview import MARKS, PENDING, Chosen
from cas_core.store import drafts
from cas_core.web.desk.pages import page, worker
from cas_core.web.desk.supervising import LABELS, asked
from cas_core.web.offices import reached
from cas_core.web.positions import position, written
from cas_core.web.visiting import NotFound, Officer, Visitor

router = APIRouter()

SOON = timedelta(hours=24)
AHEAD = timedelta(days=14)
MOST_LATEST = 8
PAGE = 50


def _chosen(office: str = "", alone: str = "", status: str = "", mark: str = "") -> Chosen:
    """Return what the address says of the entries that are wanted."""
    if mark and mark not in MARKS:
        raise NotFound
    return Chosen(office, bool(alone), status, mark)


Wanted = Annotated[Chosen, Depends(_chosen)]


@router.get("")
def work(visitor: Officer) -> Response:
    """Show what falls due, drafts, and the latest entries of the registers that the posting enters in."""
    site, now, who = visitor.site, datetime.now(UTC), worker(visitor)
    due = site.cas.due(AHEAD, as_=worker(visitor))
    with site.cas.store.reading() as connection:
        begun = drafts.drafts(connection, who.id)
    return page(
        visitor, "desk/work.html", due=due, now=now, soon=now + SOON, drafts=begun, own=_own(visitor),
        mine=site.cas.mine(as_=worker(visitor), most=MOST_LATEST),
    )  # fmt: skip


@router.get("/registers")
def registers(visitor: Officer) -> Response:
    """List the registers that the posting may open, with what is pending in each."""
    pending = visitor.site.cas.figures("pending", as_=worker(visitor))
    return page(visitor, "desk/registers.html", pending=pending, own=_own(visitor))


@router.get("/registers/{register}")
def register(visitor: Officer, register: str, chosen: Wanted, after: str = "") -> Response:
    """List the entries of a register, newest first, a page at a time; of all offices within reach, or of one."""
    site, who = visitor.site, worker(visitor)
    if register not in site.registers or (chosen.office and chosen.office not in who.reach):
        raise NotFound
    supervision = site.cas.supervision(who)
    rows = supervision.listing(register, chosen, position(after), PAGE)
    forms = supervision.forms(register) if who.supervises else {}
    more = {**asked(chosen), "after": written(rows[-1])} if len(rows) == PAGE else {}
    return page(
        visitor, "desk/register.html", register=register, rows=rows, chosen=chosen, more=urlencode(more),
        states=site.cas.build.composition.elements["workflow"][site.registers[register].workflow]["states"],
        may_enter=who.may(f"{register}.enter", who.office) and site.cas.keeps(register, who),
        reached=reached(site, visitor.language, who.reach) if who.supervises else [],
        taken=forms, noted={form: supervision.noted(rows, form) for form in forms}, labels=LABELS, PENDING=PENDING,
    )  # fmt: skip


def _own(visitor: Visitor) -> list[str]:
    """Return the registers in which the posting enters, and which its office keeps."""
    who, cas = worker(visitor), visitor.site.cas
    return [r for r in visitor.site.registers if who.may(f"{r}.enter", who.office) and cas.keeps(r, who)]
