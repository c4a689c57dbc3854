"""The offences on a record: where its register says they stand, and what the law says of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from cas_core import law
from cas_core.codelists import CodeList
from cas_core.composition import Composition
from cas_core.forms.filled import Filled
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


def committed(register: Register, forms: Forms) -> date | None:
    """Return the first day on which the offence can have been committed, None where nothing says it."""
    span = occurrence(register, forms) or {}
    said = span.get("from") or span.get("to")
    return law.first_day(str(said)) if said else None


def facts(composition: Composition, rows: list[Mapping[str, Any]]) -> Mapping[str, Any]:
    """Return what the law says of a set of offences, as conditions name it: ``law.*``."""
    return law.facts(rows, composition.derived(catalogue))


def unfit(composition: Composition, form: Iterable[Filled], span: Any) -> list[Problem]:
    """Return a problem for each section in a form that was not the law when the offence was committed."""
    rows = {filled.path: filled.value for filled in form if filled.branch.field.type == "statutes"}
    return law.unfit(rows, span, composition.derived(catalogue))


def catalogue(composition: Composition) -> law.Catalogue:
    """Return the law of a build; ask for it by `Composition.derived`, which makes it once."""
    return law.Catalogue.of(composition.all(CodeList))


def _first(paths: tuple[str, ...], forms: Forms) -> Any:
    for path in paths:
        form, _, field = path.partition(".")
        value = forms.get(form, {}).get(field)
        if value:
            return value
    return None
