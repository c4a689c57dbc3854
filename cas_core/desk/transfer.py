"""A record handed to another state: its national part as it was entered, which the other state keeps beside its own.

BNSS s.173(1): information is recorded whatever the area (zero FIR), sent to the police station that has jurisdiction,
and registered there again under a number of its own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from pydantic import TypeAdapter
from sqlalchemy import Connection

from cas_core.problems import Problem, RecordRefused, Sentence
from cas_core.registers import HandedOver, Register
from cas_core.sources.json_table import NoTable, read_table
from cas_core.store import attachments
from cas_core.store.chain import canonical

MEDIA_TYPE = "application/vnd.cas.transfer+json"
FORMAT = 1


class Transfer(NamedTuple):
    """What travels.

    Attributes:
        state, office: Where the record was made: code of the state, name of the office.
        number: Its number there, as printed, and in the whole country.
        registered_at: Moment of its entry, in ISO 8601.
        form: Form that opened it.
        data: The national part of that form.
    """

    state: str
    office: str
    district: str
    number: str
    national_number: str
    registered_at: str
    form: str
    data: Mapping[str, Any]

    def packed(self) -> bytes:
        """Return it as canonical JSON (RFC 8785) with the digest of its content."""
        content = {"format": FORMAT, **self._asdict()}
        digest = hashlib.sha256(canonical(content)).hexdigest()
        return canonical({**content, "sha256": digest})

    @classmethod
    def unpacked(cls, packed: bytes) -> Transfer:
        """Read what was packed.

        Raises:
            RecordRefused: It is no transfer, or it was changed on the way.
        """
        try:
            content = read_table(packed)
            digest = content.pop("sha256")
            whole = hashlib.sha256(canonical(content)).hexdigest() == digest
            known = content.pop("format") == FORMAT
            found = _SHAPE.validate_python(content, strict=True)
        except (NoTable, ValueError, KeyError):
            what, mend = Sentence("the file is no transfer of a record"), Sentence("Ask the other station for it again")
            raise RecordRefused([Problem("not-a-transfer", what, mend)]) from None
        if not known:
            what = Sentence("the transfer was written by another release")
            mend = Sentence("Bring both states to the same release")
            raise RecordRefused([Problem("transfer-format", what, mend)])
        if not whole:
            what, mend = Sentence("the transfer was changed on the way"), Sentence("Ask the other station for it again")
            raise RecordRefused([Problem("transfer-changed", what, mend)])
        return found

    def taken_up_by(self, registers: Iterable[Register]) -> HandedOver:
        """Return how a register takes it up.

        Raises:
            RecordRefused: None does.
        """
        taking = (register.handed_over for register in registers if register.opening == self.form)
        found = next((how for how in taking if how), None)
        if found is None:
            what = Sentence("no register takes up such a record of another state")
            raise RecordRefused([Problem("not-taken-up", what, Sentence("Enter it anew, as it was told here"))])
        return found

    def prefilled(self, how: HandedOver, received: Mapping[str, Any]) -> dict[str, Any]:
        """Return the opening form as the receiving station begins it; what the former station gave is filled in.

        Args:
            received: Where the packed transfer is kept, as an attachment.
        """
        papers = self.data.get(how.papers)
        kept = {name: value for name, value in self.data.items() if name not in how.own}
        return {
            **kept,
            **how.says,
            how.number: self.number,
            how.station: f"{self.office}, {self.district}, {self.state}",
            how.registered_at: self.registered_at,
            how.papers: [*(papers if isinstance(papers, list) else ()), dict(received)],
        }


_SHAPE = TypeAdapter(Transfer)


def received(connection: Connection, register: Register, data: Mapping[str, Any]) -> list[Transfer]:
    """Return the transfers that the opening form of a register keeps among its papers."""
    found: list[Transfer] = []
    for paper in data.get(register.handed_over.papers, ()) if register.handed_over else ():
        kept = attachments.held(connection, paper["sha256"])
        if kept is not None and kept.media_type == MEDIA_TYPE:
            found.append(Transfer.unpacked(kept.content))
    return found
