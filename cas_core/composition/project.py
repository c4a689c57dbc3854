"""Projection: the national part of what a state recorded, and the rest, apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from cas_core.codelists import CodeList
from cas_core.composition.composition import Composition
from cas_core.forms import Field
from cas_core.forms.tree import Branch

Plain = dict[str, Any]


def project(composition: Composition, form: str, data: Mapping[str, Any]) -> Plain:
    """Return the national part of a submission: without the layers' own fields, with national codes only.

    Whatever the composition accepts, the national profile accepts after this (promise 2).
    """
    return _group(composition, composition.form(form).branches, data)


def state_part(national: Mapping[str, Any], data: Mapping[str, Any]) -> Plain:
    """Return what a submission says beyond its national part; `joined` puts the two together again."""
    rest: Plain = {}
    for key, value in data.items():
        if key not in national:
            rest[key] = value
        elif value != national[key]:
            rest[key] = _difference(national[key], value)
    return rest


def joined(national: Mapping[str, Any], rest: Mapping[str, Any]) -> Plain:
    """Return the submission that was split in two."""
    whole: Plain = dict(national)
    for key, value in rest.items():
        whole[key] = _rejoined(whole[key], value) if key in whole else value
    return whole


def _difference(national: Any, value: Any) -> Any:
    if isinstance(national, dict) and isinstance(value, dict):
        return state_part(national, value)
    if isinstance(national, list) and isinstance(value, list) and all(isinstance(item, dict) for item in value):
        return {
            str(i): rest for i, (n, v) in enumerate(zip(national, value, strict=True)) if (rest := _difference(n, v))
        }
    return {"": value}


def _rejoined(national: Any, rest: Any) -> Any:
    if isinstance(rest, dict) and set(rest) == {""}:
        return rest[""]
    if isinstance(national, list):
        return [_rejoined(item, rest[str(i)]) if str(i) in rest else item for i, item in enumerate(national)]
    return joined(national, rest)


def _group(composition: Composition, branches: Iterable[Branch], data: Mapping[str, Any]) -> Plain:
    part: Plain = {}
    for branch in branches:
        value = None if "." in branch.field.id else data.get(branch.field.id)
        if value is None:
            continue
        if branch.field.many:
            part[branch.field.id] = [_value(composition, branch, item) for item in value]
        else:
            part[branch.field.id] = _value(composition, branch, value)
    return part


def _value(composition: Composition, branch: Branch, value: Any) -> Any:
    if branch.children:
        return _group(composition, branch.children, value)
    if branch.field.codes and branch.field.type in {"code", "statutes"}:
        return _national(composition, branch.field, value)
    return value


def _national(composition: Composition, field: Field, value: Any) -> Any:
    stands = composition.get(CodeList, field.codes).national
    if field.type == "code":
        return stands.get(value, value)
    code = stands.get(f"{value['act']} {value['section']}")
    if code is None:
        return value
    act, _, section = code.partition(" ")
    return {**value, "act": act, "section": section}
