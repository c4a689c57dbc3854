"""A table of fields, for a form or an entity, in the order in which they are printed."""

from __future__ import annotations

from collections.abc import Iterator

from cas_core.forms import Entity, Form
from cas_core.forms.definition import Field, Section
from cas_core.forms.tree import Branch, unfold
from generating.markdown import code, codes, link, table
from generating.profile import national

COLUMNS = ("item", "field", "label", "type", "must", "class")


def field_table(holder: Form | Entity) -> Iterator[str]:
    """Yield the table of a form's or an entity's fields."""
    rows = list(_rows(holder))
    printed = any(row[0] for row in rows)
    start = 0 if printed else 1
    yield from table(COLUMNS[start:], (row[start:] for row in rows))


def _rows(holder: Form | Entity) -> Iterator[tuple[str, ...]]:
    sections = {section.id: section for section in holder.sections} if isinstance(holder, Form) else {}
    last = ""
    for branch in unfold(holder, national().all(Entity)):
        if branch.field.section != last and branch.field.section in sections:
            yield _section(sections[branch.field.section])
        last = branch.field.section
        yield _row(branch)
        for inner in _changed(branch, holder):
            yield _row(inner)


def _section(section: Section) -> tuple[str, ...]:
    item = f"**{section.item}**" if section.item else ""
    return item, "", f"**{section.label}**", "", "", ""


def _row(branch: Branch) -> tuple[str, ...]:
    field = branch.field
    return field.item, code(branch.path), field.label, _type(field), _must(field), field.privacy.value


def _changed(branch: Branch, holder: Form | Entity) -> Iterator[Branch]:
    """Yield the fields inside an entity of which this holder says more than the entity does."""
    for inner in branch.walk():
        if inner.path in holder.overrides and inner is not branch:
            yield inner


def _type(field: Field) -> str:
    what = f"{_kind(field)}{_bounds(field)}"
    if not field.many:
        return what
    least, most = field.min_items, field.max_items
    size = f"{least or 0} to {most} " if most else f"at least {least} " if least else ""
    return f"{size}of {what}" if size else f"list of {what}"


def _kind(field: Field) -> str:
    if field.codes:
        offered = _offered(field)
        return f"{field.type} {link(field.codes, 'codelists.md')}{offered}"
    if field.type in national().ids(Entity):
        return link(field.type, "entities.md")
    if field.type == "record" and field.refers_to:
        return f"record of {link(field.refers_to, 'registers.md')}"
    if field.type == "party" and field.refers_to:
        return f"party, {field.refers_to}"
    return field.type


def _offered(field: Field) -> str:
    if field.offers is None:
        return ""
    only = f", only {codes(field.offers.only)}" if field.offers.only else ""
    without = f", without {codes(field.offers.without)}" if field.offers.without else ""
    return only + without


def _bounds(field: Field) -> str:
    length = _range(field.min_length, field.max_length, " characters")
    value = _range(field.min, field.max, "")
    shape = f", like {codes(field.pattern, ' and ')}" if field.pattern else ""
    return length + value + shape


def _range(least: str | int | None, most: str | int | None, unit: str) -> str:
    if least in {None, 0, 1} and unit:
        least = None
    if least is None and most is None:
        return ""
    if least is None:
        return f", to {most}{unit}"
    return f", from {least}{unit}" if most is None else f", {least} to {most}{unit}"


def _must(field: Field) -> str:
    said = [
        "yes" if field.required else "",
        f"if {code(field.required_if)}" if field.required_if else "",
        f"asked if {code(field.visible_if)}" if field.visible_if else "",
        "locked" if field.locked else "",
        "left out" if field.hidden else "",
    ]
    return ", ".join(part for part in said if part)
