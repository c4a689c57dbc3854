"""What a program hands to a verb, compared with what the verb takes: a fault is told at its door, not deep inside."""

from __future__ import annotations

import inspect
import types
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import cache, wraps
from typing import Any, ParamSpec, TypeVar, Union, get_args, get_origin, get_type_hints

from cas_core.problems import Problem, RecordRefused

P = ParamSpec("P")
Result = TypeVar("Result")
Kinds = tuple[type, ...]
NAMES = {str: "text", bytes: "bytes", int: "number", date: "date", types.NoneType: "None"}


def fitting(verb: Callable[P, Result]) -> Callable[P, Result]:
    """Make a verb refuse arguments of another kind than it declares, all of them at once.

    Raises:
        RecordRefused: With the name of each argument and the kind that it was, and nothing of what it held.
    """

    @wraps(verb)
    def checked(*args: P.args, **kwargs: P.kwargs) -> Result:
        refuse_unfit(verb, args, kwargs)
        return verb(*args, **kwargs)

    return checked


def refuse_unfit(verb: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
    """Pass only arguments of the kinds that a verb declares; how many there are, Python itself looks after."""
    problems = list(_faults(verb, args, kwargs))
    if problems:
        raise RecordRefused(problems)


def _faults(verb: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Iterator[Problem]:
    named, kinds, rest = _declared(verb)
    for name, value in (*zip(named, args, strict=False), *kwargs.items()):
        wanted = kinds.get(name, rest)
        if wanted and not _fits(value, wanted):
            known = ", ".join(NAMES.get(kind, kind.__name__) for kind in wanted)
            what = f"'{name}' is of another kind than is wanted: '{type(value).__name__}'"
            yield Problem("bad-argument", what, f"Hand over one of: {known}", field=name)


def _fits(value: object, wanted: Kinds) -> bool:
    """Tell whether a value is of a kind; a moment is no day, and yes is no number, though Python has them so."""
    if isinstance(value, datetime):
        return datetime in wanted
    if isinstance(value, bool):
        return bool in wanted
    return isinstance(value, wanted)


@cache
def _declared(verb: Callable[..., Any]) -> tuple[tuple[str, ...], dict[str, Kinds], Kinds]:
    """Return the names of a verb's arguments, what kinds each takes, and what kinds those without a name take."""
    hints = get_type_hints(verb)
    parameters = inspect.signature(verb).parameters.values()
    kinds = {one.name: _kinds(hints.get(one.name, Any)) for one in parameters}
    rest = next((one.name for one in parameters if one.kind is one.VAR_KEYWORD), "")
    return tuple(one.name for one in parameters), kinds, kinds.pop(rest, ())


def _kinds(hint: Any) -> Kinds:
    """Return the classes that a declared type stands for; none where it takes anything."""
    if get_origin(hint) in {Union, types.UnionType}:
        parts = [_kinds(part) for part in get_args(hint)]
        return tuple(kind for part in parts for kind in part) if all(parts) else ()
    plain = get_origin(hint) or hint
    return (plain,) if isinstance(plain, type) and plain not in {object, Any} else ()
