"""Value sets: the values that offices hold in open code lists, seen, and changed by orders that are shown first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from fastapi import APIRouter, Response
from starlette.responses import RedirectResponse

from cas_core.codelists import CodeList, Entry, current, offered
from cas_core.desk.usable import holders_for
from cas_core.desk.uses import Use, uses
from cas_core.desk.values import NewValue, Planned, Values
from cas_core.messages.mark import mark as _
from cas_core.problems import CasError
from cas_core.sources import today
from cas_core.store import offices
from cas_core.web.desk import asking
from cas_core.web.desk.orders import ON, Asked
from cas_core.web.desk.pages import page, worker
from cas_core.web.desk.value_lists import behind, ended, entry_of, fields, holders, labels, may, open_list, title_of
from cas_core.web.visiting import Form, NotFound, Officer, Visitor

router = APIRouter()

TITLES: Mapping[str, str] = {
    "add": _("Add a value"),
    "rename": _("Word a value otherwise"),
    "place": _("Put a value in its place"),
    "retire": _("Retire a value"),
}
_CODE = Asked("code", "text", _("Short code"), help=_("Small letters, digits and _; records keep it, nobody reads it"))
_OFFICE = Asked("office", "office", _("Held by"), help=_("It is offered at this office and at those below it"))
_STANDS = Asked("stands_as", "stands", _("Counts at the centre as"), help=_("The value of which it is a kind"))
_AFTER = Asked("after", "after", _("Stands behind"), needed=False, help=_("Without one it stands at the end"))


class Row(NamedTuple):
    """A value of a list as the page shows it; ``may`` names what the posting may order about it."""

    entry: Entry
    may: tuple[str, ...]
    ended: bool


@router.get("/values")
def lists(visitor: Officer) -> Response:
    """Show the value sets that are open for values of offices."""
    who = worker(visitor)
    who.require("value.show", who.office)
    composition = visitor.site.cas.build.composition
    held = [codes for codes in composition.all(CodeList).values() if codes.held_by]
    rows = [(codes, fields(visitor, codes.id), len(codes.held)) for codes in held]
    return page(visitor, "desk/values.html", rows=[row for row in rows if row[1]])


@router.get("/values/{codelist}")
def values(visitor: Officer, codelist: str, done: str = "") -> Response:
    """Show the values of one list, with what the posting may change of them."""
    who, codes = worker(visitor), open_list(visitor, codelist)
    who.require("value.show", who.office)
    rows = [
        Row(entry, tuple(verb for verb in ("rename", "place", "retire") if may(who, verb, entry)), ended(entry))
        for entry in codes.codes
    ]
    return page(
        visitor, "desk/value_list.html", codes=codes, rows=rows, title=title_of(visitor, codelist),
        may_add=bool(holders(visitor, codes)), uses=fields(visitor, codelist), done=TITLES.get(done, ""),
    )  # fmt: skip


@router.get("/values/{codelist}/{verb}")
def ask(visitor: Officer, codelist: str, verb: str, code: str = "") -> Response:
    """Show the form of an order about a value."""
    codes, entry = _about(visitor, codelist, verb, code)
    known: dict[str, Any] = {"on": today().isoformat()}
    if entry is not None:
        known |= {f"label.{tag}": text for tag, text in labels(entry).items()}
        known["after"] = behind(visitor, codelist, code)
    elif verb == "add":
        known["office"] = next((office for office, _name in holders(visitor, codes)), "")
    return _form(visitor, (codes, verb, code), known, [])


@router.post("/values/{codelist}/{verb}")
def take(visitor: Officer, codelist: str, verb: str, sent: Form, code: str = "") -> Response:
    """Show what an order about a value would change; give it once that is confirmed."""
    codes, _entry = _about(visitor, codelist, verb, code)
    order, site = (codes, verb, code), visitor.site
    asks = _asks(visitor, verb, codes)
    sheet, do = asking.taken(asks, sent), sent.text("do")
    if do == asking.CHANGE:
        return _form(visitor, order, sheet.values, [])
    held = site.cas.rehearsal(visitor.address, visitor.language).values
    try:
        planned = _give(held, order, sheet)
        error = None
    except CasError as refused:
        planned, error = None, refused
    problems = asking.together(sheet, error)
    if problems or planned is None:
        return _form(visitor, order, sheet.values, problems)
    if do != asking.CONFIRM:
        return _preview(visitor, order, sheet, planned)
    try:
        _give(site.cas.values(visitor.address, visitor.language), order, sheet)
    except CasError as refused:  # somebody else was quicker
        return _form(visitor, order, sheet.values, list(refused.problems))
    site.cas.renew()
    return RedirectResponse(f"/desk/values/{codelist}?done={verb}", 303)


Order = tuple[CodeList, str, str]
"""A list, what is ordered, and the code of the value; empty for a new one."""


def _give(held: Values, order: Order, sheet: asking.Sheet) -> Planned:
    codes, verb, code = order
    said = sheet.values
    labels = {name.removeprefix("label."): text for name, text in said.items() if name.startswith("label.")}
    if verb == "add":
        new = NewValue(said["code"], labels, said.get("stands_as", ""), said["after"])
        return held.add(codes.id, new, office=said["office"], on=sheet.on)
    if verb == "rename":
        return held.rename(codes.id, code, labels, on=sheet.on)
    if verb == "place":
        return held.place(codes.id, code, said["after"], on=sheet.on)
    return held.retire(codes.id, code, on=sheet.on)


def _asks(visitor: Visitor, verb: str, codes: CodeList) -> list[Asked]:
    """Return what an order asks: the English label always, those of the site's other languages where there are any."""
    site = visitor.site
    tags = ["en", *(tag for tag in site.languages if tag != "en")]
    labels = [Asked(f"label.{tag}", "text", _("Label"), needed=tag == "en") for tag in tags]
    standing = [_STANDS._replace(needed=codes.roll_up)] if codes.roll_up else []
    wanted: Mapping[str, list[Asked]] = {
        "add": [*labels, _CODE, _OFFICE, *standing, _AFTER, ON],
        "rename": [*labels, ON],
        "place": [_AFTER, ON],
        "retire": [ON],
    }
    return wanted[verb]


