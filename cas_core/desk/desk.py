"""The verbs: enter, submit, amend, agree, move, read. Each authorises, checks, acts and journals in one transaction."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, ExitStack
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection

from cas_core.composition import Build, project
from cas_core.composition.project import state_part
from cas_core.desk import steps, timing
from cas_core.desk.actor import Actor
from cas_core.desk.indexing import index_rows
from cas_core.desk.numbers import give_number
from cas_core.desk.record import Record, Submitted
from cas_core.desk.references import missing_references
from cas_core.messages.translate import Translator
from cas_core.offices import OfficeType
from cas_core.problems import NotPermitted, Problem, RecordRefused
from cas_core.registers import Register
from cas_core.sources import today
from cas_core.store import answers, index, journal, offices, records
from cas_core.workflows import Transition, Workflow

Data = Mapping[str, Any]


class Desk:
    """An officer's working context; everything done at it is one transaction, kept or undone as a whole.

    Attributes:
        actor: Who works here, in which posting.
    """

    def __init__(
        self,
        build: Build,
        actor: Actor,
        writing: Callable[[], AbstractContextManager[Connection]],
        translate: Translator,
    ) -> None:
        self.actor = actor
        self._build = build
        self._writing = writing
        self._translate = translate
        self._stack = ExitStack()
        self._open: Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open = None
        self._stack.__exit__(kind, error, trace)

    def enter(self, register: str, data: Data, *, key: str) -> Record:
        """Open a record in a register of the actor's office.

        Args:
            register: Id of the register.
            data: The opening form, as plain JSON values.
            key: Made once for each entry; the same key with the same data returns the first record again.

        Raises:
            RecordRefused: The form is not acceptable; all faults at once.
            NotPermitted: The posting does not permit it.
        """
        book = self._register(register)
        self.actor.require(f"{register}.enter", self.actor.office)
        self._require_kept(book)
        now = datetime.now(UTC)
        clean = self._checked(book.opening, data, now)
        request = answers.request_digest("enter", register, clean)
        known = answers.recall(self._connection, self.actor.office, key, request)
        if known is not None:
            return self.read(known)
        self._require_references(book.opening, clean)
        record = self._open_record(book, clean, now)
        workflow = self._workflow(book)
        submission = self._submission(record, book.opening, clean, now)
        timing.happened(self._connection, workflow, record, ("opening", book.opening), clean, now)
        self._journal("enter", record, now, submission, {"register": register, "form": book.opening})
        answers.remember(self._connection, self.actor.office, key, (request, record))
        return self.read(record)

    def submit(self, record: Record | str, form: str, data: Data) -> Record:
        """Add a follow-up form to a record; where the workflow says so, the record moves.

        Raises:
            RecordRefused: The form is not acceptable, or not now.
            NotPermitted: The posting does not permit it.
        """
        found, book = self._found(record)
        self.actor.require(f"{book.id}.submit.{form}", found.office)
        if form not in book.follow_ups:
            mend = f"It takes: {', '.join(book.follow_ups) or 'none'}"
            raise RecordRefused([Problem("no-follow-up", f"the register takes no form '{form}'", mend)])
        workflow = self._workflow(book)
        step = steps.by_form(workflow, form, found.status)
        if step is not None:
            steps.require_role(step, self.actor, journal.entries(self._connection, record=found.id))
        now = datetime.now(UTC)
        clean = self._checked(form, data, now)
        self._require_references(form, clean)
        submission = self._submission(found.id, form, clean, now)
        if step is not None:
            records.set_status(self._connection, found.id, step.target)
        events = (form, step.id) if step else (form,)
        timing.happened(self._connection, workflow, found.id, events, clean, now)
        detail = {"form": form, **({"step": step.id, "status": step.target} if step else {})}
        self._journal("submit", found.id, now, submission, detail)
        return self.read(found.id)

    def amend(self, record: Record | str, form: str, data: Data, *, reason: str, submission: str = "") -> Record:
        """Correct a submission by another one that supersedes it; what was entered first stays readable.

        Args:
            submission: Id of the submission that is corrected; needed where the record has several of the form.

        Raises:
            RecordRefused: No reason is given, or the form is not acceptable, or it is not clear what is corrected.
        """
        found, book = self._found(record)
        self.actor.require(f"{book.id}.amend.{form}", found.office)
        if not reason.strip():
            raise RecordRefused([Problem("reason-missing", "a correction needs a reason", "Say why it is corrected")])
        standing = records.standing(self._connection, found.id, form)
        chosen = [row for row in standing if submission in {"", row.id}]
        if len(chosen) != 1:
            what = f"{len(chosen)} submissions of '{form}' fit"
            raise RecordRefused([Problem("amend-which", what, "Name one current submission by its id")])
        now = datetime.now(UTC)
        clean = self._checked(form, data, now)
        self._require_references(form, clean)
        index.clear(self._connection, chosen[0].id)
        new = self._submission(found.id, form, clean, now, supersedes=chosen[0].id, reason=reason)
        self._journal("amend", found.id, now, new, {"form": form, "supersedes": chosen[0].id})
        return self.read(found.id)

    def agree(self, record: Record | str, step: str) -> Record:
        """Agree to a step that needs the agreement of the actor's role before it is taken.

        Raises:
            NotPermitted: The step does not ask this role.
        """
        found, book = self._found(record)
        chosen = steps.by_name(self._workflow(book), step, found.status)
        asked = self.actor.roles & set(chosen.agree)
        if not asked or found.office not in self.actor.reach:
            what = f"the step '{step}' does not ask for the agreement of '{self.actor.role.id}'"
            raise NotPermitted([Problem("not-permitted", what, "Leave it to those it asks")])
        self._journal("agree", found.id, datetime.now(UTC), detail={"step": step, "roles": sorted(asked)})
        return self.read(found.id)

    def move(self, record: Record | str, step: str, *, to_office: str = "") -> Record:
        """Take a step of the workflow that no form takes.

        Args:
            step: Id of the transition.
            to_office: Office that the record is handed to; its number stays as it is.

        Raises:
            RecordRefused: The step is not possible now.
            NotPermitted: The posting does not permit it.
        """
        found, book = self._found(record)
        self.actor.require(f"{book.id}.move.{step}", found.office)
        workflow = self._workflow(book)
        chosen = steps.by_name(workflow, step, found.status)
        steps.require_role(chosen, self.actor, journal.entries(self._connection, record=found.id))
        now = datetime.now(UTC)
        self._hand_over(found.id, to_office)
        records.set_status(self._connection, found.id, chosen.target)
        timing.happened(self._connection, workflow, found.id, (chosen.id,), {}, now)
        self._journal("move", found.id, now, detail=_moved(chosen, to_office))
        return self.read(found.id, checked=not to_office)

    def read(self, record: Record | str, *, checked: bool = True) -> Record:
        """Return a record as it stands.

        Raises:
            RecordRefused: There is none.
            NotPermitted: The posting does not permit to read it.
        """
        found, book = self._found(record)
        if checked:
            self.actor.require(f"{book.id}.read", found.office)
        forms = tuple(Submitted.of(row) for row in records.standing(self._connection, found.id))
        first = [form for form in forms if form.form == book.opening]
        rest = [form for form in forms if form.form != book.opening]
        clocks = timing.of_record(self._connection, self._workflow(book), found.id)
        own = ("id", "register", "office", "number", "national_number", "status", "created_at", "created_by")
        shown = {name: getattr(found, name) for name in own}
        return Record(**shown, forms=(*first, *rest), clocks=tuple(clocks))

    def history(self, record: Record | str) -> tuple[Submitted, ...]:
        """Return all submissions of a record, those superseded included, oldest first."""
        current = self.read(record)
        return tuple(Submitted.of(row) for row in records.submissions(self._connection, current.id))

    @property
    def _connection(self) -> Connection:
        if self._open is None:
            self._open = self._stack.enter_context(self._writing())
        return self._open

    def _register(self, register: str) -> Register:
        try:
            return self._build.composition.get(Register, register)
        except KeyError:
            known = ", ".join(self._build.composition.ids(Register))
            what, mend = f"there is no register '{register}'", f"Registers are: {known}"
            raise RecordRefused([Problem("unknown-register", what, mend)]) from None

    def _workflow(self, register: Register) -> Workflow:
        return self._build.composition.get(Workflow, register.workflow)

    def _found(self, record: Record | str) -> tuple[records.Found, Register]:
        found = records.by_id(self._connection, record.id if isinstance(record, Record) else record)
        if found is None:
            raise RecordRefused([Problem("unknown-record", "there is no such record", "Look it up by its number")])
        return found, self._register(found.register)

    def _require_kept(self, register: Register) -> None:
        kind = self._build.composition.get(OfficeType, self.actor.office_type)
        if not {kind.id, kind.stands_for} & set(register.kept_by):
            what = f"an office of type '{kind.id}' keeps no register '{register.id}'"
            raise RecordRefused([Problem("register-not-kept", what, f"It is kept by: {', '.join(register.kept_by)}")])

    def _checked(self, form: str, data: Data, now: datetime) -> dict[str, Any]:
        clean, problems = self._build.composition.form(form).check(data, now, self._translate)
        if problems:
            raise RecordRefused(problems)
        return clean

    def _require_references(self, form: str, data: Data) -> None:
        problems = missing_references(self._connection, self._build.composition.form(form), data)
        if problems:
            raise RecordRefused(problems)

    def _open_record(self, register: Register, data: Data, now: datetime) -> str:
        given = give_number(self._connection, self._build, register, self.actor.office, now, data)
        record = records.new_id()
        values = {
            "id": record,
            **given.identity._asdict(),
            "number": given.number,
            "national_number": given.national,
            "status": self._workflow(register).initial,
            "created_at": now,
            "created_by": self.actor.id,
            "composition": self._build.composition.digest,
        }
        records.add_record(self._connection, values, given.forms)
        return record

    def _submission(
        self, record: str, form: str, data: Data, now: datetime, *, supersedes: str | None = None, reason: str = ""
    ) -> tuple[str, str, Data, Data]:
        composition = self._build.composition
        national = project(composition, form, data)
        rest, seed = state_part(national, data), secrets.token_hex(32)
        made = (record, form, national, rest, seed, now, self.actor.id, self.actor.office, composition.digest)
        submission = records.add_submission(self._connection, records.Entry(*made, supersedes, reason))
        index.fill(self._connection, record, submission, index_rows(composition, form, data))
        return submission, seed, national, rest

    def _hand_over(self, record: str, office: str) -> None:
        if office and offices.office(self._connection, office, today()) is None:
            raise RecordRefused(
                [Problem("unknown-office", f"there is no office '{office}'", "Name an office of the state")]
            )
        if office:
            records.set_office(self._connection, record, office)

    def _journal(
        self,
        verb: str,
        record: str,
        now: datetime,
        submission: tuple[str, str, Data, Data] | None = None,
        detail: Mapping[str, Any] | None = None,
    ) -> None:
        made, seed, national, rest = submission or ("", "00", {}, {})
        event = journal.Event(
            self.actor.office, self.actor.id, verb, now, record, made, detail or {}, (national, rest, seed)
        )
        journal.append(self._connection, event)


def _moved(step: Transition, office: str) -> dict[str, str]:
    return {"step": step.id, "status": step.target, **({"to_office": office} if office else {})}
