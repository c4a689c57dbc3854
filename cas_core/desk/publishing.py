"""Publication of a record: considered anew after each verb, in the same transaction.

An offence that makes a case sensitive withdraws it at once; nobody has to remember to.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from itertools import chain
from typing import Any

from sqlalchemy import Connection

from cas_core.composition import Build, Composition
from cas_core.desk.casefile import CaseFile
from cas_core.forms.condition import parse
from cas_core.forms.filled import filled
from cas_core.forms.tree import Branch
from cas_core.forms.values import gathered
from cas_core.publication import Audience, View
from cas_core.publication.identity import Identity, traces
from cas_core.publication.masking import Mask, masked
from cas_core.publication.sensitivity import grounds, protected
from cas_core.publication.showing import fields, held, up_to_class
from cas_core.store import public
from cas_core.store.keys import name_keys, number_key
from cas_core.workflows.reckoning import Event

_NUMBERS = frozenset({"vehicle_registration", "chassis", "engine", "imei", "text", "date", "code"})


def consider(case: CaseFile, events: list[Event], now: datetime) -> dict[str, str]:
    """Put a record into its public views, or take it out of them; return the statuses that changed.

    Args:
        events: What happened to the record, in order.
    """
    views = case.build.composition.derived(_PublicViews).of.get(case.register.id, ())
    public_views = [view for view in views if _concerns(view, case)]
    if not public_views:
        return {}
    before = {} if case.fresh else public.standing(case.connection, case.id)
    closed = tuple(sensitive(case))
    entries = [entry for view in public_views if (entry := _entry(case, view, events, closed, before, now))]
    if before:
        public.remove(case.connection, case.id)
    public.add(case.connection, case.id, entries, now)
    after = {entry.view: entry.status for entry in entries}
    return {view: after.get(view, "ended") for view in {*before, *after} if before.get(view) != after.get(view)}


def renew(connection: Connection, build: Build, record: str, now: datetime) -> None:
    """Write anew what the public sees of a record, as this release masks it; its status is left to the next verb."""
    before = public.standing(connection, record)
    views = [view for view in build.composition.all(View).values() if before.get(view.id) == public.PUBLISHED]
    if not views:
        return
    case = CaseFile.open(connection, build, record)
    for view in views:
        entry = _entry(case, view, case.events, tuple(sensitive(case)), before, now)
        if entry is not None and entry.status == public.PUBLISHED:
            public.replace(connection, record, entry, now)


def _concerns(view: View, case: CaseFile) -> bool:
    data = case.forms.get(view.form)
    return data is not None and (not view.needs or any(gathered(data, path) for path in view.needs))


def sensitive(case: CaseFile) -> list[str]:
    """Return on what grounds a record is sensitive."""
    return grounds(case.law, case.persons, case.forms)


def for_audience(case: CaseFile, form: str, data: Mapping[str, Any], audience: Audience) -> dict[str, Any]:
    """Return what an audience with a right to a paper sees of it, protected identities masked."""
    branches = case.build.composition.form(form).branches
    part = up_to_class(branches, data, audience.ceiling)
    return masked(branches, part, mask_for(case, audience)) if audience.outside else part


def mask_for(case: CaseFile, audience: Audience, named: Iterable[str] = ()) -> Mask:
    """Return the mask that an audience's copy needs: for the public, of everybody but the adult accused.

    Args:
        named: Names that a view is there to show, such as a missing person's; a protected one is masked all the same.
    """
    closed = _protected(case)
    hidden = [person for person in case.persons if person.role != "accused"] if audience is Audience.PUBLIC else []
    open_names = set(named) - {trace for person in closed for trace in traces(person.person)}
    return _mask([*closed, *hidden], places=bool(closed), open_names=open_names)


def mask_of_protected(case: CaseFile) -> Mask:
    """Return the mask of those whose identity the law withholds from all but the police and the court."""
    closed = _protected(case)
    return _mask(closed, places=bool(closed))


def _mask(persons: Iterable[Identity], *, places: bool, open_names: Collection[str] = ()) -> Mask:
    particulars = [person.person for person in persons]
    told = (trace for person in particulars for trace in traces(person) if trace not in open_names)
    births = (person["birth"] for person in particulars if person.get("birth"))
    return Mask(told, name_keys, places=places, births=births)


def _protected(case: CaseFile) -> list[Identity]:
    return [person for person in case.persons if protected(person, case.law)]


def _entry(
    case: CaseFile,
    view: View,
    events: list[Event],
    closed: tuple[str, ...],
    before: Mapping[str, str],
    now: datetime,
) -> public.Entry | None:
    names = [name for event in events for name in event.names]
    opened = any(name in view.after for name in names)
    ended = opened and _last(names, view.until) > _last(names, view.after)
    reasons = tuple(dict.fromkeys((*closed, *_objections(case, view, names, now))))
    head = (case.row.office, case.row.number)
    if reasons and (opened or before.get(view.id)):
        was = before.get(view.id) in {public.PUBLISHED, "withdrawn"}
        return public.Entry(view.id, "withdrawn" if was else "withheld", reasons, *head, {}, frozenset())
    if reasons:
        return public.Entry(view.id, "withheld", reasons, *head, {}, frozenset())
    if not opened or ended:
        return None
    shows = case.build.composition.derived(_PublicViews).shows(view)
    data = _public_part(case, view, shows)
    return public.Entry(view.id, public.PUBLISHED, (), *head, data, frozenset(_terms(case, shows, data)))


def _objections(case: CaseFile, view: View, names: list[str], now: datetime) -> Iterator[str]:
    if _last(names, view.withheld_by) > _last(names, view.after):
        yield "officer"
    scope = case.scope(now) if view.unless else {}
    for text in view.unless:
        condition = parse(text)
        if condition.holds(scope):
            yield "condition"


def _last(names: list[str], wanted: tuple[str, ...]) -> int:
    return max((index for index, name in enumerate(names) if name in wanted), default=-1)


class _PublicViews:
    """The public views of each register, and what each shows; a form is compiled when a view of it is first asked for.

    Attributes:
        of: Views by the id of their register.
    """

    def __init__(self, composition: Composition) -> None:
        self._composition = composition
        self._made: dict[str, tuple[Branch, ...]] = {}
        self.of: dict[str, list[View]] = {}
        for view in composition.all(View).values():
            if view.audience is Audience.PUBLIC:
                self.of.setdefault(view.register_id, []).append(view)

    def shows(self, view: View) -> tuple[Branch, ...]:
        if view.id not in self._made:
            form = self._composition.form(view.form)
            self._made[view.id] = fields(form.branches, view.audience.ceiling, view.fields)
        return self._made[view.id]


def _public_part(case: CaseFile, view: View, shows: tuple[Branch, ...]) -> dict[str, Any]:
    part = held(shows, case.forms[view.form])
    names = (value.values() for branch, value, _ in filled(shows, part) if branch.field.type == "name")
    return masked(shows, part, mask_for(case, view.audience, chain.from_iterable(names)))


def _terms(case: CaseFile, shows: tuple[Branch, ...], data: Mapping[str, Any]) -> Iterator[str]:
    """Yield the words by which a public entry is found: numbers as typed, names as they sound."""
    yield number_key(case.row.number)
    for branch, value, _ in filled(shows, data):
        if branch.field.type == "name":
            yield from name_keys(value["roman"]).split()
        elif branch.field.type in _NUMBERS and isinstance(value, str) and len(value) <= 40:  # noqa: PLR2004 - a key
            yield number_key(value)
            if branch.field.type == "text" and any(map(str.isdigit, value)):  # a number that is written in many ways
                yield number_key("".join(filter(str.isalnum, value)))
