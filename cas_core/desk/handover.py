"""Pending records pass to another office on the day from which it keeps them; their numbers stay what they were."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row

from cas_core.composition import Build, Composition
from cas_core.composition.project import joined
from cas_core.desk.casefile import CaseFile
from cas_core.forms.values import lookup
from cas_core.offices import OfficeType
from cas_core.problems import Problem, RecordRefused, Sentence
from cas_core.registers import Register
from cas_core.sources import today
from cas_core.store import duties, journal, offices, public, records
from cas_core.store.oversight import pending
from cas_core.store.turns import take
from cas_core.workflows import Transition, Workflow

ALL = "*"
"""Chooses all pending records that nothing else chooses."""


def finals(build: Build) -> Mapping[str, list[str]]:
    """Return by register the states in which its records rest; all other records are pending."""
    return build.composition.derived(_finals)


def at_work(composition: Composition) -> ColumnElement[bool]:
    """Return the condition that a record is pending."""
    return pending(_finals(composition))


def _finals(composition: Composition) -> Mapping[str, list[str]]:
    flows = {book.id: composition.get(Workflow, book.workflow) for book in composition.all(Register).values()}
    return {register: [state.id for state in flow.states if state.final] for register, flow in flows.items()}


def choice_faults(connection: Connection, build: Build, office: str, chosen: Iterable[str]) -> list[Problem]:
    """Return a problem for each choice that names no record at an office and no field of an opening form."""
    books = build.composition.all(Register).values()
    fields = {
        step.path
        for book in books
        for branch in build.composition.form(book.opening).branches
        for step in branch.walk()
    }
    problems = []
    for choice in chosen:
        field, equals, _ = choice.partition("=")
        record = None if equals or choice == ALL else records.by_id(connection, choice)
        if equals and field not in fields:
            what = Sentence("no opening form has a field '{field}'", field=field)
            mend = Sentence("Name a field of the form that opens the records, e.g. place.beat_number=3")
            problems.append(Problem("unknown-field", what, mend, field="cases"))
        elif not equals and choice != ALL and (record is None or record.office != office):
            what = Sentence("'{office}' keeps no record '{record}'", office=office, record=choice)
            mend = Sentence("Name records by their id")
            problems.append(Problem("unknown-record", what, mend, field="cases"))
    return problems


def settle(connection: Connection, build: Build, day: date) -> None:
    """Hand over the records whose day has come, in the turns of the offices that give and take them."""
    waiting: dict[tuple[date, str], list[Row[Any]]] = {}
    due = offices.due_handovers(connection, day)
    take(connection, *(office for planned in due for office in (planned.office, planned.successor)))
    at = datetime.now(UTC)
    for planned in due:
        waiting.setdefault((planned.effective, planned.office), []).append(planned)
    for (effective, office), orders in waiting.items():
        heirs = {order.chosen: order for order in orders}
        for found in _held(connection, build, office, heirs):
            order = heir_of(connection, build, found, heirs)
            if order is not None:
                _hand_over(connection, found, order, (effective, at))
        for order in orders:
            offices.handover_done(connection, order, at)


def _held(connection: Connection, build: Build, office: str, chosen: Iterable[str]) -> Iterator[records.Found]:
    """Yield what an office has to hand over: its pending records and those that are named, each one as it is by now.

    Desks of other offices may move a record until it is held.
    """
    final = finals(build)
    named = [choice for choice in chosen if "=" not in choice and choice != ALL]
    for record in (*(row.id for row in records.at_office(connection, office, final)), *named):
        found = records.taken(connection, record)
        if found is None or found.office != office:
            continue
        if record in named or found.status not in final.get(found.register, ()):
            yield found


def heir_of(connection: Connection, build: Build, found: records.Found, orders: Mapping[str, Any]) -> Any:
    """Return what the choices hold for a record: that which names it, then that of its field, then that of all."""
    if found.id in orders:
        return orders[found.id]
    by_field = [choice for choice in orders if "=" in choice]
    if by_field:
        opening = build.composition.get(Register, found.register).opening
        data = joined(*records.parts(records.standing(connection, found.id, opening)[-1]))
        for choice in by_field:
            field, _, value = choice.partition("=")
            if str(lookup(data, field)) == value:
                return orders[choice]
    return orders.get(ALL)


def hand_over(connection: Connection, record: str, office: str, at: datetime) -> None:
    """Let a record be worked at another office: duties on it end, the public finds it there."""
    records.set_office(connection, record, office)
    public.set_office(connection, record, office)
    duties.relieve(connection, record, at)


def hand_on(case: CaseFile, step: Transition, office: str, now: datetime) -> None:
    """Hand a record to another office by a step of its workflow; without an office it stays.

    Raises:
        RecordRefused: The office is none, or keeps no such records, or the step hands nothing to it.
    """
    if not office:
        return
    problems = []
    place = offices.office(case.connection, office, today())
    if place is None:
        what = Sentence("there is no office '{office}'", office=office)
        problems.append(Problem("unknown-office", what, Sentence("Name an office of the state")))
    elif not case.build.composition.get(OfficeType, place.type).is_one_of(case.register.kept_by):
        said = {"heir": office, "office": case.row.office, "registers": [case.register.title]}
        what = Sentence("'{heir}' does not keep {registers}, which '{office}' keeps", **said)
        mend = Sentence("Name an office that keeps the same registers")
        problems.append(Problem("register-not-kept", what, mend))
    if not step.hands_over or office == case.row.office:
        what = Sentence("the step '{step}' hands the record to no other office", step=step.label)
        problems.append(Problem("not-handed-over", what, Sentence("Leave the office out")))
    if problems:
        raise RecordRefused(problems)
    hand_over(case.connection, case.id, office, now)


def _hand_over(connection: Connection, found: records.Found, order: Row[Any], moments: tuple[date, datetime]) -> None:
    effective, at = moments
    hand_over(connection, found.id, order.successor, at)
    both = {"from_office": found.office, "to_office": order.successor, "on": effective.isoformat()}
    for office, verb in ((found.office, "hand_over"), (order.successor, "take_over")):
        journal.append(connection, journal.Event(office, order.ordered_by, verb, at, found.id, detail=both))
