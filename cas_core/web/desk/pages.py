"""What every page of the desk shows: who works here, in which posting, and the registers he may open."""

from __future__ import annotations

from typing import Any

from fastapi import Response

from cas_core.desk.actor import Actor
from cas_core.sources import today
from cas_core.store import officers
from cas_core.web.visiting import Visitor


def page(visitor: Visitor, template: str, status: int = 200, /, **context: Any) -> Response:
    """Return a page of the desk."""
    who = worker(visitor)
    site = visitor.site
    with site.cas.store.reading() as connection:
        posted = officers.postings(connection, who.id, today())
    readable = [register for register in site.registers if who.may(f"{register}.read", who.office)]
    known = site.offices()
    head = {"who": who, "posted": posted, "readable": readable, "offices": known}
    return visitor.page(template, status, **head, **context)


def worker(visitor: Visitor) -> Actor:
    """Return the officer in the posting of the session.

    Raises:
        NotPermitted: The posting has ended, or the officer is on leave.
    """
    if visitor.actor is None:
        visitor.actor = visitor.site.cas.who(visitor.address)
    return visitor.actor
