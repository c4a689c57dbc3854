"""Open code lists as pages show them: their names, their values, and who may hold and change them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cas_core.codelists import CodeList, Entry
from cas_core.desk.actor import Actor
from cas_core.desk.held import orders_of
from cas_core.desk.uses import uses
from cas_core.offices import OfficeType
from cas_core.web.desk.pages import worker
from cas_core.web.visiting import NotFound, Visitor


def open_list(visitor: Visitor, codelist: str) -> CodeList:
    """Return a list that is open for values of offices; no other one has a page."""
    visitor.site.cas.renew()
    found = visitor.site.cas.build.composition.all(CodeList).get(codelist)
    if found is None or not found.held_by:
        raise NotFound
    return found


def entry_of(codes: CodeList, code: str) -> Entry | None:
    """Return a value of a list by its code."""
    return next((entry for entry in codes.codes if entry.id == code), None)


def may(who: Actor, verb: str, entry: Entry) -> bool:
    """Tell whether the posting may order something about a value that an office holds."""
    return bool(entry.office) and not ended(entry) and who.may(f"value.{verb}", entry.office)


def ended(entry: Entry) -> bool:
    """Tell whether a value is offered no more from some day on."""
    return entry.valid_to is not None


def holders(visitor: Visitor, codes: CodeList) -> list[tuple[str, str]]:
    """Return the offices within reach that may hold values of a list, with their names."""
    who, known = worker(visitor), visitor.site.cas.offices()
    types = visitor.site.cas.build.composition.all(OfficeType)
    words = visitor.site.words(visitor.language)
    return [
        (office, words.office(known[office]))
        for office in sorted(who.reach & known.keys())
        if {known[office].type, types[known[office].type].stands_for} & set(codes.held_by)
        and who.may("value.add", office)
    ]


def fields(visitor: Visitor, codelist: str) -> list[tuple[str, str]]:
    """Return the forms that use a list, each with the label of the field, in the visitor's language."""
    words = visitor.site.words(visitor.language)
    held = visitor.site.cas.build.composition.derived(uses).get(codelist, [])
    return list(dict.fromkeys((words.form(use.form), words.translate(use.field.label)) for use in held))


def title_of(visitor: Visitor, codelist: str) -> str:
    """Return what officers call a list: the label of the first field that offers its values."""
    return next((label for _form, label in fields(visitor, codelist)), codelist)


def labels(worded: Any) -> Mapping[str, str]:
    """Return the words of a value, by language."""
    return getattr(worded.label, "texts", {"en": str(worded.label)})


def behind(visitor: Visitor, codelist: str, code: str) -> str:
    """Return the value behind which an order put this one last."""
    with visitor.site.cas.store.reading() as connection:
        orders = [order for order in orders_of(connection).get(codelist, ()) if order.code == code]
    return orders[-1].after if orders else ""
