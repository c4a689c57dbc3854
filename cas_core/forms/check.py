"""What must hold of forms and entities once they are composed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from pydantic_core import SchemaError, SchemaValidator

from cas_core.codelists import CodeList
from cas_core.forms import bounds
from cas_core.forms.condition import ConditionError, parse
from cas_core.forms.definition import Entity, Field, Form
from cas_core.forms.schema import branch_schema
from cas_core.forms.tree import Branch, unfold
from cas_core.forms.types import TYPES
from cas_core.problems import Problem
from cas_core.sources import View

MARKUP = re.compile(r"\{\{|\{%|\{#|<[a-zA-Z/!]|&#|javascript:", re.IGNORECASE)


def check(view: View) -> Iterator[Problem]:
    """Yield what is wrong with the composed forms and entities."""
    circular = circles(view)
    for entity in circular:
        what = f"entity '{entity}' holds itself"
        yield Problem(
            "circular-entity", what, "Refer to a record instead", view.origin("entity", entity), f"entity.{entity}"
        )
    for kind, holders in (("entity", view.all(Entity)), ("form", view.all(Form))):
        for holder in holders.values():
            yield from _fields(view, kind, holder)
            if not circular:
                yield from _unfolded(view, kind, holder)


def unfolded(view: View, holder: Form | Entity) -> tuple[Branch, ...]:
    """Return the fields of a form or entity with those of its entities; none while an entity holds itself."""
    if circles(view):
        return ()
    return view.once(("unfolded", type(holder), holder.id), lambda: unfold(holder, view.all(Entity)))


def circles(view: View) -> list[str]:
    """Return the entities that hold themselves."""
    return view.once("circles", lambda: list(_circular(view.all(Entity))))


def _circular(entities: Mapping[str, Entity]) -> Iterator[str]:
    """Yield the entities that hold themselves, directly or through others."""
    for start in entities:
        seen: set[str] = set()
        waiting = [start]
        while waiting:
            held = {field.type for field in entities[waiting.pop()].fields} & entities.keys()
            if start in held:
                yield start
                break
            waiting += held - seen
            seen |= held


def _fields(view: View, kind: str, holder: Form | Entity) -> Iterator[Problem]:
    sections = {section.id for section in holder.sections} if isinstance(holder, Form) else None
    for field in holder.fields:
        origin = view.origin(kind, holder.id, "fields", field.id)
        where = f"{kind}.{holder.id}.{field.id}"
        yield from (fault.at(origin, where) for fault in _field_faults(view, field, sections))
    for part in _texts(holder):
        if MARKUP.search(part):
            what, mend = f"the text {part[:40]!r} holds markup", "Write plain text; templates are files of their own"
            yield Problem("markup-in-text", what, mend, _place_of(view, kind, holder, part), f"{kind}.{holder.id}")


def _field_faults(view: View, field: Field, sections: set[str] | None) -> Iterator[Problem]:
    entities = view.all(Entity)
    if field.type not in TYPES and field.type not in entities:
        yield Problem(
            "unknown-type", f"there is no field type or entity '{field.type}'", "Use a type that the reference lists"
        )
    if field.type in {"code", "statutes"} and field.codes not in view.all(CodeList):
        yield Problem(
            "unknown-codelist", f"there is no code list '{field.codes}'", "Name a list in codes, or add its file"
        )
    if sections and field.section and field.section not in sections:
        mend = f"Use one of {', '.join(sorted(sections))}"
        yield Problem("unknown-section", f"the form has no section '{field.section}'", mend)
    if field.type == "party" and field.refers_to not in {entity.party for entity in entities.values()} - {""}:
        yield Problem("unknown-party", f"no entity describes a party '{field.refers_to}'", "Name its kind in refers_to")
    if field.id in view.layers():
        yield Problem("reserved-id", f"'{field.id}' is the name of a layer", "Give the field another id")
    for pattern in field.pattern:
        if not _is_pattern(pattern):
            yield Problem(
                "bad-pattern", f"'{pattern}' is no regular expression (RE2)", "Correct it; look-around is not allowed"
            )
    yield from bounds.faults(field)
    yield from _value_set(view, field)


def _value_set(view: View, field: Field) -> Iterator[Problem]:
    codes = view.all(CodeList).get(field.codes)
    if codes is None or field.offers is None:
        return
    known = {entry.id for entry in codes.codes}
    named = {*field.offers.only, *field.offers.without, *field.offers.first, *field.offers.relabel}
    for code in sorted(named - known):
        yield Problem("unknown-code", f"list '{field.codes}' has no code '{code}'", "Correct the code")
    for label in field.offers.relabel.values():
        if MARKUP.search(label):
            yield Problem("markup-in-text", f"the label {label[:40]!r} holds markup", "Write plain text")


def _unfolded(view: View, kind: str, holder: Form | Entity) -> Iterator[Problem]:
    """Check what shows only with the entities in place: conditions, defaults, and whether a value can exist at all."""
    branches = unfolded(view, holder)
    paths = {branch.path for top in branches for branch in top.walk()}
    known = paths | {f"{path}.{part}" for path in paths for part in ("from", "to", "text", "roman")}
    for branch in branches:
        origin = view.origin(kind, holder.id, "fields", branch.field.id)
        for text in (branch.field.required_if, branch.field.visible_if):
            yield from _condition(text, known, origin, f"{kind}.{holder.id}.{branch.path}")
            yield from _on_itself(text, branch.path, origin, f"{kind}.{holder.id}.{branch.path}")
        yield from _default(view, branch, origin, f"{kind}.{holder.id}.{branch.path}")
    yield from _changed_within(view, kind, holder, branches)
    if isinstance(holder, Form):
        yield from _hidden(view, (kind, holder.id), branches, holder.id)
        for rule in holder.rules:
            origin = view.origin(kind, holder.id, "rules", rule.id)
            yield from _condition(rule.must, known, origin, f"form.{holder.id}.rules.{rule.id}")


def _changed_within(view: View, kind: str, holder: Form | Entity, branches: tuple[Branch, ...]) -> Iterator[Problem]:
    """Yield bounds of fields inside an entity that this form or entity says anew."""
    told = branches if holder.overrides else ()
    for branch in (below for top in told for below in top.walk() if below.path in holder.overrides):
        for fault in bounds.faults(branch.field):
            origin = view.origin(kind, holder.id, "overrides", branch.path)
            yield fault.at(origin, f"{kind}.{holder.id}.{branch.path}")


def _hidden(view: View, place: tuple[str, str], branches: tuple[Branch, ...], form: str) -> Iterator[Problem]:
    """Yield the fields that an entity hides and a form that holds it requires; ``place`` is where they are defined."""
    for branch in branches:
        field = branch.field
        if field.hidden and (field.required or field.required_if):
            what = f"'{branch.path}' is hidden, and the form '{form}' requires it"
            origin = view.origin(*place, "fields", field.id, "hidden")
            yield Problem("hidden-but-required", what, "Hide it in the forms that do not", origin, f"form.{form}")
        elif not field.hidden:
            yield from _hidden(view, ("entity", field.type), branch.children, form)


def _condition(text: str, known: AbstractSet[str], origin: Any, where: str) -> Iterator[Problem]:
    if not text:
        return
    try:
        condition = parse(text)
    except ConditionError as error:
        yield Problem("bad-condition", f"'{text}' {error}", "See the reference of conditions", origin, where)
        return
    for name in sorted(condition.names - known):
        mend = "Name a field of this form by its path"
        yield Problem("unknown-field", f"the condition '{text}' names '{name}', which is no field", mend, origin, where)


def _on_itself(text: str, path: str, origin: Any, where: str) -> Iterator[Problem]:
    """Yield a condition of a field over itself: what is not filled in yet would decide whether it may be."""
    try:
        names = parse(text).names if text else frozenset()
    except ConditionError:
        return
    if any(name == path or name.startswith(f"{path}.") for name in names):
        mend = "Name the other fields that decide"
        yield Problem("condition-on-itself", f"the condition '{text}' of '{path}' names itself", mend, origin, where)


def _default(view: View, branch: Branch, origin: Any, where: str) -> Iterator[Problem]:
    lists, field = view.all(CodeList), branch.field
    if field.default is None or (field.codes and field.codes not in lists) or field.type not in TYPES:
        return
    try:
        SchemaValidator(branch_schema(branch, lists)).validate_python(field.default)
    except (ValueError, SchemaError):
        mend = "Choose a default that may be entered"
        yield Problem("bad-default", "the default would be refused if an officer entered it", mend, origin, where)


def _is_pattern(pattern: str) -> bool:
    try:
        SchemaValidator({"type": "str", "pattern": pattern})
    except (SchemaError, ValueError):
        return False
    return True


def _texts(holder: Form | Entity) -> Iterator[str]:
    yield holder.title
    for field in holder.fields:
        yield field.label
        yield field.help
    if isinstance(holder, Form):
        yield from (section.label for section in holder.sections)
        yield from (rule.message for rule in holder.rules)


def _place_of(view: View, kind: str, holder: Form | Entity, text: str) -> Any:
    for field in holder.fields:
        for part in ("label", "help"):
            if getattr(field, part) == text:
                return view.origin(kind, holder.id, "fields", field.id, part)
    return view.origin(kind, holder.id)
