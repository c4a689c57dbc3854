"""A form made ready to check submissions: one validator, the conditions, and the labels for what is refused."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from pydantic_core import CoreConfig, SchemaValidator, ValidationError

from cas_core.codelists import CodeList
from cas_core.forms.condition import Condition, parse, surroundings
from cas_core.forms.definition import Entity, Field, Form
from cas_core.forms.faults import TOO_DEEP, field_problem, problems_of
from cas_core.forms.kinds import Kinds
from cas_core.forms.schema import Use, always_required, group_schema
from cas_core.forms.tree import Branch, unfold
from cas_core.forms.values import lookup
from cas_core.messages.mark import mark as _
from cas_core.problems import Problem
from cas_core.sources.json_table import DEEPEST

Translate = Callable[[str], str]
_LISTS = (list, tuple)
_PLAIN = frozenset({bool, int, type(None)})
_NESTED = (Mapping, *_LISTS)


class CompiledForm:
    """Checks submissions of one form.

    Attributes:
        form: The form it was made from.
        branches: Its fields, entities unfolded.
        schema: The pydantic core schema of a submission.
        lists: The code lists that its fields offer.
        holders: The offices that hold values in these.
    """

    def __init__(self, form: Form, entities: Mapping[str, Entity], lists: Mapping[str, CodeList]) -> None:
        self.form = form
        self.branches = unfold(form, entities)
        self.schema = group_schema(self.branches, lists)
        self._validator = SchemaValidator(self.schema, CoreConfig(title=form.id))
        self._conditions = _Group(self.branches)
        self._kinds = Kinds(self.branches, lists)
        self._rules = [(rule, parse(rule.must)) for rule in form.rules]
        coded = {branch.field.codes for branch in _every(self.branches) if branch.field.codes}
        self.lists = frozenset(coded)
        self.holders = frozenset(office for name in coded for office in lists[name].held.values())
        self._labels = {branch.path: branch.field.label for branch in _every(self.branches)}
        self._needed = _needed_of_layers(_every(self.branches))

    def check(
        self, data: Any, now: datetime, translate: Translate = str, use: Use | None = None
    ) -> tuple[dict[str, Any], list[Problem]]:
        """Return a submission as it is to be stored, and all that is wrong with it.

        Args:
            data: Plain JSON values; texts are brought to Unicode NFC.
            now: Moment of entry, with a zone; conditions may refer to it.
            translate: Puts labels and sentences in the officer's language.
            use: Which values of offices may be used, and which stay; without it, those of any office.
        """
        try:
            clean: dict[str, Any] = self._validator.validate_python(_normal(data, DEEPEST), strict=True, context=use)
        except RecursionError:
            return {}, [Problem(TOO_DEEP.code, translate(TOO_DEEP.what), translate(TOO_DEEP.mend))]
        except ValidationError as error:
            faults = self._field_by_field(error.errors(include_url=False, include_input=False))
            return {}, problems_of(faults, self.label, translate)
        around = surroundings(now)
        seen = self.seen(clean)
        problems = list(self._conditions.problems(seen, "", around, translate))
        scope = {**seen, **around}
        problems += [
            Problem("rule", translate(rule.message), translate(_("Correct the fields it names")), None, rule.id)
            for rule, condition in self._rules
            if not condition.holds(scope)
        ]
        return clean, problems

    def seen(self, data: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return a submission as conditions see it: a state's code counts as the national one as well."""
        return self._kinds.seen(data)

    def label(self, location: tuple[str | int, ...]) -> str:
        """Return the English label of the field at a place in a submission."""
        path = _path(location)
        while path and path not in self._labels:
            path = path.rpartition(".")[0]
        return self._labels.get(path, str(location[-1]) if location else self.form.title)

    def _field_by_field(self, faults: Iterable[Any]) -> Iterator[Mapping[str, Any]]:
        """Tell of a layer's table that was left out each field that it must hold; a table has no label."""
        for fault in faults:
            keys = self._needed.get(_path(fault["loc"]), ()) if fault["type"] == "missing" else ()
            yield from ({**fault, "loc": (*fault["loc"], key)} for key in keys)
            if not keys:
                yield fault


