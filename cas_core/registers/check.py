"""What must hold of registers once they are composed: what they name exists, and a role may work with them."""

from __future__ import annotations

from collections.abc import Iterator

from cas_core.forms import Form
from cas_core.problems import Problem
from cas_core.registers.definition import Register
from cas_core.sources import View

_NAMES = (("opening", "form"), ("scheme", "scheme"), ("workflow", "workflow"))
_UNKNOWN = {
    "form": "unknown-form",
    "scheme": "unknown-scheme",
    "workflow": "unknown-workflow",
    "office_type": "unknown-office-type",
}


def check(view: View) -> Iterator[Problem]:
    """Yield a problem for each name of a register that leads nowhere, and each second register of a national form."""
    yield from _second_ways(view)
    for register in view.all(Register).values():
        where = f"register.{register.id}"
        yield from _stands_for(view, register)
        named = [(getattr(register, part), kind, part) for part, kind in _NAMES]
        named += [(form, "form", "follow_ups") for form in register.follow_ups]
        named += [(kind, "office_type", "kept_by") for kind in register.kept_by]
        for name, kind, part in named:
            if name not in view.ids(kind):
                origin = view.origin("register", register.id, "", "", part)
                mend = f"Name one of {', '.join(sorted(view.ids(kind))) or 'none yet'}"
                yield Problem(_UNKNOWN[kind], f"there is no {kind} '{name}'", mend, origin, where)
        yield from _unknown_fields(view, register, where)


def _unknown_fields(view: View, register: Register, where: str) -> Iterator[Problem]:
    """Yield the fields that a register names and its forms do not have."""
    begun, taken_up = register.series_field, register.handed_over
    of_opening = {"series_field": (begun,) if begun else (), "handed_over": taken_up.fields if taken_up else ()}
    named = {part: [f"{register.opening}.{field}" for field in fields] for part, fields in of_opening.items()}
    for part, paths in {**named, "offences": register.offences, "occurrence": register.occurrence}.items():
        for path in paths:
            if not _leads(view, register, path):
                origin = view.origin("register", register.id, "", "", part)
                mend = "Name a field of the opening form" if part in named else "Write it as form.field"
                yield Problem("unknown-field", f"'{path}' is no field of a form of this register", mend, origin, where)


def _stands_for(view: View, register: Register) -> Iterator[Problem]:
    """Yield a layer's own register that nobody may work with: permissions are those of a national one."""
    if view.origin("register", register.id, part="id").layer == "national":
        return
    stood = register.stands_for
    if stood not in view.ids("register") or view.origin("register", stood, part="id").layer != "national":
        origin = view.origin("register", register.id, "", "", "stands_for")
        what = f"the register '{register.id}' stands for no national register, so that no role may work with it"
        yield Problem("stands-for-nothing", what, 'Write stands_for = "..."', origin, f"register.{register.id}")


def _second_ways(view: View) -> Iterator[Problem]:
    """Yield the registers of a layer that would hold, under rules of its own, what a national register holds."""
    registers = view.all(Register)
    definers = {book.id: view.origin("register", book.id, part="id") for book in registers.values()}
    taken = {book.opening: book.id for book in registers.values() if definers[book.id].layer == "national"}
    for book in registers.values():
        if definers[book.id].layer != "national" and book.opening in taken:
            what = f"the form '{book.opening}' opens the national register '{taken[book.opening]}'"
            mend = "Enter it there, or open yours with a form of your own"
            yield Problem("second-way", what, mend, definers[book.id], f"register.{book.id}")


def _leads(view: View, register: Register, path: str) -> bool:
    form, _, field = path.partition(".")
    known = view.all(Form).get(form)
    return form in (register.opening, *register.follow_ups) and known is not None and field in _ids(known)


def _ids(form: Form) -> set[str]:
    return {field.id for field in form.fields}
