"""Values of offices in open code lists: added, renamed, placed and retired, each by an order from a day on."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection

from cas_core.codelists import CodeList, Held, with_held, without_held
from cas_core.composition import Build
from cas_core.desk import value_faults as faults
from cas_core.desk.actor import Actor, actor, reach_of
from cas_core.desk.dates import backdated
from cas_core.desk.held import orders_of
from cas_core.desk.orders import Orders
from cas_core.desk.speaking import spoken
from cas_core.desk.usable import holders_for
from cas_core.messages import Catalogue
from cas_core.messages.translate import Worded
from cas_core.offices import OfficeType
from cas_core.problems import NotPermitted, Problem, RecordRefused, Sentence
from cas_core.sources import today
from cas_core.store import journal, offices
from cas_core.store import values as kept
from cas_core.store.turns import ESTABLISHMENT, take

Labels = Mapping[str, str]


class Planned(NamedTuple):
    """An order about a value, and what it would change.

    Attributes:
        base: The code list as layers define it.
        codes: The list as it is without the order, on the day from which the order holds.
        orders: All orders about values of the list so far.
    """

    verb: str
    order: Held
    base: CodeList
    codes: CodeList
    orders: tuple[Held, ...]

    @property
    def changed(self) -> CodeList:
        """The code list as the order makes it."""
        return with_held(self.base, (*self.orders, self.order), self.order.effective)


Plan = Callable[[Connection], Planned]
Check = Callable[[Connection, Planned], Iterable[Problem]]


class NewValue(NamedTuple):
    """A value that an office is to hold, for itself and the offices below it.

    Attributes:
        code: Short code within the office; records keep it with the id of the office before it.
        labels: What officers read, by language; ``en`` is needed.
        stands_as: Code that layers define and that stands for it at the centre.
        after: Code behind which it stands in the list; at its end where there is none.
    """

    code: str
    labels: Labels
    stands_as: str = ""
    after: str = ""


class Values(Orders):
    """The values of open code lists in the hands of an officer who may change those of some offices.

    What records say stays; codes are never given again.
    """

    @spoken
    def add(self, codelist: str, value: NewValue, *, office: str, on: date) -> Planned:
        """Add a value that an office holds."""
        said = _clean(value.labels)
        code = faults.held_code(office, value.code)
        new = Held(codelist, code, office, _worded(said), value.stands_as, value.after, on, offered=True)

        def check(connection: Connection, plan: Planned) -> Iterable[Problem]:
            yield from faults.code_faults(plan.codes, office, value.code)
            yield from self._label_faults(connection, plan, said)
            yield from faults.standing_faults(plan.codes, value.stands_as)
            yield from faults.place_faults(plan.codes, code, value.after)

        return self._give(lambda connection: self._plan(connection, "add", new), check)

    @spoken
    def rename(self, codelist: str, code: str, labels: Labels, *, on: date) -> Planned:
        """Word a value otherwise; what it means, and the code that stands for it, stay."""
        said = _clean(labels)

        def check(connection: Connection, plan: Planned) -> Iterable[Problem]:
            return self._label_faults(connection, plan, said)

        return self._change("rename", (codelist, code), check, label=_worded(said), effective=on)

    @spoken
    def place(self, codelist: str, code: str, after: str, *, on: date) -> Planned:
        """Put a value behind another one of its list, or at the end."""

        def check(_: Connection, plan: Planned) -> Iterable[Problem]:
            return faults.place_faults(plan.codes, code, after)

        return self._change("place", (codelist, code), check, after=after, effective=on)

    @spoken
    def retire(self, codelist: str, code: str, *, on: date) -> Planned:
        """Offer a value no more from a day on; records that used it keep it and show its label."""
        return self._change("retire", (codelist, code), lambda *_: (), effective=on, offered=False)

    def _change(self, verb: str, value: tuple[str, str], check: Check, **parts: Any) -> Planned:
        """Order something about a value that is there; what the order does not say stays as it was ordered last."""

        def plan(connection: Connection) -> Planned:
            return self._plan(connection, verb, self._last(connection, *value)._replace(**parts))

        def checked(connection: Connection, plan: Planned) -> Iterable[Problem]:
            yield from check(connection, plan)
            given = [order for order in plan.orders if order.code == plan.order.code]
            yield from faults.later_faults(given, plan.order.effective)

        return self._give(plan, checked)

    def _give(self, plan: Plan, check: Check) -> Planned:
        with self._store.writing(ESTABLISHMENT) as connection:
            who, planned = self._approved(connection, plan, check)
            new = planned.order
            take(connection, new.office)
            now = datetime.now(UTC)
            row: dict[str, Any] = {**new._asdict(), "verb": planned.verb}
            kept.add(connection, row, row.pop("label").texts, now, who.id)
            said = {"codelist": new.codelist, "code": new.code, "label": str(new.label)}
            detail = {**said, "on": new.effective.isoformat()}
            event = journal.Event(new.office, who.id, f"value.{planned.verb}", now, detail=detail)
            journal.append(connection, event)
        return planned

    def _approved(self, connection: Connection, plan: Plan, check: Check) -> tuple[Actor, Planned]:
        """Authorise an order, and look for all that forbids it."""
        who = actor(connection, self._build.composition, self._address, today())
        planned = plan(connection)
        on, office = planned.order.effective, planned.order.office
        reached = who._replace(reach=who.reach | reach_of(connection, who.role, who.office, on))
        reached.require(f"value.{planned.verb}", office)
        problems = [*backdated(on), *self._holder_faults(connection, planned), *check(connection, planned)]
        if problems:
            raise RecordRefused(dict.fromkeys(problems))
        return who, planned

    def _plan(self, connection: Connection, verb: str, new: Held) -> Planned:
        base = self._codes(new.codelist)
        orders = tuple(orders_of(connection).get(new.codelist, ()))
        return Planned(verb, new, base, with_held(base, orders, new.effective), orders)

    def _codes(self, codelist: str) -> CodeList:
        """Return a list as layers define it, in which the build lets some offices hold values."""
        known = self._build.composition.all(CodeList)
        if codelist not in known or not known[codelist].held_by:
            what = Sentence("the list '{list}' is not open for values of offices", list=codelist)
            raise RecordRefused([Problem("list-closed", what, Sentence("Have the value added by a layer"))])
        return without_held(known[codelist])

    def _last(self, connection: Connection, codelist: str, code: str) -> Held:
        """Return what was ordered last about a value that an office holds."""
        base = self._codes(codelist)
        orders = [order for order in orders_of(connection).get(codelist, ()) if order.code == code]
        if orders:
            return orders[-1]
        if any(entry.id == code for entry in base.codes):
            what = Sentence("'{code}' is a value that the build defines; no office changes it", code=code)
            raise NotPermitted([Problem("value-of-the-build", what, Sentence("Have it changed by a layer"))])
        what = Sentence("the list has no value '{code}'", code=code)
        raise RecordRefused([Problem("unknown-code", what, Sentence("Choose a value that an office holds"))])

    def _holder_faults(self, connection: Connection, plan: Planned) -> Iterable[Problem]:
        """Yield why an office may hold no new value; those that it holds stay, whatever became of the office."""
        if plan.verb != "add":
            return
        place = offices.office(connection, plan.order.office, plan.order.effective)
        types = self._build.composition.all(OfficeType)
        if place is None:
            what = Sentence("there is no office '{office}'", office=plan.order.office)
            yield Problem("unknown-office", what, Sentence("Name an office that is open on that day"), field="office")
        elif place.type in types and not {place.type, types[place.type].stands_for} & set(plan.base.held_by):
            named = [types[kind].label for kind in plan.base.held_by if kind in types]
            what = Sentence("an office of type '{type}' holds no values in this list", type=types[place.type].label)
            yield Problem("list-closed", what, Sentence("They are held by: {types}", types=named), field="office")

    def _label_faults(self, connection: Connection, plan: Planned, labels: Labels) -> Iterable[Problem]:
        yield from faults.label_faults(plan.base, labels, languages_of(self._build))
        new, seen = plan.order, holders_for(connection, plan.order.office) | {""}
        known = [one for one in plan.codes.codes if one.office in seen and (one.valid_to or date.max) >= new.effective]
        yield from faults.same_label_faults(known, labels.get("en", ""), new.code)


class RehearsedValues(Values):
    """The same orders, given to see what they would change: they are authorised and checked, and nothing is written."""

    def _give(self, plan: Plan, check: Check) -> Planned:
        with self._store.reading() as connection:
            return self._approved(connection, plan, check)[1]


def languages_of(build: Build) -> list[str]:
    """Return the languages in which a value may have a label: those of the build, and all that its layers speak."""
    return list(dict.fromkeys((*build.languages, *sorted(build.composition.ids(Catalogue)), "en")))


def _clean(labels: Labels) -> dict[str, str]:
    return {tag: " ".join(unicodedata.normalize("NFC", text).split()) for tag, text in labels.items() if text.strip()}


def _worded(labels: Labels) -> Worded:
    return Worded(labels.get("en", ""), labels)
