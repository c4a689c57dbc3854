"""The verbs: enter, submit, amend, agree, move, read. Each authorises, checks, acts and journals in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection

from cas_core.composition import Build
from cas_core.composition.project import joined
from cas_core.desk import assigning, steps, timing
from cas_core.desk.actor import Actor
from cas_core.desk.casefile import CaseFile, register_of
from cas_core.desk.ceiling import require_whole, seen
from cas_core.desk.filing import Filed
from cas_core.desk.folder import Folder, folder
from cas_core.desk.handover import hand_on
from cas_core.desk.labels import form_title
from cas_core.desk.opening import open_record, require_kept
from cas_core.desk.record import Record, Submitted
from cas_core.desk.speaking import speaking, spoken
from cas_core.desk.transfer import MEDIA_TYPE, Transfer
from cas_core.desk.work import Done, Work
from cas_core.forms.values import visible
from cas_core.messages.translate import Translator
from cas_core.problems import NotPermitted, Problem, RecordRefused, Sentence
from cas_core.registers import Register
from cas_core.sources import INDIA
from cas_core.store import answers, attachments, records
from cas_core.store.chain import reason_digest

Data = Mapping[str, Any]


class Desk:
    """An officer's working context; everything done at it is one transaction, kept or undone as a whole.

    A verb that is refused leaves nothing behind, and what was done before it at the same desk stands.

    Attributes:
        actor: Who works here, in which posting.
        translate: The language in which it refuses.
    """

    def __init__(
        self,
        build: Build,
        actor: Actor,
        writing: Callable[[], AbstractContextManager[Connection]],
        translate: Translator,
    ) -> None:
        self.actor = actor
        self.translate = translate
        self._build = build
        self._work = Work(build, actor, writing, translate)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            try:
                with speaking(self.translate):
                    self._work.settle()
            except BaseException as late:
                self._work.leave(type(late), late, late.__traceback__)
                raise
        self._work.leave(kind, error, trace)

    @property
    def connection(self) -> Connection:
        """The transaction of the desk, for what an application keeps beside the records."""
        return self._work.connection

    @spoken
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
        require_kept(self._build, self.actor, book)
        with self._work.verb() as now:
            filing = self._work.filing(book, book.opening, now)
            clean = filing.checked(data)
            filing.coded(clean, {})
            request = answers.request_digest("enter", register, clean)
            new = records.new_id()
            known = answers.claim(self._work.connection, self.actor.office, key, (request, new))
            if known is not None:
                return self.read(known)
            filing.require_references()
            record = open_record(filing, clean, new)
            filed = filing.open(record, clean)
            told = {"register": register, "number": record.national_number, "printed": record.number}
            case = self._work.close(filed, Done("enter", ("opening", book.opening), told))
        return self._shown(case)

    @spoken
    def submit(self, record: Record | str, form: str, data: Data, *, key: str = "") -> Record:
        """Add a follow-up form to a record; where the workflow says so, the record moves.

        Args:
            key: Made once for each submission, by whoever may send one twice; a repeat with the same data adds nothing.

        Raises:
            RecordRefused: The form is not acceptable, or not now, or the key was used for another.
            NotPermitted: The posting does not permit it.
        """
        case = self._work.file(record)
        self._work.require(f"{case.register.id}.submit.{form}", case)
        if form not in case.register.follow_ups:
            titles = [form_title(self._build.composition, other) for other in case.register.follow_ups]
            what = Sentence("the register takes no form '{form}'", form=form_title(self._build.composition, form))
            raise RecordRefused([Problem("no-follow-up", what, Sentence("It takes: {forms}", forms=titles))])
        with self._work.verb() as now:
            filing = self._work.filing(case.register, form, now)
            clean = filing.checked(data, case.forms)
            request = answers.request_digest("submit", case.id, form, clean)
            if key and answers.claim(self._work.connection, self.actor.office, key, (request, case.id)):
                return self.read(case.id)
            step = steps.by_form(case.workflow, form, case.row.status, filing.seen(clean))
            if step is not None:
                steps.require_authority(step, self.actor, case)
            filing.coded(clean, case.parties)
            filing.require_references(case)
            filed = filing.file(case.id, clean)
            self._work.close(filed, self._work.taken(Done("submit", (form,), {}), case, step))
        return self.read(case.id)

    @spoken
    def amend(self, record: Record | str, form: str, data: Data, *, reason: str, submission: str = "") -> Record:
        """Correct a submission by another one that supersedes it; what was entered first stays readable.

        Args:
            submission: Id of the submission that is corrected; needed where the record has several of the form.

        Raises:
            RecordRefused: No reason is given, or the form is not acceptable, or it is not clear what is corrected.
            NotPermitted: The posting does not permit it, or does not see all that it would replace.
        """
        case = self._work.file(record)
        self._work.require(f"{case.register.id}.amend.{form}", case)
        if not visible(reason):
            what, mend = Sentence("a correction needs a reason"), Sentence("Say why it is corrected")
            raise RecordRefused([Problem("reason-missing", what, mend)])
        chosen = [row for row in case.standing if row.form == form and submission in {"", row.id}]
        if len(chosen) != 1:
            said = {"number": str(len(chosen)), "form": form_title(self._build.composition, form)}
            what = Sentence("{number} submissions of '{form}' fit", **said)
            raise RecordRefused([Problem("amend-which", what, Sentence("Name one current submission by its id"))])
        require_whole(self._build.composition, seen(case, self.actor, Submitted.of(chosen[0])))
        with self._work.verb() as now:
            filing = self._work.filing(case.register, form, now)
            clean = filing.checked(data, case.forms, joined(*records.parts(chosen[0])))
            taken = case.steps_with(chosen[0].id)
            retaken = steps.retaken(case.workflow, taken, form)
            for step in retaken:
                steps.require_taker(step, self.actor, case)
            steps.require_same(case, taken, form, clean)
            filing.require_references(case)
            filed = filing.replace(case, chosen[0], clean, reason)
            again = (form, *taken, *(["opening"] if form == case.register.opening else []))
            told: dict[str, Any] = {"supersedes": chosen[0].id, "reason_digest": reason_digest(filed.parts[2], reason)}
            told |= {"corrects": [step.id for step in retaken]} if retaken else {}
            self._work.close(filed, Done("amend", again, told))
        return self.read(case.id)

    @spoken
    def agree(self, record: Record | str, step: str) -> Record:
        """Agree to a step that needs the agreement of the actor's role before it is taken.

        Raises:
            NotPermitted: The step does not ask this role.
        """
        case = self._work.file(record)
        chosen = steps.by_name(case.workflow, step, case.row.status)
        asked = self.actor.roles & set(chosen.agree)
        if not asked or case.row.office not in self.actor.reach:
            said = {"step": chosen.label, "role": self.actor.role.label}
            what = Sentence("the step '{step}' does not ask for the agreement of '{role}'", **said)
            raise NotPermitted([Problem("not-permitted", what, Sentence("Leave it to those it asks"))])
        with self._work.verb() as now:
            self._work.journal("agree", Filed(case.id, now), {"step": step, "roles": sorted(asked)})
        return self.read(case.id)

    @spoken
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
        case = self._work.file(record)
        self._work.require(f"{case.register.id}.move.{step}", case)
        chosen = steps.by_name(case.workflow, step, case.row.status)
        steps.require_authority(chosen, self.actor, case)
        with self._work.verb() as now:
            assigning.assign(case, chosen, to_officer, now.astimezone(INDIA).date(), now)
            hand_on(case, chosen, to_office, now)
            told = {"to_office": to_office, "from_office": to_office and case.row.office, "to_officer": to_officer}
            done = Done("move", (), {name: value for name, value in told.items() if value})
            self._work.close(Filed(case.id, now), self._work.taken(done, case, chosen))
        return self.read(case.id, checked=not to_office)

    @spoken
    def attach(self, content: bytes, *, name: str, media_type: str) -> dict[str, str]:
        """Keep a file and return what a field of type ``attachment`` says of it; only its sender may enter it."""
        sender = attachments.Sender(self.actor.id, name, datetime.now(UTC))
        digest = attachments.keep(self._work.connection, content, media_type, sender)
        return {"sha256": digest, "name": name, "media_type": media_type}

    @spoken
    def receive(self, packed: bytes) -> dict[str, Any]:
        """Keep a record that another state handed over, and return the opening form begun with it.

        Raises:
            RecordRefused: It is no transfer, it was changed on the way, or no register takes it up.
        """
        transfer = Transfer.unpacked(packed)
        how = transfer.taken_up_by(self._build.composition.all(Register).values())
        kept = self.attach(packed, name=f"{transfer.national_number}.json", media_type=MEDIA_TYPE)
        return transfer.prefilled(how, kept)

    @spoken
    def read(self, record: Record | str, *, checked: bool = True) -> Record:
        """Return a record as it stands.

        Raises:
            RecordRefused: There is none.
            NotPermitted: The posting does not permit to read it.
        """
        case = self._work.file(record)
        if checked:
            self._work.require(f"{case.register.id}.read", case)
        return self._shown(case)

    def _shown(self, case: CaseFile) -> Record:
        forms = tuple(seen(case, self.actor, Submitted.of(row)) for row in case.standing)
        first = [form for form in forms if form.form == case.register.opening]
        rest = [form for form in forms if form.form != case.register.opening]
        clocks = timing.running(case)
        own = ("id", "register", "office", "number", "national_number", "status", "created_at", "created_by")
        shown = {name: getattr(case.row, name) for name in own}
        return Record(**shown, forms=(*first, *rest), clocks=tuple(clocks), duties=dict(case.duties))

    @spoken
    def folder(self, record: Record | str) -> Folder:
        """Lay a record before the actor, with its history and what may be done next; errors as for `read`."""
        shown = self.read(record)
        return folder(self._work.file(shown.id), self.actor, shown)

    @spoken
    def note_reading(self, record: Record | str, *, file: str = "") -> None:
        """Write into the journal that the actor looked into a record, or opened a file of it, named by its digest."""
        case = self._work.file(record)
        self._work.require(f"{case.register.id}.read", case)
        with self._work.verb() as now:
            self._work.journal("read", Filed(case.id, now), {"file": file} if file else {})

    @spoken
    def history(self, record: Record | str) -> tuple[Submitted, ...]:
        """Return all submissions of a record, those superseded included, oldest first."""
        case = self._work.file(record)
        self._work.require(f"{case.register.id}.read", case)
        return tuple(seen(case, self.actor, Submitted.of(row)) for row in case.submissions)
