"""Offices and officers: seen, and changed by orders that are shown in full before they are given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from fastapi import APIRouter, Response
from starlette.responses import RedirectResponse

from cas_core.access import Role
from cas_core.codelists import CodeList
from cas_core.desk.actor import Actor
from cas_core.desk.effects import Effects
from cas_core.desk.rehearsal import Rehearsal
from cas_core.offices import Office, OfficeType
from cas_core.problems import CasError, NotPermitted
from cas_core.sources import today
from cas_core.store import duties, officers, records
from cas_core.web.desk import asking
from cas_core.web.desk.orders import EVERYTHING, ORDERS, Order
from cas_core.web.desk.pages import page, worker
from cas_core.web.visiting import Form, NotFound, Officer, Visitor

router = APIRouter()

MOST_DUTIES = 500


@router.get("/establishment")
def establishment(visitor: Officer, done: str = "") -> Response:
    """Show offices and officers, with what the posting may change of them."""
    site, who = visitor.site, worker(visitor)
    known = site.cas.offices()
    with site.cas.store.reading() as connection:
        held = {office: officers.all_posted(connection, office, today()) for office in sorted(who.reach & known.keys())}
    may = {verb: order for verb, order in ORDERS.items() if _may(who, order)}
    title = ORDERS[done].title if done in ORDERS else ""
    return page(visitor, "desk/establishment.html", held=held, may=may, done=title)


@router.get("/establishment/{verb}")
def ask(visitor: Officer, verb: str, office: str = "", officer: str = "") -> Response:
    """Show the form of an order."""
    order = _order(verb)
    _require(worker(visitor), order)
    return _form(visitor, verb, {"office": office, "officer": officer, "on": today().isoformat()}, [])


@router.post("/establishment/{verb}")
def take(visitor: Officer, verb: str, sent: Form) -> Response:
    """Show what an order would change; give it once that is confirmed."""
    order, site = _order(verb), visitor.site
    _require(worker(visitor), order)
    sheet, do = asking.taken(order.asks, sent), sent.text("do")
    if do == asking.CHANGE:
        return _form(visitor, verb, sheet.values, [])
    held = site.cas.rehearsal(visitor.address, visitor.language)
    said = _as_given(visitor, asking.readable(sheet, order.asks))
    error = _refusal(order, held.establishment if order.about == "office" else held.officers, said, sheet)
    problems = asking.together(sheet, error)
    if problems:
        return _form(visitor, verb, sheet.values, problems)
    if do != asking.CONFIRM:
        return _preview(visitor, verb, sheet, held)
    given = site.cas.establishment if order.about == "office" else site.cas.officers
    error = _refusal(order, given(visitor.address, visitor.language), said, sheet)
    if error:  # somebody else was quicker
        return _form(visitor, verb, sheet.values, list(error.problems))
    return RedirectResponse(f"/desk/establishment?done={verb}", 303)


def _refusal(order: Order, held: Any, said: Mapping[str, Any], sheet: asking.Sheet) -> CasError | None:
    try:
        order.give(held, said, sheet.on)
    except NotPermitted as error:
        return None if sheet.problems else error  # where something is missing, nobody can say yet what is permitted
    except CasError as error:
        return error
    return None


def _order(verb: str) -> Order:
    if verb not in ORDERS:
        raise NotFound
    return ORDERS[verb]


def _may(who: Actor, order: Order) -> bool:
    return who.may(f"{order.about}.{order.permission}", who.office)


def _require(who: Actor, order: Order) -> None:
    who.require(f"{order.about}.{order.permission}", who.office)


def _as_given(visitor: Visitor, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was typed as the verbs take it: records are typed by their printed number, and named by their id."""
    with visitor.site.cas.store.reading() as connection:
        cases = [
            line if "=" in line or line == EVERYTHING else _record(records.by_number(connection, line), values, line)
            for line in values.get("cases", ())
        ]
    return {**values, "cases": cases}


def _record(found: list[records.Found], values: Mapping[str, Any], line: str) -> str:
    return next((row.id for row in found if row.office == values.get("office")), line)