def _form(visitor: Visitor, order: Order, known: Mapping[str, Any], problems: list[Any]) -> Response:
    codes, verb, code = order
    asks = _asks(visitor, verb, codes)
    choices = {
        "office": holders(visitor, codes),
        "stands": [(entry.id, entry.label) for entry in codes.codes if not entry.office and not entry.rolls_up_to],
        "after": [(entry.id, entry.label) for entry in codes.codes if entry.id != code and not ended(entry)],
    }
    problems = asking.placed(problems, [one.name for one in asks])
    return page(
        visitor, "desk/value_form.html", 422 if problems else 200, codes=codes, verb=verb, code=code, asks=asks,
        values=known, choices=choices, title=TITLES[verb], set=title_of(visitor, codes.id), entry=entry_of(codes, code),
        problems=problems, faults=asking.faults(problems, visitor.say),
    )  # fmt: skip


class Shown(NamedTuple):
    """The field as officers will see it in one language; ``own`` tells whether the value has words in it."""

    language: str
    direction: str
    label: str
    options: tuple[tuple[str, str], ...]
    own: bool


def _preview(visitor: Visitor, order: Order, sheet: asking.Sheet, planned: Planned) -> Response:
    codes, verb, code = order
    site = visitor.site
    new = planned.order
    with site.cas.store.reading() as connection:
        within = holders_for(connection, new.office)
        reach = offices.reach(connection, new.office, today(), below=True)
    used = [
        use for use in site.cas.build.composition.derived(uses)[codes.id] if _offers(use, planned.changed, new.code)
    ]
    shown = [_shown(visitor, used, planned, within, tag) for tag in site.languages]
    hidden = [(one.name, sheet.values[one.name]) for one in _asks(visitor, verb, codes)]
    forms = list(dict.fromkeys(site.words(visitor.language).form(use.form) for use in used))
    return page(
        visitor, "desk/value_preview.html", codes=codes, verb=verb, code=code, title=TITLES[verb], planned=planned,
        shown=shown, hidden=hidden, forms=forms, set=title_of(visitor, codes.id), below=len(reach) - 1,
        stands=entry_of(codes, new.stands_as), on=sheet.on,
    )  # fmt: skip


def _shown(visitor: Visitor, used: list[Use], planned: Planned, within: frozenset[str], tag: str) -> Shown:
    words = visitor.site.words(tag)
    field = used[0].field if used else None
    codes = planned.changed
    fit = (
        offered(codes, only=field.offers.only, without=field.offers.without, first=field.offers.first)
        if (field and field.offers)
        else codes.codes
    )
    usable = {entry.id for entry in current(codes, planned.order.effective) if entry.office in within | {""}}
    options = tuple((entry.id, words.translate(entry.label)) for entry in fit if entry.id in usable)
    label = words.translate(field.label) if field else codes.id
    own = tag == "en" or bool(labels(planned.order).get(tag))
    return Shown(tag, words.translate.direction, label, options, own)


def _offers(use: Use, codes: CodeList, code: str) -> bool:
    offers = use.field.offers
    return offers is None or any(entry.id == code for entry in offered(codes, only=offers.only, without=offers.without))


def _about(visitor: Visitor, codelist: str, verb: str, code: str) -> tuple[CodeList, Entry | None]:
    """Return the list and the value that an order is about; one that nobody may give is no page."""
    who, codes = worker(visitor), open_list(visitor, codelist)
    if verb not in TITLES:
        raise NotFound
    entry = entry_of(codes, code) if verb != "add" else None
    who.require(f"value.{verb}", entry.office if entry is not None and entry.office else who.office)
    if verb != "add" and (entry is None or not entry.office):
        raise NotFound
    return codes, entry
