"""The page of code lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cas_core.codelists import CodeList, Entry
from cas_core.forms import Entity, Form
from generating.markdown import code, codes, links, listed, table
from generating.profile import national

MOST = 60
"""Codes that are listed here; a longer list is read in its file."""


def codelists() -> Iterator[str]:
    """Yield the page of code lists."""
    held = national().all(CodeList)
    yield f"# Code lists\n\nThe {len(held)} lists of the national layer, each the file of its name in"
    yield "`cas_core/national/codelists/`; a code never changes its meaning."
    yield "A layer adds codes of its own, and says for each which of these stands for it at the centre."
    users = _users()
    for held_list in held.values():
        yield from _list(held_list, users.get(held_list.id, ({}, {})))


def _list(held: CodeList, users: tuple[Mapping[str, None], Mapping[str, None]]) -> Iterator[str]:
    forms, entities = users
    yield f"\n## {code(held.id)}"
    said = (("in forms", links(forms, "forms.md")), ("in entities", links(entities, "entities.md")))
    yield from listed(said)
    known = (name for entry in held.codes for name in ("parent", *entry.attributes) if _fact(entry, name))
    facts = list(dict.fromkeys(known))
    if len(held.codes) > MOST:
        also = f", each with {codes(facts)}" if facts else ""
        yield f"\n{len(held.codes)} codes{also}; see `{held.id}.csv`."
        return
    rows = ((code(entry.id), entry.label, *(_fact(entry, name) for name in facts)) for entry in held.codes)
    yield from table(("code", "label", *facts), rows)


def _fact(entry: Entry, name: str) -> str:
    return entry.parent if name == "parent" else entry.attributes.get(name, "")


def _users() -> dict[str, tuple[dict[str, None], dict[str, None]]]:
    """Return the forms and the entities with a field of each list."""
    users: dict[str, tuple[dict[str, None], dict[str, None]]] = {}
    holders: list[tuple[int, Form | Entity]] = [(0, form) for form in national().all(Form).values()]
    holders += [(1, entity) for entity in national().all(Entity).values()]
    for place, holder in holders:
        for field in holder.fields:
            if field.codes:
                users.setdefault(field.codes, ({}, {}))[place][holder.id] = None
    return users
