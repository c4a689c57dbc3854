"""The work done at a desk: one transaction, in which each verb leaves everything or nothing behind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, NamedTuple

from sqlalchemy import Connection

from cas_core.composition import Build
from cas_core.desk import guards, publishing, steps, timing
from cas_core.desk.actor import Actor
from cas_core.desk.casefile import CaseFile
from cas_core.desk.copies import named_by
from cas_core.desk.filing import Filed, Filing
from cas_core.desk.record import Record
from cas_core.messages.translate import Translator
from cas_core.problems import NotPermitted, Problem, Sentence
from cas_core.registers import Register
from cas_core.store import journal, records
from cas_core.workflows import Transition
from cas_core.workflows.reckoning import happened


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


class Work:
    """One transaction of one officer.

    Attributes:
        actor: Who works, in which posting.
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

    @property
    def connection(self) -> Connection:
        """The connection of the transaction, which begins when it is first asked for."""
        if self._open is None:
            self._open = self._stack.enter_context(self._writing())
        return self._open

    @contextmanager
    def verb(self) -> Iterator[datetime]:
        """Run a verb so that it leaves nothing behind when it is refused; its moment is the server's."""
        if self._open is not None:
            with self.connection.begin_nested():
                yield datetime.now(UTC)
            return
        with self._whole():
            yield datetime.now(UTC)

    @contextmanager
    def _whole(self) -> Iterator[None]:
        """Run the first verb: nothing was done before it, so the transaction itself is undone when it is refused."""
        try:
            _ = self.connection
            yield
        except BaseException as error:
            self.leave(type(error), error, error.__traceback__)
            raise

    def settle(self) -> None:
        """Ask the guards that wait for the end of the transaction."""
        now = datetime.now(UTC)
        for record in self._touched:
            guards.at_commit(self.file(record), now, self._translate)

    def leave(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Keep the transaction, or undo it as a whole."""
        self._open = None
        self._stack.__exit__(kind, error, trace)

    def file(self, record: Record | str) -> CaseFile:
        """Open the file of a record.

        Raises:
            RecordRefused: There is no such record.
        """
        return CaseFile.open(self.connection, self._build, record.id if isinstance(record, Record) else record)

    def filing(self, register: Register, form: str, now: datetime) -> Filing:
        """Return the way of a form into the store."""
        return Filing(self.connection, self._build, self.actor, register, form, now, self._translate)

    def require(self, permission: str, case: CaseFile) -> None:
        """Pass only what the posting of the actor permits on a record; see `require`."""
        require(self.actor, permission, case)

    def taken(self, done: Done, case: CaseFile, step: Transition | None) -> Done:
        """Take a step: the record is in its next state."""
        if step is None:
            return done
        status = step.end(case.row.status)
        if status != case.row.status:
            records.set_status(self.connection, case.id, status)
        return Done(done.verb, (*done.events, step.id), {**done.detail, "step": step.id})

    def close(self, filed: Filed, done: Done) -> CaseFile:
        """Ask the guards, let happen what follows, reckon clocks and write the journal; return the record's file.

        Raises:
            RecordRefused: A guard refuses.
            NotPermitted: A copy is given of a paper that the actor may not print.
        """
        case = filed.opened or self.file(filed.record)
        self._require_source(named_by(case, filed.form))
        guards.ask(case, done.events, filed.now, self._translate, filed.refers)
        followed = self._follow(case, filed.now)
        names = done.events if done.verb != "amend" else ()
        events = [*case.events, *happened(names, followed, filed.now, case.as_seen(filed.form, filed.data))]
        changed = timing.reckoned(case, filed.now, events)
        more: dict[str, Any] = {"form": filed.form, "derived": followed, "clocks": changed if changed["ceased"] else ()}
        more["status"] = case.row.status
        more["publication"] = publishing.consider(case, events, filed.now)
        self.journal(done.verb, filed, {**done.detail, **{name: value for name, value in more.items() if value}})
        if guards.wait(case):
            self._touched[filed.record] = None
        return case

    def _require_source(self, record: str) -> None:
        """Pass only a copy from a record whose papers the actor may print; the source is read, not held."""
        row = records.by_id(self.connection, record) if record else None
        if row is not None:
            self.require(f"{row.register}.document", CaseFile.of(self.connection, self._build, row))

    def _follow(self, case: CaseFile, now: datetime) -> list[str]:
        """Take the steps that happen by themselves and return their names."""
        followed = steps.derived(case, case.row.status, now)
        if followed:
            case.row = records.set_status(self.connection, case.id, followed[-1].end(case.row.status))
        return [step.id for step in followed]

    def journal(self, verb: str, filed: Filed, detail: Mapping[str, Any]) -> None:
        """Write what happened into the journal of the actor's office."""
        event = journal.Event(
            self.actor.office, self.actor.id, verb, filed.now, filed.record, filed.submission, detail, filed.parts
        )
        journal.append(self.connection, event)


def require(who: Actor, permission: str, case: CaseFile) -> None:
    """Pass only what a posting permits at the record's office, and with the reach ``own`` on this record.

    Raises:
        NotPermitted: It does not permit it.
    """
    who.require(permission, case.row.office)
    answerable = {*case.duties.values(), case.row.created_by} if case.workflow.duties else {who.id}
    if who.role.scope == "own" and who.id not in answerable:
        what = Sentence("the role '{role}' works on records on which it holds a duty", role=who.role.label)
        raise NotPermitted([Problem("not-assigned", what, Sentence("Have the duty assigned"))])
