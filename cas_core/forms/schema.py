"""From a form to one pydantic schema: nested typed tables, nothing unknown let through."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from pydantic_core import CoreSchema, PydanticCustomError, core_schema
from pydantic_core.core_schema import ValidationInfo

from cas_core.codelists import CodeList, current, offered
from cas_core.forms.definition import Field
from cas_core.forms.tree import Branch
from cas_core.forms.types import TYPES
from cas_core.sources import today

Lists = Mapping[str, CodeList]
_NOT_OFFERED = ("not_offered", "is not offered here")


class Use(NamedTuple):
    """Where a form is filled in.

    Attributes:
        within: Offices whose own values may be used there.
        kept: What the form said before it is corrected: a code among it stays, though it is no longer offered.
    """

    within: frozenset[str] = frozenset()
    kept: frozenset[str] = frozenset()


def group_schema(branches: Iterable[Branch], lists: Lists) -> CoreSchema:
    """Return the schema of a form or of an entity in it. A layer's own fields stand in a table under its id."""
    own: dict[str, core_schema.TypedDictField] = {}
    layers: dict[str, dict[str, core_schema.TypedDictField]] = {}
    for branch in branches:
        if branch.field.hidden:
            continue
        layer, _, key = branch.field.id.rpartition(".")
        entry = _entry(branch, lists)
        (layers.setdefault(layer, {}) if layer else own)[key] = entry
    for layer, entries in layers.items():
        needed = any(entry.get("required") for entry in entries.values())
        table = core_schema.typed_dict_schema(entries, extra_behavior="forbid")
        own[layer] = core_schema.typed_dict_field(table, required=needed)
    return core_schema.typed_dict_schema(own, extra_behavior="forbid")


def _entry(branch: Branch, lists: Lists) -> core_schema.TypedDictField:
    """Return the entry of a field; one with a default is filled in where it always applies."""
    field, schema = branch.field, branch_schema(branch, lists)
    if field.default is None or field.visible_if:
        return core_schema.typed_dict_field(schema, required=always_required(field))
    filled = core_schema.with_default_schema(schema, default=field.default)
    return core_schema.typed_dict_field(filled, required=False)


def always_required(field: Field) -> bool:
    """Tell whether a field is needed whatever the rest of the form says."""
    return field.required and not field.visible_if


def branch_schema(branch: Branch, lists: Lists) -> CoreSchema:
    """Return the schema of one field; a field that may be repeated is a list."""
    field = branch.field
    single = group_schema(branch.children, lists) if branch.children else _value(field, lists)
    if not field.many:
        return single
    least = field.min_items if field.min_items is not None else int(always_required(field))
    return core_schema.list_schema(single, strict=True, min_length=least or None, max_length=field.max_items or 1_000)


def offered_codes(field: Field, lists: Lists) -> Collection[str]:
    """Return the codes that a field offers."""
    codes = lists[field.codes]
    offers = field.offers
    if offers is None:
        return [entry.id for entry in codes.codes]
    return [entry.id for entry in offered(codes, only=offers.only, without=offers.without)]


def _value(field: Field, lists: Lists) -> CoreSchema:
    if field.codes and field.type == "code":
        return _code(field, lists)
    schema = TYPES[field.type](field)
    if field.codes and field.type == "statutes":
        return core_schema.no_info_after_validator_function(_known_section(field, lists), schema)
    return schema


def _code(field: Field, lists: Lists) -> CoreSchema:
    """Return what a code must be: where neither a day nor an office decides, one of a set, which needs no Python."""
    codes, dated = _usable(field, lists)
    held = lists[field.codes].held
    if codes and not dated and not held:
        one = core_schema.literal_schema(sorted(codes))
        kind, message = _NOT_OFFERED
        fixed = core_schema.custom_error_schema(one, kind, custom_error_message=message)
        return core_schema.chain_schema([core_schema.str_schema(), fixed])
    check = _one_of(field, lists, codes, dated)
    return core_schema.with_info_after_validator_function(check, core_schema.str_schema())


def _one_of(field: Field, lists: Lists, codes: frozenset[str], dated: frozenset[str]) -> Any:
    held = lists[field.codes].held

    def check(value: str, info: ValidationInfo[Use | None]) -> str:
        use = info.context
        if use and value in use.kept and value in codes:
            return value
        if value not in codes or (value in dated and value not in _today(field, lists)):
            raise PydanticCustomError(*_NOT_OFFERED)
        if use and value in held and held[value] not in use.within:
            raise PydanticCustomError(*_NOT_OFFERED)
        return value

    return check


def _known_section(field: Field, lists: Lists) -> Any:
    codes, _ = _usable(field, lists)

    def check(row: dict[str, Any]) -> dict[str, Any]:
        if f"{row['act']} {row['section']}" not in codes:
            raise PydanticCustomError("unknown_section", "is no section of a known act")
        return row

    return check


def _usable(field: Field, lists: Lists) -> tuple[frozenset[str], frozenset[str]]:
    codes = frozenset(offered_codes(field, lists))
    dated = (entry.id for entry in lists[field.codes].codes if entry.valid_from or entry.valid_to)
    return codes, frozenset(dated) & codes


def _today(field: Field, lists: Lists) -> frozenset[str]:
    return frozenset(entry.id for entry in current(lists[field.codes], today()))