def _path(location: tuple[str | int, ...]) -> str:
    return ".".join(step for step in location if isinstance(step, str))


def _needed_of_layers(branches: Iterable[Branch]) -> Mapping[str, list[str]]:
    """Return what must be filled in of each table that holds a layer's own fields, by its path."""
    needed: dict[str, list[str]] = {}
    for branch in branches:
        if "." in branch.field.id and always_required(branch.field) and branch.field.default is None:
            table, _dot, key = branch.path.rpartition(".")
            needed.setdefault(table, []).append(key)
    return needed


class _Group:
    """The conditions of the fields of one group, and the groups below it that have any."""

    def __init__(self, branches: tuple[Branch, ...]) -> None:
        self._fields = [
            (branch.field, _parsed(branch.field.required_if), _parsed(branch.field.visible_if))
            for branch in branches
            if not branch.field.hidden and (branch.field.required_if or branch.field.visible_if)
        ]
        below = {branch.field.id: _Group(branch.children) for branch in branches if branch.children}
        self._below = {key: group for key, group in below.items() if group.busy}

    @property
    def busy(self) -> bool:
        """Whether there is any condition in it."""
        return bool(self._fields or self._below)

    def problems(
        self, values: Mapping[str, Any], path: str, around: Mapping[str, Any], translate: Translate
    ) -> Iterator[Problem]:
        scope = {**values, **around} if self._fields else values
        for field, required_if, visible_if in self._fields:
            value = lookup(values, field.id) if "." in field.id else values.get(field.id)
            fault = _fault(value, field, (required_if, visible_if), scope)
            if fault:
                yield field_problem(fault, field.label, f"{path}{field.id}", {}, translate)
        for key, group in self._below.items():
            yield from self._problems_below(lookup(values, key), f"{path}{key}", group, (around, translate))

    def _problems_below(
        self, value: Any, path: str, group: _Group, rest: tuple[Mapping[str, Any], Translate]
    ) -> Iterator[Problem]:
        if isinstance(value, list):
            for index, item in enumerate(value):
                yield from group.problems(item, f"{path}.{index}.", *rest)
        elif isinstance(value, Mapping):
            yield from group.problems(value, f"{path}.", *rest)


def _fault(
    value: Any, field: Field, conditions: tuple[Condition | None, Condition | None], scope: Mapping[str, Any]
) -> str:
    """Return the kind of fault of a field with conditions, an empty text where there is none."""
    required_if, visible_if = conditions
    if value is not None:
        return "" if visible_if is None or visible_if.holds(scope) else "not_applicable"
    if not field.required and (required_if is None or not required_if.holds(scope)):
        return ""
    return "condition" if visible_if is None or visible_if.holds(scope) else ""


def _parsed(text: str) -> Condition | None:
    return parse(text) if text else None


def _normal(value: Any, deepest: int) -> Any:
    """Return a value as JSON would have it, with its texts in NFC; what JSON does not know is left to the validator.

    Raises:
        RecursionError: It is nested deeper than any form, or holds itself.
    """
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if deepest == 0 and isinstance(value, _NESTED):
        raise RecursionError
    below = deepest - 1  # most values stay as they are: a call for each would take twice as long
    if type(value) is dict or isinstance(value, Mapping):  # the second alone asks much longer
        return {
            key: item if type(item) in _PLAIN or (type(item) is str and item.isascii()) else _normal(item, below)
            for key, item in value.items()
        }
    if isinstance(value, _LISTS):
        return [
            item if type(item) in _PLAIN or (type(item) is str and item.isascii()) else _normal(item, below)
            for item in value
        ]
    return value


def _every(branches: tuple[Branch, ...]) -> Iterator[Branch]:
    for branch in branches:
        yield from branch.walk()