def _form(visitor: Visitor, verb: str, values: Mapping[str, Any], problems: list[Any]) -> Response:
    site, who, order = visitor.site, worker(visitor), ORDERS[verb]
    known = site.cas.offices()
    composition, words = site.cas.build.composition, site.words(visitor.language)
    below = [office for office in known.values() if office.parent and office.parent == values.get("office")]
    mine = [known[office] for office in sorted(who.reach & known.keys())]
    choices = {
        "office": [(office.id, words.office(office)) for office in mine],
        "any_office": [(office.id, words.office(office)) for office in sorted(known.values(), key=lambda o: o.id)],
        "offices": [(office.id, words.office(office)) for office in below],
        "role": [(role, words.role(role)) for role in composition.ids(Role)],
        "rank": [(entry.id, words.translate(entry.label)) for entry in composition.get(CodeList, "rank").codes],
        "type": [(kind, words.office_type(kind)) for kind in composition.ids(OfficeType)],
    }
    problems = asking.placed(problems, [one.name for one in order.asks])
    return page(
        visitor, "desk/order.html", 422 if problems else 200, verb=verb, order=order, values=values, choices=choices,
        problems=problems, faults=asking.faults(problems, visitor.say),
    )  # fmt: skip


class Branch(NamedTuple):
    """An office in the tree of those concerned, and how deep it stands."""

    office: Office
    depth: int
    changed: bool


def _preview(visitor: Visitor, verb: str, sheet: asking.Sheet, held: Rehearsal) -> Response:
    order = ORDERS[verb]
    shown: dict[str, Any] = {"verb": verb, "order": order, "sheet": sheet, "effects": None, "person": None}
    if order.about == "office":
        effects = held.establishment.effects
        trees = tuple(tuple(_tree(effects, lines)) for lines in (effects.before, effects.after))
        shown |= {"effects": effects, "trees": trees}
    else:
        shown |= {"person": _person(visitor, sheet)}
    return page(visitor, "desk/order_preview.html", hidden=_hidden(order, sheet), **shown)


def _hidden(order: Order, sheet: asking.Sheet) -> Iterator[tuple[str, str]]:
    """Yield what the page carries along: what was typed, as it was typed."""
    for one in order.asks:
        value = sheet.values[one.name]
        if one.kind == "lines":
            yield one.name, "\n".join(value)
        else:
            yield from ((one.name, text) for text in (value if isinstance(value, list) else [value]))


def _tree(effects: Effects, lines: Mapping[str, Office]) -> Iterator[Branch]:
    """Yield the offices concerned with those above, beside and below them, each under the one it stands under."""
    shown = {office for office in effects.concerned if office in lines}
    for office in list(shown):
        above = lines[office].parent
        shown |= {other.id for other in lines.values() if other.parent == office}
        while above in lines:
            shown.add(above)
            above = lines[above].parent
    tops = sorted(office for office in shown if lines[office].parent not in shown)
    waiting = [(office, 0) for office in reversed(tops)]
    while waiting:
        office, depth = waiting.pop()
        yield Branch(lines[office], depth, effects.before.get(office) != effects.after.get(office))
        children = sorted(other for other in shown if lines[other].parent == office)
        waiting += [(child, depth + 1) for child in reversed(children)]


def _person(visitor: Visitor, sheet: asking.Sheet) -> dict[str, Any]:
    """Return what is known of an officer on the day of an order, and how many records wait for him."""
    officer, office = sheet.values["officer"], sheet.values.get("office", "")
    with visitor.site.cas.store.reading() as connection:
        known = officers.officer(connection, officer, sheet.on)
        return {
            "name": known.name if known else sheet.values.get("name", officer),
            "rank": known.rank if known else sheet.values.get("rank", ""),
            "postings": officers.postings(connection, officer, sheet.on),
            "beside": officers.all_posted(connection, office, sheet.on) if office else [],
            "duties": len(duties.records_of(connection, officer, worker(visitor).reach, MOST_DUTIES)),
        }
