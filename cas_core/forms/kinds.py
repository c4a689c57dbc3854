"""A state's code as conditions see it: what holds of the national code that it rolls up to holds of it as well.

Without this a code that a layer adds would slip past every condition that names its national one, and a record
could be accepted that the national profile refuses (promise 2).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from cas_core.codelists import CodeList
from cas_core.forms.tree import Branch

Data = Mapping[str, Any]


class Kind(str):
    """A state's code that equals itself and the national code it stands for; made for conditions, never stored."""

    __slots__ = ("national",)
    national: str

    def __new__(cls, code: str, national: str) -> Self:
        """Return a code with the national one that it stands for."""
        kind = super().__new__(cls, code)
        kind.national = national
        return kind

    def __eq__(self, other: object) -> bool:
        return str.__eq__(self, other) is True or self.national == other

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = str.__hash__


class Kinds:
    """Finds the codes of a form that stand for national ones; a form without such lists costs nothing."""

    def __init__(self, branches: tuple[Branch, ...], lists: Mapping[str, CodeList]) -> None:
        self._codes = {
            branch.field.id: stands
            for branch in branches
            if branch.field.type == "code" and (stands := lists[branch.field.codes].national)
        }
        below = {branch.field.id: Kinds(branch.children, lists) for branch in branches if branch.children}
        self._below = {key: kinds for key, kinds in below.items() if kinds.busy}

    @property
    def busy(self) -> bool:
        """Whether any field can hold a state's code."""
        return bool(self._codes or self._below)

    def seen(self, data: Data) -> Data:
        """Return a submission as conditions see it."""
        if not self.busy:
            return data
        view = dict(data)
        for key, stands in self._codes.items():
            if view.get(key) is not None:
                view[key] = _kind(view[key], stands)
        for key, kinds in self._below.items():
            if view.get(key) is not None:
                view[key] = kinds._group(view[key])  # noqa: SLF001 - one of its own
        return view

    def _group(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._group(item) for item in value]
        return self.seen(value) if isinstance(value, Mapping) else value


def _kind(value: Any, stands: Mapping[str, str]) -> Any:
    if isinstance(value, list):
        return [_kind(item, stands) for item in value]
    return Kind(value, stands[value]) if value in stands else value
