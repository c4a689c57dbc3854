"""Filing: a form is checked, its references are found, its parties get their codes, and it is written down."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from cas_core.composition import Build, project
from cas_core.composition.project import joined, state_part
from cas_core.desk import parties
from cas_core.desk.actor import Actor
from cas_core.desk.casefile import CaseFile
from cas_core.desk.indexing import index_rows
from cas_core.desk.references import Referred, refer
from cas_core.forms.compile import CompiledForm
from cas_core.messages.translate import Translator
from cas_core.problems import RecordRefused
from cas_core.registers import Register
from cas_core.store import index, links, records

Data = Mapping[str, Any]


@dataclass(frozen=True)
class Filed:
    """What a verb wrote down; a verb without a form wrote nothing but the fact.

    Attributes:
        parts: National part, rest, and the seed of their salts.
        refers: What its fields refer to, for guards.
        opening: Whether it is the first form of its record.
    """

    record: str
    now: datetime
    form: str = ""
    submission: str = ""
    data: Data = field(default_factory=dict)
    parts: tuple[Data, Data, str] = ({}, {}, "00")
    refers: Mapping[str, Any] = field(default_factory=dict)
    parties: Mapping[str, list[str]] | None = None
    opening: bool = False

    def case(self, build: Build, connection: Connection) -> CaseFile:
        """Open the file of the record as it is now; of a new record everything is at hand."""
        case = CaseFile.open(connection, build, self.record)
        if self.opening:
            known: dict[str, Any] = {"journal": [], "forms": {self.form: self.data}, "duties": {}}
            case.__dict__.update(known, parties=self.parties or {})
        return case


@dataclass
class Filing:
    """One form of one register, on its way into the store."""

    connection: Connection
    build: Build
    actor: Actor
    register: Register
    form: str
    now: datetime
    translate: Translator
    _refers: Mapping[str, Referred] = field(default_factory=dict)

    @property
    def _compiled(self) -> CompiledForm:
        return self.build.composition.form(self.form)

    def checked(self, data: Data) -> dict[str, Any]:
        """Return the form as it is to be stored.

        Raises:
            RecordRefused: It is not acceptable; all faults at once.
        """
        clean, problems = self._compiled.check(data, self.now, self.translate)
        if problems:
            raise RecordRefused(problems)
        return clean

    def require_references(self, clean: Data) -> None:
        """Find the records that the form refers to.

        Raises:
            RecordRefused: Some are not there.
        """
        self._refers, problems = refer(self.connection, self._compiled, clean)
        if problems:
            raise RecordRefused(problems)

    def file(self, record: str, clean: dict[str, Any], known: Mapping[str, list[str]] | None = None) -> Filed:
        """Write the form down as a new submission of a record.

        Args:
            known: Codes of the parties that the record has; None for a new record.

        Raises:
            RecordRefused: It names a party that the record does not have.
        """
        coding = parties.Coding(self.build.composition, self.register.party_codes, known or {})
        return self._write(record, clean, coding, opening=known is None)

    def replace(self, case: CaseFile, former: records.Found, clean: dict[str, Any], reason: str) -> Filed:
        """Write the form down in place of a submission that it corrects.

        Raises:
            RecordRefused: It leaves out a party that other forms of the record name.
        """
        had = links.introduced(self.connection, former.id)
        links.untie(self.connection, former.id)
        index.clear(self.connection, former.id)
        coding = parties.Coding(
            self.build.composition, self.register.party_codes, links.parties(self.connection, case.id), had
        )
        filed = self._write(case.id, clean, coding, former.id, reason)
        kept = {(kind, code) for kind, code, _ in coding.introduced}
        lost = parties.lost_parties(had, kept, lambda: self._named(case, former.id))
        if lost:
            raise RecordRefused(lost)
        return filed

    def _write(
        self, record: str, clean: dict[str, Any], coding: parties.Coding, *corrects: str, opening: bool = False
    ) -> Filed:
        coding.run(self._compiled.branches, clean)
        if coding.problems:
            raise RecordRefused(coding.problems)
        composition = self.build.composition
        national = project(composition, self.form, clean)
        rest, seed = state_part(national, clean), secrets.token_hex(32)
        made = (record, self.form, national, rest, seed, self.now, self.actor.id, self.actor.office)
        submission = records.add_submission(self.connection, records.Entry(*made, composition.digest, *corrects))
        index.fill(self.connection, record, submission, index_rows(composition, self.form, clean))
        targets = [(path, found.id) for path, found in self._refers.items()]
        links.tie(self.connection, record, submission, coding.introduced, targets)
        codes: dict[str, list[str]] = {}
        for kind, code, _ in coding.introduced:
            codes.setdefault(kind, []).append(code)
        parts = (national, rest, seed)
        return Filed(record, self.now, self.form, submission, clean, parts, self._known(), codes, opening)

    def _known(self) -> Mapping[str, Any]:
        return {path: found._asdict() for path, found in self._refers.items()}

    def _named(self, case: CaseFile, without: str) -> set[parties.Key]:
        """Return the parties that the other standing forms of a record name."""
        named: set[parties.Key] = set()
        for row in case.standing:
            if row.id != without:
                branches = self.build.composition.form(row.form).branches
                named |= parties.named_parties(branches, joined(*records.parts(row)))
        return named
