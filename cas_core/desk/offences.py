"""The offences on a record: where its register says they stand, and what the law says of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cas_core import law
from cas_core.codelists import CodeList
from cas_core.composition import Composition
from cas_core.forms.condition import lookup
from cas_core.forms.tree import Branch
from cas_core.problems import Problem
from cas_core.registers import Register

Forms = Mapping[str, Mapping[str, Any]]


def offences(register: Register, forms: Forms) -> list[Mapping[str, Any]]:
    """Return the rows of act and section that count for a record: those of the first form that has any."""
    return list(_first(register.offences, forms) or [])


def occurrence(register: Register, forms: Forms) -> Mapping[str, Any] | None:
    """Return the span of time in which the offence was committed, None where nothing says it."""
    found = _first(register.occurrence, forms)
    return found if isinstance(found, Mapping) else None


def facts(composition: Composition, rows: list[Mapping[str, Any]]) -> Mapping[str, Any]:
    """Return what the law says of a set of offences, as conditions name it: ``law.*``."""
    return law.facts(rows, composition.derived(catalogue))


def unfit(composition: Composition, branches: tuple[Branch, ...], data: Mapping[str, Any], span: Any) -> list[Problem]:
    """Return a problem for each section in a form that was not the law when the offence was committed."""
    problems: list[Problem] = []
    for branch, path, table in _tables(branches, data, ""):
        if branch.field.type == "statutes":
            rows = table if isinstance(table, list) else [table]
            found = law.unfit(rows, span, composition.derived(catalogue))
            problems += [problem._replace(field=f"{path}{problem.field}") for problem in found]
    return problems


def _tables(branches: tuple[Branch, ...], data: Mapping[str, Any], above: str) -> Iterator[tuple[Branch, str, Any]]:
    for branch in branches:
        value, path = lookup(data, branch.field.id), f"{above}{branch.field.id}"
        if value is not None:
            yield branch, path, value
        for item in (value if isinstance(value, list) else [value]) if branch.children and value else ():
            yield from _tables(branch.children, item, f"{path}.")


def catalogue(composition: Composition) -> law.Catalogue:
    """Return the sections and Acts of a composition; ask for it by ``composition.derived``."""
    return law.Catalogue.of(composition.all(CodeList))


def _first(paths: tuple[str, ...], forms: Forms) -> Any:
    for path in paths:
        form, _, field = path.partition(".")
        value = forms.get(form, {}).get(field)
        if value:
            return value
    return None
