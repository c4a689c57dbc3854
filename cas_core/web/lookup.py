"""Answers to what a form names: records by their numbers, acts and sections as typed, files as sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from cas_core.desk import Cas
from cas_core.desk.offences import catalogue
from cas_core.law import Catalogue, parse, printed
from cas_core.messages.mark import mark as _
from cas_core.problems import CasError, Problem
from cas_core.web import sniffing, uploads
from cas_core.web.forms.reading import Sent
from cas_core.web.seals import Seals

Keep = Callable[[bytes, str, str], dict[str, str] | None]
"""Keeps content, name and media type, and returns what a field says of the file; None where too many were sent."""

TOO_MANY = Problem("too-often", _("You sent very many files"), _("Wait an hour, then send the others"))


class Lookups:
    """What one reader of a form may look up.

    Attributes:
        address: Whose reach counts when a number is looked up; empty where none may be.
    """

    def __init__(self, cas: Cas, seals: Seals, keep: Keep, address: str = "") -> None:
        """Take what keeps a file."""
        self._cas = cas
        self._seals = seals
        self._keep = keep
        self.address = address

    @property
    def _law(self) -> Catalogue:
        return self._cas.build.composition.derived(catalogue)

    def record(self, number: str, register: str) -> str | None:
        """Return the id of the one record of a register that a number means."""
        if not self.address:
            return None
        try:
            found = self._cas.numbered(number, as_=self.address)
        except CasError:
            return None
        ids = [record.id for record in found if not register or record.register == register]
        return ids[0] if len(ids) == 1 else None

    def statutes(self, text: str) -> tuple[list[dict[str, Any]], list[Problem]]:
        """Return the acts and sections that a text names."""
        reading = parse(text, self._law)
        return reading.rows, list(reading.problems)

    def attachments(self, sent: Sent, name: str) -> tuple[list[dict[str, str]], list[Problem]]:
        """Return files that were kept before, as their seals show, and those that come with this request."""
        held = [kept for text in sent.fields.get(name, []) if (kept := self.unsealed(text))]
        problems: list[Problem] = []
        for given, content in sent.files.get(name, []):
            plain = uploads.plain_name(given)
            found = uploads.faults(plain, content, name)
            kept = None if found else self._keep(content, plain, sniffing.media_type(content))
            problems += found
            if kept:
                held.append(kept)
            elif not found:
                problems.append(TOO_MANY._replace(field=name))
        return held, problems

    def sealed(self, attachment: Mapping[str, str]) -> str:
        """Return what a hidden field carries of a kept file."""
        parts = (attachment["sha256"], attachment["media_type"], attachment["name"])
        return "|".join((self._seals.seal("attachment", *parts), *parts))

    def unsealed(self, text: str) -> dict[str, str] | None:
        """Return the file that a hidden field carries; None where its seal is not ours."""
        seal, _, rest = text.partition("|")
        parts = tuple(rest.split("|", 2))
        if len(parts) != 3 or not self._seals.holds(seal, "attachment", *parts):  # noqa: PLR2004 - as sealed
            return None
        return dict(zip(("sha256", "media_type", "name"), parts, strict=True))

    def cited(self, rows: Any) -> str:
        """Return acts and sections as an officer types them."""
        return printed(rows, self._law).removeprefix("u/s ") if rows else ""
