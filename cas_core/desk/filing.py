"""Filing: a form is checked, its references are found, its parties get their codes, and it is written down."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from cas_core.composition import Build, project
from cas_core.composition.project import joined, state_part
from cas_core.desk import parties
from cas_core.desk.actor import Actor
from cas_core.desk.casefile import CaseFile
from cas_core.desk.files import digests, files, foreign
from cas_core.desk.indexing import index_rows
from cas_core.desk.offences import occurrence, unfit
from cas_core.desk.references import Referred, refer
from cas_core.desk.usable import usable
from cas_core.forms import Entity
from cas_core.forms.compile import CompiledForm
from cas_core.forms.filled import Filled, filled
from cas_core.forms.values import lookup
from cas_core.messages.translate import Translator
from cas_core.offices import OfficeType
from cas_core.problems import RecordRefused
from cas_core.registers import Register
from cas_core.store import attachments, index, links, records

Data = Mapping[str, Any]


@dataclass(frozen=True)
class Filed:
    """What a verb wrote down; a verb without a form wrote nothing but the fact.

    Attributes:
        parts: National part, rest, and the seed of their salts.
        refers: What its fields refer to, for guards.
        entered: The submission as it is stored.
        opened: The file of the record, where this is its first form.
    """

    record: str
    now: datetime
    form: str = ""
    submission: str = ""
    data: Data = field(default_factory=dict)
    parts: tuple[Data, Data, str] = ({}, {}, "00")
    refers: Mapping[str, Any] = field(default_factory=dict)
    entered: records.Found | None = None
    opened: CaseFile | None = None


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
    _filled: tuple[Filled, ...] = ()
    _refers: Mapping[str, Referred] = field(default_factory=dict)
    _coding: parties.Coding | None = None

    @property
    def _compiled(self) -> CompiledForm:
        return self.build.composition.form(self.form)

    def checked(
        self, data: Data, forms: Mapping[str, Data] | None = None, former: Data | None = None
    ) -> dict[str, Any]:
        """Return the form as it is to be stored.

        Args:
            forms: The forms that the record has; they say when the offence was committed.
            former: What the form said before, where it is corrected: values that have since been retired stay.

        Raises:
            RecordRefused: It is not acceptable; all faults at once.
        """
        use = usable(self.connection, self._compiled, self.actor.office, former or {})
        clean, problems = self._compiled.check(data, self.now, self.translate, use)
        if not problems:
            self._filled = tuple(filled(self._compiled.branches, clean))
            span = occurrence(self.register, {**(forms or {}), self.form: clean})
            problems = unfit(self.build.composition, self._filled, span)
        if problems:
            raise RecordRefused(problems)
        return clean

    def seen(self, clean: Data) -> Data:
        """Return the form as conditions see it."""
        return self._compiled.seen(clean)

    def require_references(self, case: CaseFile | None = None) -> None:
        """Find the records that the checked form refers to, and the files that it names.

        Args:
            case: The record that the form is for; None where it opens one.

        Raises:
            RecordRefused: Some are not there, or a file is another's.
        """
        self._refers, problems = refer(self.connection, self._filled)
        named = files(self._filled)
        if named:
            problems += foreign(self.connection, named, self.actor, case)
        if problems:
            raise RecordRefused(problems)

    def coded(
        self, clean: dict[str, Any], known: Mapping[str, list[str]], former: set[parties.Key] | None = None
    ) -> None:
        """Give the parties that the form introduces their codes, and find those that it names.

        Args:
            known: Codes of the parties that the record has.
            former: Parties of the submission that the form corrects.

        Raises:
            RecordRefused: It names a party that the record does not have.
        """
        self._coding = parties.Coding(self.build.composition, self.register.party_codes, known, former or ())
        self._coding.run(self._compiled.branches, clean)
        if self._coding.problems:
            raise RecordRefused(self._coding.problems)

    def open(self, record: records.Found, clean: Data) -> Filed:
        """Write the form, coded before, down as the first submission of a new record; all of that is at hand then."""
        filed = self._write(record.id, clean)
        case = CaseFile.of(self.connection, self.build, record, fresh=True)
        kept_by = self.build.composition.get(OfficeType, self.actor.office_type)
        known: dict[str, Any] = {
            "journal": [],
            "submissions": [filed.entered],
            "clock_rows": [],
            "all_forms": {self.form: [clean]},
            "duties": {},
            "office_type": kept_by.national,
            "parties": self._codes(),
            "linked": [*dict.fromkeys((found.register, found.id) for found in sorted(self._refers.values(), key=_age))],
        }
        case.__dict__.update(known)
        return replace(filed, opened=case)

    def file(self, record: str, clean: Data) -> Filed:
        """Write the form, coded before, down as a further submission of a record."""
        return self._write(record, clean)

    def replace(self, case: CaseFile, former: records.Found, clean: dict[str, Any], reason: str) -> Filed:
        """Write the form down in place of a submission that it corrects.

        Raises:
            RecordRefused: It leaves out a party that other forms of the record name.
        """
        had = links.introduced(self.connection, former.id)
        links.untie(self.connection, former.id)
        index.clear(self.connection, former.id)
        self.coded(clean, links.parties(self.connection, case.id), had)
        kept = {(kind, code) for kind, code, _ in self._introduced}
        lost = parties.lost_parties(had, kept, lambda: self._named(case, former.id))
        if lost:
            raise RecordRefused(lost)
        return self._write(case.id, clean, former.id, reason)

    @property
    def _introduced(self) -> list[tuple[str, str, str]]:
        return self._coding.introduced if self._coding else []

    def _write(self, record: str, clean: Data, *corrects: str) -> Filed:
        composition = self.build.composition
        own = self.register.stands_for  # a register of a layer's own is unknown to the centre
        national = {} if own else project(composition, self.form, clean)
        rest, seed = state_part(national, clean), secrets.token_hex(32)
        made = (record, self.form, national, rest, seed, self.now, self.actor.id, self.actor.office)
        row = records.add_submission(self.connection, records.Entry(*made, composition.digest, *corrects))
        submission = str(row.id)
        self._enter_files(record)
        index.fill(self.connection, record, submission, index_rows(composition.all(Entity), self._filled))
        records.add_aliases(self.connection, record, self._aliases(clean))
        targets = [(path, found.id) for path, found in self._refers.items()]
        links.tie(self.connection, record, submission, self._introduced, targets)
        refers = {path: found._asdict() for path, found in self._refers.items()}
        return Filed(record, self.now, self.form, submission, clean, (national, rest, seed), refers, row)

    def _enter_files(self, record: str) -> None:
        held = digests(self._filled)
        if held:
            attachments.entered(self.connection, self.actor.id, held, record)

    def _aliases(self, clean: Data) -> list[str]:
        named = [branch.field.id for branch in self._compiled.branches if branch.field.alias]
        return [str(value) for name in named if (value := lookup(clean, name))]

    def _codes(self) -> dict[str, list[str]]:
        codes: dict[str, list[str]] = {}
        for kind, code, _ in self._introduced:
            codes.setdefault(kind, []).append(code)
        return codes

    def _named(self, case: CaseFile, without: str) -> set[parties.Key]:
        """Return the parties that the other standing forms of a record name."""
        named: set[parties.Key] = set()
        for row in case.standing:
            if row.id != without:
                branches = self.build.composition.form(row.form).branches
                named |= parties.named_parties(branches, joined(*records.parts(row)))
        return named


def _age(found: Referred) -> datetime:
    return found.created_at
