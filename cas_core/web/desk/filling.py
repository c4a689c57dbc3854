"""A form at the desk: drawn, redrawn as buttons say, kept as a draft, and handed to a verb when it is sent."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from fastapi import Response
from starlette.responses import RedirectResponse

from cas_core.desk import Record
from cas_core.forms.condition import surroundings
from cas_core.problems import CasError, Problem
from cas_core.store import drafts, records
from cas_core.store.drafts import Place
from cas_core.web.desk.pages import page
from cas_core.web.forms import Sent, changed_rows, fill, read
from cas_core.web.forms.drawing import Drawing
from cas_core.web.lookup import Lookups
from cas_core.web.visiting import Visitor

Verb = Callable[[dict[str, Any], str], Record]
"""Takes the values and the key of the entry, and returns the record."""


@dataclass
class Task:
    """One form that an officer fills in.

    Attributes:
        place: What it is of; also where its draft belongs.
        button: What the button that sends it says.
        back: Address of the page it is left for.
        parties: Name of each party to the record, by code.
        reasoned: Whether a reason is asked with it.
    """

    visitor: Visitor
    place: Place
    button: str
    back: str
    parties: Mapping[str, str] = field(default_factory=dict)
    reasoned: bool = False

    def begin(self, values: Mapping[str, Any], draft: str = "") -> Response:
        """Show the form."""
        return self._page(values, {"draft": draft or records.new_id(), "key": secrets.token_hex(16), "reason": ""}, [])

    def take(self, sent: Sent, verb: Verb) -> Response:
        """Take what was sent: enter it, keep it as a draft, or show the form again as a button says."""
        do = sent.text("do")
        head = {"draft": _draft_id(sent), "key": sent.text("key")[:64], "reason": sent.text("reason")}
        sheet = self.visitor.site.sheet(self.place.form, self.visitor.language, self.visitor.office)
        values, found = read(sheet, sent, lookups(self.visitor), blanks=do != "send")
        problems = self.visitor.said(found)
        if do == "keep":
            self._keep(values, head["draft"])
            return RedirectResponse("/desk", 303)
        if do != "send":
            changed_rows(values, do)
            return self._page(values, head, problems)
        return self._page(values, head, problems) if problems else self._send(values, head, verb)

    def keep(self, sent: Sent) -> str:
        """Keep what was typed so far, and return the id of the draft."""
        sheet = self.visitor.site.sheet(self.place.form, self.visitor.language, self.visitor.office)
        values, _problems = read(sheet, sent, lookups(self.visitor), blanks=True)
        return self._keep(values, _draft_id(sent))

    def _send(self, values: dict[str, Any], head: Mapping[str, str], verb: Verb) -> Response:
        try:
            record = verb(values, head["reason"] if self.reasoned else head["key"])
        except CasError as error:
            return self._page(values, head, list(error.problems))
        with self.visitor.site.cas.store.writing() as connection:
            drafts.entered(connection, self.visitor.subject, head["draft"], self.place, datetime.now(UTC))
        return RedirectResponse(f"/desk/records/{record.id}", 303)

    def _keep(self, values: Mapping[str, Any], draft: str) -> str:
        with self.visitor.site.cas.store.writing() as connection:
            return drafts.save(connection, self.visitor.subject, draft, self.place, values, datetime.now(UTC))

    def _page(self, values: Mapping[str, Any], head: Mapping[str, str], problems: list[Problem]) -> Response:
        visitor = self.visitor
        sheet = visitor.site.sheet(self.place.form, visitor.language, visitor.office)
        parts, _others = fill(sheet, values, surroundings(datetime.now(UTC)), problems)
        look = lookups(visitor)
        drawing = Drawing(
            look.cited, look.sealed, _numbers(visitor), self.parties, "/desk/sections", _files(self.place.record)
        )
        return page(
            visitor, "desk/form.html", 422 if problems else 200, task=self, sheet=sheet, parts=parts, look=drawing,
            head=head, problems=problems,
        )  # fmt: skip


def _files(record: str) -> Callable[[str], str]:
    """Return what tells where a file is opened that somebody sent, or that the record he works on holds."""
    return lambda digest: f"/desk/files/{digest}" + (f"?of={record}" if record else "")


def _draft_id(sent: Sent) -> str:
    """Return the id of the draft that a form says it is; one that says none, or no id, is a new one."""
    said = sent.text("draft")
    return said if len(said) == len(records.new_id()) else records.new_id()


def lookups(visitor: Visitor) -> Lookups:
    """Return what an officer's form may look up: records within his reach, acts and sections, files."""
    site = visitor.site

    def keep(content: bytes, name: str, media_type: str) -> dict[str, str] | None:
        if not site.limiter.allows("file", visitor.subject):
            return None
        with site.cas.desk(visitor.address) as desk:
            return desk.attach(content, name=name, media_type=media_type)

    return Lookups(site.cas, site.seals, keep, visitor.address)


def _numbers(visitor: Visitor) -> Callable[[Any], str]:
    """Return what prints the number of a record that a field refers to; what is no id stays as it was typed."""

    def number(value: Any) -> str:
        if not value:
            return ""
        with visitor.site.cas.store.reading() as connection:
            row = records.by_id(connection, str(value))
        return row.number if row else str(value)

    return number
