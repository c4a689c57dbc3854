"""The establishment: offices are opened, renamed, moved, split, merged and closed, each by an order from a day on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from typing import Any

from cas_core.desk.effects import Effects, effects
from cas_core.desk.handover import ALL, choice_faults, finals
from cas_core.desk.office_line import PARTS, office_line
from cas_core.desk.order import Order, ordered, rehearsed
from cas_core.desk.orders import Orders
from cas_core.desk.speaking import spoken
from cas_core.offices.change import changed, closed, not_open, opened
from cas_core.offices.timeline import as_on
from cas_core.problems import Sentence
from cas_core.sources import today
from cas_core.store import records
from cas_core.store.offices import planned_handovers

Values = Mapping[str, Any]
_INHERITED = ("type", "parent", "district")
_ENDINGS = {"valid_to", "successor"}
_CODES = ("code", "district", "unit")


class Establishment(Orders):
    """The offices of a state in the hands of an officer who may change them.

    What stood before the day of an order stays as it was: papers of those days print it, and numbers given then are
    found and printed as they were.
    """

    @spoken
    def open_office(self, values: Values, *, on: date) -> None:
        """Open a new office; ``values`` are those of a line of ``offices.csv``."""
        with self._order("open", on, str(values.get("parent", ""))) as order:
            self._open(order, values)

    @spoken
    def rename(self, office: str, name: str, *, on: date, local_name: str = "") -> None:
        """Give an office another name."""
        with self._order("rename", on, office) as order:
            self._change(order, office, {"name": name, "local_name": local_name})

    @spoken
    def move_under(self, office: str, parent: str, *, on: date, codes: Values | None = None) -> None:
        """Put an office under another one; ``codes`` holds the ``code``, ``district`` or ``unit`` it gets with it."""
        with self._order("move", on, office, parent) as order:
            for key in sorted(set(codes or ()) - set(_CODES)):
                what = Sentence("'{part}' is no code of an office", part=PARTS.get(key, key))
                known = Sentence("Name one of: {choices}", choices=[PARTS[code] for code in _CODES])
                order.refuse("unknown-key", what, known, key)
            self._change(order, office, {**(codes or {}), "parent": parent})

    @spoken
    def change_type(self, office: str, kind: str, *, on: date) -> None:
        """Make an office one of another type, e.g. a district a commissionerate."""
        with self._order("change_type", on, office) as order:
            kept = order.kept_by(office)
            self._change(order, office, {"type": kind})
            lost = kept - order.kept_by(office)
            pending = records.at_office(order.connection, office, finals(self._build))
            if lost and (on > today() or any(found.register in lost for found in pending)):
                said = {"office": office, "registers": order.titles(lost)}
                what = Sentence(
                    "'{office}' would no longer keep {registers}, of which it has or may get records", **said
                )
                mend = Sentence("Open an office of the other type, and merge this one")
                order.refuse("register-not-kept", what, mend, "type")

    @spoken
    def split(
        self,
        office: str,
        into: Sequence[Values],
        *,
        on: date,
        cases: Mapping[str, str] | None = None,
        below: Mapping[str, str] | None = None,
    ) -> None:
        """Open new offices out of one that stays.

        Args:
            into: The new offices; type, parent and district are those of the old one unless said.
            cases: Which pending records go where: id of a record, ``field=value`` of the form that opened it, or ``*``
                for all others, each with the id of a new office. What nothing chooses stays.
            below: Offices under the old one, such as beats and outposts, each with the new one it goes under.
        """
        with self._order("split", on, office, *(below or ())) as order:
            old = as_on(order.lines, on).get(office)
            if old is None:
                order.problems.append(not_open(office, on))
                return
            for values in into:
                self._open(order, {**{part: getattr(old, part) for part in _INHERITED}, **values}, out_of=office)
            order.noted[office] = {"into": [str(values.get("id")) for values in into]}
            self._give(order, office, cases or {})
            for child, parent in (below or {}).items():
                self._pass_on(order, child, office, parent)

    @spoken
    def merge(self, office: str, into: str, *, on: date) -> None:
        """Close an office; another one takes over its pending records and what is below it, and reaches all it kept."""
        with self._order("merge", on, office, into) as order:
            self._require_keeps(order, office, into)
            for child in [line.id for line in as_on(order.lines, on).values() if line.parent == office]:
                self._pass_on(order, child, office, into)
            order.apply(closed, office, on, into)
            order.closed.append(office)
            order.handed.append((office, ALL, into))
            order.noted |= {office: {"into": into}, into: {"takes_over": office}}

    @spoken
    def close(self, office: str, *, on: date) -> None:
        """Close an office that leaves nothing pending; one that does is merged into another."""
        with self._order("close", on, office) as order:
            pending = records.at_office(order.connection, office, finals(self._build))
            if pending or (on > today() and order.kept_by(office)):
                said = {"office": office, "number": str(len(pending)), "day": on.isoformat()}
                what = Sentence("'{office}' has {number} pending records, and may get more until {day}", **said)
                mend = Sentence("Merge it into the office that takes them over")
                order.refuse("records-not-handed-over", what, mend, "office")
            order.apply(closed, office, on)
            order.closed.append(office)
            order.noted[office] = {}

    def _order(self, verb: str, on: date, *concerned: str) -> AbstractContextManager[Order]:
        return ordered(self._build, self._store, self._address, verb, on, *concerned)

    def _open(self, order: Order, values: Values, out_of: str = "") -> None:
        for key in sorted(_ENDINGS & set(values)):
            what = Sentence("'{part}' is not said when an office opens", part=key)
            order.refuse("unknown-key", what, Sentence("Merge or close it by an order"), key)
        new = office_line({**values, "valid_from": order.on}, order.problems)
        if new is not None:
            order.apply(opened, new)
            order.noted[new.id] = {"name": new.name, "parent": new.parent, **({"out_of": out_of} if out_of else {})}

    def _change(self, order: Order, office: str, parts: Values) -> None:
        old = as_on(order.lines, order.on).get(office)
        if old is None or office_line({**old.model_dump(), **parts}, order.problems) is not None:
            order.apply(changed, office, order.on, **parts)
            order.noted[office] = dict(parts)

    def _pass_on(self, order: Order, child: str, office: str, parent: str) -> None:
        line = as_on(order.lines, order.on).get(child)
        if line is not None and line.parent != office:
            what = Sentence("'{child}' is not under '{office}'", child=child, office=office)
            order.refuse("not-below", what, Sentence("Name an office under it"), "below")
        self._change(order, child, {"parent": parent})

    def _give(self, order: Order, office: str, cases: Mapping[str, str]) -> None:
        fresh = {line.id for line in order.lines if line.begins == order.on} - {line.id for line in order.before}
        for heir in sorted(set(cases.values())):
            if heir not in fresh:
                what = Sentence("'{office}' is none of the new offices", office=heir)
                order.refuse("unknown-office", what, Sentence("Name one of the new offices"), "cases")
            self._require_keeps(order, office, heir)
        planned = {row.chosen for row in planned_handovers(order.connection, office, order.on)}
        for choice in sorted(planned & set(cases)):
            what = Sentence(
                "the records '{choice}' of '{office}' pass on by another order of that day",
                choice=choice,
                office=office,
            )
            order.refuse("handed-already", what, Sentence("Take another day"), "on")
        order.problems += choice_faults(order.connection, self._build, office, cases)
        order.handed += [(office, choice, heir) for choice, heir in cases.items()]

    def _require_keeps(self, order: Order, office: str, heir: str) -> None:
        missing = order.kept_by(office) - order.kept_by(heir)
        if missing and any(line.id == heir for line in order.lines):
            said = {"heir": heir, "office": office, "registers": order.titles(missing)}
            what = Sentence("'{heir}' does not keep {registers}, which '{office}' keeps", **said)
            order.refuse("register-not-kept", what, Sentence("Name an office that keeps the same registers"), "into")


class RehearsedEstablishment(Establishment):
    """The same orders, given to see what they would change: they are authorised and checked, and nothing is written.

    Attributes:
        effects: What the last order that nothing forbids would change.
    """

    effects: Effects

    @contextmanager
    def _order(self, verb: str, on: date, *concerned: str) -> Iterator[Order]:
        with rehearsed(self._build, self._store, self._address, verb, on, *concerned) as order:
            yield order
            order.check()
            self.effects = effects(order)
