"""What papers of the portal bear: the QR code by which anybody checks them, and on copies for whom they are."""

from __future__ import annotations

import segno

from cas_core.desk import Record
from cas_core.desk.record import current
from cas_core.documents.pdf import Stamp
from cas_core.messages.mark import mark as _
from cas_core.web.visiting import Visitor

NOTE = _("Scan to check this paper, or open {address}")


def check_address(visitor: Visitor, record: Record, form: str) -> str:
    """Return the address under which anybody can check a paper of a record."""
    site, submitted = visitor.site, current(record.forms, form)
    seal = site.seals.short("paper", record.id, submitted.id if submitted else "")
    return f"{site.settings.origin}/verify/{record.id}/{form}/{seal}"


def stamp(visitor: Visitor, record: Record, form: str, watermark: str = "") -> Stamp:
    """Return the stamp of a paper."""
    return stamp_of(visitor, check_address(visitor, record, form), watermark)


def stamp_of(visitor: Visitor, address: str, watermark: str = "") -> Stamp:
    """Return a stamp that leads to an address."""
    drawn = segno.make(address, error="m").svg_inline(scale=4, border=2, omitsize=False)
    return Stamp(drawn, visitor.say(NOTE).format(address=address), watermark)
