"""The verbs: enter, submit, amend, agree, move, read. Each authorises, checks, acts and journals in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, NamedTuple, Self

from sqlalchemy import Connection

from cas_core.composition import Build
from cas_core.desk import assigning, guards, steps, timing
from cas_core.desk.actor import Actor
from cas_core.desk.casefile import CaseFile, register_of
from cas_core.desk.filing import Filed, Filing
from cas_core.desk.numbers import give_number
from cas_core.desk.record import Record, Submitted
from cas_core.messages.translate import Translator
from cas_core.offices import OfficeType
from cas_core.problems import NotPermitted, Problem, RecordRefused
from cas_core.registers import Register
from cas_core.sources import INDIA
from cas_core.store import answers, duties, journal, records
from cas_core.workflows import Transition, Workflow
from cas_core.workflows.reckoning import Event

Data = Mapping[str, Any]


class Done(NamedTuple):
    """What a verb did, for guards, clocks and journal.

    Attributes:
        verb: Name of the verb.
        events: Names of the form and of the step.
        detail: What the journal keeps of it, without personal data.
    """

    verb: str
    events: tuple[str, ...]
    detail: Mapping[str, Any]


class Desk:
    """An officer's working context; everything done at it is one transaction, kept or undone as a whole.

    A verb that is refused leaves nothing behind, and what was done before it at the same desk stands.

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
        self._touched: dict[str, None] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            try:
                self._settle()
            except BaseException as late:
                self._leave(type(late), late, late.__traceback__)
                raise
        self._leave(kind, error, trace)

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
        book = register_of(self._build, register)
        self.actor.require(f"{register}.enter", self.actor.office)
        self._require_kept(book)
        with self._verb() as now:
            filing = self._filing(book, book.opening, now)
            clean = filing.checked(data)
            request = answers.request_digest("enter", register, clean)
            known = answers.recall(self._connection, self.actor.office, key, request)
            if known is not None:
                return self.read(known)
            filing.require_references(clean)
            record = self._open_record(book, clean, now)
            self._close(filing.file(record, clean), Done("enter", ("opening", book.opening), {"register": register}))
            answers.remember(self._connection, self.actor.office, key, (request, record))
        return self.read(record)

    def submit(self, record: Record | str, form: str, data: Data) -> Record:
        """Add a follow-up form to a record; where the workflow says so, the record moves.

        Raises:
            RecordRefused: The form is not acceptable, or not now.
            NotPermitted: The posting does not permit it.
        """
        case = self._file(record)
        self._require(f"{case.register.id}.submit.{form}", case)
        if form not in case.register.follow_ups:
            mend = f"It takes: {', '.join(case.register.follow_ups) or 'none'}"
            raise RecordRefused([Problem("no-follow-up", f"the register takes no form '{form}'", mend)])
        with self._verb() as now:
            step = steps.by_form(case.workflow, form, case.row.status)
            if step is not None:
                steps.require_authority(step, self.actor, case)
            filing = self._filing(case.register, form, now)
            clean = filing.checked(data)
            filing.require_references(clean)
            filed = filing.file(case.id, clean, known=case.parties)
            self._close(filed, self._taken(Done("submit", (form,), {}), case, step))
        return self.read(case.id)

    def amend(self, record: Record | str, form: str, data: Data, *, reason: str, submission: str = "") -> Record:
        """Correct a submission by another one that supersedes it; what was entered first stays readable.

        Args:
            submission: Id of the submission that is corrected; needed where the record has several of the form.

        Raises:
            RecordRefused: No reason is given, or the form is not acceptable, or it is not clear what is corrected.
        """
        case = self._file(record)
        self._require(f"{case.register.id}.amend.{form}", case)
        if not reason.strip():
            raise RecordRefused([Problem("reason-missing", "a correction needs a reason", "Say why it is corrected")])
        chosen = [row for row in case.standing if row.form == form and submission in {"", row.id}]
        if len(chosen) != 1:
            what = f"{len(chosen)} submissions of '{form}' fit"
            raise RecordRefused([Problem("amend-which", what, "Name one current submission by its id")])
        with self._verb() as now:
            filing = self._filing(case.register, form, now)
            clean = filing.checked(data)
            filing.require_references(clean)
            filed = filing.replace(case, chosen[0], clean, reason)
            self._close(filed, Done("amend", (form,), {"supersedes": chosen[0].id}))
        return self.read(case.id)

    def agree(self, record: Record | str, step: str) -> Record:
        """Agree to a step that needs the agreement of the actor's role before it is taken.

        Raises:
            NotPermitted: The step does not ask this role.
        """
        case = self._file(record)
        chosen = steps.by_name(case.workflow, step, case.row.status)
        asked = self.actor.roles & set(chosen.agree)
        if not asked or case.row.office not in self.actor.reach:
            what = f"the step '{step}' does not ask for the agreement of '{self.actor.role.id}'"
            raise NotPermitted([Problem("not-permitted", what, "Leave it to those it asks")])
        with self._verb() as now:
            self._journal("agree", Filed(case.id, now), {"step": step, "roles": sorted(asked)})
        return self.read(case.id)

    def move(self, record: Record | str, step: str, *, to_office: str = "", to_officer: str = "") -> Record:
        """Take a step of the workflow that no form takes.

        Args:
            step: Id of the transition.
            to_office: Office that the record is handed to; its number stays as it is.
            to_officer: Id of the officer to whom the step gives a duty.

        Raises:
            RecordRefused: The step is not possible now.
            NotPermitted: The posting does not permit it.
        """
        case = self._file(record)
        self._require(f"{case.register.id}.move.{step}", case)
        chosen = steps.by_name(case.workflow, step, case.row.status)
        steps.require_authority(chosen, self.actor, case)
        with self._verb() as now:
            assigning.assign(case, chosen, to_officer, now.astimezone(INDIA).date(), now)
            self._hand_over(case.id, chosen, to_office, now)
            told = {"to_office": to_office, "to_officer": to_officer}
            done = Done("move", (), {name: value for name, value in told.items() if value})
            self._close(Filed(case.id, now), self._taken(done, case, chosen))
        return self.read(case.id, checked=not to_office)

    def read(self, record: Record | str, *, checked: bool = True) -> Record:
        """Return a record as it stands.

        Raises:
            RecordRefused: There is none.
            NotPermitted: The posting does not permit to read it.
        """
        case = self._file(record)
        if checked:
            self._require(f"{case.register.id}.read", case)
        forms = tuple(Submitted.of(row) for row in case.standing)
        first = [form for form in forms if form.form == case.register.opening]
        rest = [form for form in forms if form.form != case.register.opening]
        clocks = timing.of_record(self._connection, case.workflow, case.id)
        own = ("id", "register", "office", "number", "national_number", "status", "created_at", "created_by")
        shown = {name: getattr(case.row, name) for name in own}
        return Record(**shown, forms=(*first, *rest), clocks=tuple(clocks), duties=dict(case.duties))

    def history(self, record: Record | str) -> tuple[Submitted, ...]:
        """Return all submissions of a record, those superseded included, oldest first."""
        current = self.read(record)
        return tuple(Submitted.of(row) for row in records.submissions(self._connection, current.id))

    @property
    def _connection(self) -> Connection:
        if self._open is None:
            self._open = self._stack.enter_context(self._writing())
        return self._open

    @contextmanager
    def _verb(self) -> Iterator[datetime]:
        """Run a verb so that it leaves nothing behind when it is refused; its moment is the server's."""
        with self._connection.begin_nested():
            yield datetime.now(UTC)

    def _leave(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open = None
        self._stack.__exit__(kind, error, trace)

    def _settle(self) -> None:
        """Ask the guards that wait for the end of the transaction."""
        now = datetime.now(UTC)
        for record in self._touched:
            guards.at_commit(self._file(record), now, self._translate)

    def _file(self, record: Record | str) -> CaseFile:
        return CaseFile.open(self._connection, self._build, record.id if isinstance(record, Record) else record)

    def _filing(self, register: Register, form: str, now: datetime) -> Filing:
        return Filing(self._connection, self._build, self.actor, register, form, now, self._translate)

    def _require(self, permission: str, case: CaseFile) -> None:
        """Pass only what the posting permits at the record's office, and with the reach ``own`` on this record."""
        self.actor.require(permission, case.row.office)
        answerable = {*case.duties.values(), case.row.created_by} if case.workflow.duties else {self.actor.id}
        if self.actor.role.scope == "own" and self.actor.id not in answerable:
            what = f"the role '{self.actor.role.id}' works on records on which it holds a duty"
            raise NotPermitted([Problem("not-assigned", what, "Have the duty assigned")])

    def _require_kept(self, register: Register) -> None:
        office = self._build.offices[self.actor.office]
        kind = self._build.composition.get(OfficeType, office.type)
        if not {kind.id, kind.stands_for} & set(register.kept_by):
            what = f"an office of type '{kind.id}' keeps no register '{register.id}'"
            raise RecordRefused([Problem("register-not-kept", what, f"It is kept by: {', '.join(register.kept_by)}")])

    def _open_record(self, register: Register, data: Data, now: datetime) -> str:
        given = give_number(self._connection, self._build, register, self.actor.office, now, data)
        record = records.new_id()
        values = {
            "id": record,
            **given.identity._asdict(),
            "number": given.number,
            "national_number": given.national,
            "status": self._build.composition.get(Workflow, register.workflow).initial,
            "created_at": now,
            "created_by": self.actor.id,
            "composition": self._build.composition.digest,
        }
        records.add_record(self._connection, values, given.forms)
        return record

    def _taken(self, done: Done, case: CaseFile, step: Transition | None) -> Done:
        """Take a step: the record is in its next state."""
        if step is None:
            return done
        status = step.end(case.row.status)
        if status != case.row.status:
            records.set_status(self._connection, case.id, status)
        detail = {**done.detail, "step": step.id, "status": status}
        return Done(done.verb, (*done.events, step.id), detail)

    def _close(self, filed: Filed, done: Done) -> None:
        """Ask the guards, reckon the clocks and write the journal; the record has to stand up at the end as well."""
        case = filed.case(self._build, self._connection)
        guards.ask(case, done.events, filed.now, self._translate, filed.refers)
        event = [] if done.verb == "amend" else [Event(frozenset(done.events), filed.now, filed.data)]
        changed = timing.reckoned(case, filed.now, [*case.events, *event])
        detail = {**done.detail, **({"form": filed.form} if filed.form else {})}
        if changed["ceased"]:
            detail["clocks"] = changed
        self._journal(done.verb, filed, detail)
        if guards.wait(case):
            self._touched[filed.record] = None

    def _hand_over(self, record: str, step: Transition, office: str, now: datetime) -> None:
        if not office:
            return
        problems = []
        if office not in self._build.offices:
            mend = "Name an office of the state"
            problems.append(Problem("unknown-office", f"there is no office '{office}'", mend))
        if not step.hands_over:
            what = f"the step '{step.id}' hands the record to no other office"
            problems.append(Problem("not-handed-over", what, "Leave the office out"))
        if problems:
            raise RecordRefused(problems)
        records.set_office(self._connection, record, office)
        duties.relieve(self._connection, record, now)

    def _journal(self, verb: str, filed: Filed, detail: Mapping[str, Any]) -> None:
        event = journal.Event(
            self.actor.office, self.actor.id, verb, filed.now, filed.record, filed.submission, detail, filed.parts
        )
        journal.append(self._connection, event)
