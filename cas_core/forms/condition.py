"""Conditions over a form: a small, total part of Python's expressions, read by Python's own parser.

Names are fields (``kind``, ``complainant.occupation``, ``ka.beat``), ``today`` and ``now``. There are ``and``, ``or``,
``not``, comparisons, ``in``, and five functions: ``filled(field)``, ``count(field)``, ``age(person)`` in whole years
today, ``days(from, to)`` between two days or moments (of a day known in part the first one, of a span its beginning),
and ``covers(a, ..., z)``: every value of ``z`` is among those of the others, gathered through lists. No loops and no
calls of anything else: a condition takes time in proportion to its length. A field that is not filled in equals
``None`` and makes every ordering comparison false; unlike types never compare as ordered. Texts that are written as
days or moments compare as such. A code that a layer added equals itself and the national code that it rolls up to.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from cas_core.forms.comparing import among, dated, days, equal, ordered, within
from cas_core.forms.values import age, gathered, lookup
from cas_core.sources import INDIA

MOST_CHARACTERS = 500
MOST_NODES = 120


Scope = Mapping[str, Any]
Evaluate = Callable[[Scope], Any]

_ORDER: Mapping[type[ast.cmpop], Callable[[Any, Any], Any]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}


class ConditionError(ValueError):
    """The text is no condition; the message says why."""


class Condition(NamedTuple):
    """A condition ready to be asked.

    Attributes:
        text: As it was written.
        names: Paths of the fields it looks at.
        holds: Whether it holds for the values of a form.
    """

    text: str
    names: frozenset[str]
    holds: Callable[[Scope], bool]


@lru_cache(maxsize=4096)
def parse(text: str) -> Condition:
    """Return the condition that a text states.

    Raises:
        ConditionError: It is too long, no expression, or uses what a condition may not.
    """
    if len(text) > MOST_CHARACTERS:
        raise ConditionError(f"is longer than {MOST_CHARACTERS} characters")
    try:
        tree = ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise ConditionError(f"is no condition: {getattr(error, 'msg', error)}") from None
    if sum(1 for _ in ast.walk(tree)) > MOST_NODES:
        raise ConditionError(f"has more than {MOST_NODES} parts")
    evaluate = _compile(tree)
    names = frozenset(_names(tree)) - {"today", "now"}
    return Condition(text, names, lambda scope: bool(evaluate(scope)))


def surroundings(now: datetime) -> dict[str, Any]:
    """Return the names that a condition knows besides the fields; ``now`` has a zone."""
    return {"now": now, "today": now.astimezone(INDIA).date()}


def _compile(node: ast.expr) -> Evaluate:
    compiler = _COMPILERS.get(type(node))
    if compiler is None:
        raise ConditionError(f"may not use {type(node).__name__.lower()} (column {node.col_offset + 1})")
    return compiler(node)


def _bool(node: ast.BoolOp) -> Evaluate:
    parts = [_compile(value) for value in node.values]
    stops = isinstance(node.op, ast.Or)

    def evaluate(scope: Scope) -> bool:
        for part in parts:
            if bool(part(scope)) is stops:
                return stops
        return not stops

    return evaluate


def _not(node: ast.UnaryOp) -> Evaluate:
    if not isinstance(node.op, ast.Not):
        raise ConditionError(f"may not calculate (column {node.col_offset + 1})")
    operand = _compile(node.operand)
    return lambda scope: not operand(scope)


def _compare(node: ast.Compare) -> Evaluate:
    sides = (node.left, *node.comparators)
    values = [_compile(side) for side in sides]
    compares = [_comparison(*step) for step in zip(node.ops, sides, sides[1:], strict=False)]
    if len(compares) == 1:
        (compare,), (first, second) = compares, values
        if isinstance(sides[1], ast.Constant):
            constant = sides[1].value
            return lambda scope: compare(first(scope), constant)
        return lambda scope: compare(first(scope), second(scope))
    steps = list(zip(compares, values, values[1:], strict=False))
    return lambda scope: all(compare(left(scope), right(scope)) for compare, left, right in steps)


def _comparison(operation: ast.cmpop, *sides: ast.expr) -> Callable[[Any, Any], bool]:
    """Return how two values compare; a constant that is no day needs no look at days."""
    plain = any(isinstance(side, ast.Constant) and not dated(side.value) for side in sides)
    if isinstance(operation, ast.Eq | ast.Is):
        return operator.eq if plain else equal
    if isinstance(operation, ast.NotEq | ast.IsNot):
        return operator.ne if plain else lambda left, right: not equal(left, right)
    if isinstance(operation, ast.In):
        return within
    if isinstance(operation, ast.NotIn):
        return lambda left, right: not within(left, right)
    order = _ORDER[type(operation)]
    return lambda left, right: ordered(order, left, right)


def _path(node: ast.expr) -> str:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{_path(node.value)}.{node.attr}"
    raise ConditionError(f"wants the name of a field (column {node.col_offset + 1})")


def _field(node: ast.expr) -> Evaluate:
    path = _path(node)
    return (lambda scope: lookup(scope, path)) if "." in path else (lambda scope: scope.get(path))


def _constant(node: ast.Constant) -> Evaluate:
    if not isinstance(node.value, str | int | bool | None):
        raise ConditionError(f"may hold texts and whole numbers only (column {node.col_offset + 1})")
    return lambda _scope: node.value


def _list(node: ast.List | ast.Tuple) -> Evaluate:
    items = [_compile(item) for item in node.elts]
    if all(isinstance(item, ast.Constant) for item in node.elts):
        constants = [item({}) for item in items]
        return lambda _scope: constants
    return lambda scope: [item(scope) for item in items]


def _call(node: ast.Call) -> Evaluate:
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    function = _FUNCTIONS.get(name)
    if function is None or not function[0] <= len(node.args) <= function[1] or node.keywords:
        known = "filled(field), count(field), age(person), days(field, field) and covers(field, ..., field)"
        raise ConditionError(f"may call {known} only (column {node.col_offset + 1})")
    return function[2](*(_path(argument) for argument in node.args))


def _filled(path: str) -> Evaluate:
    return lambda scope: lookup(scope, path) not in (None, "", [], {})


def _count(path: str) -> Evaluate:
    return lambda scope: len(found) if isinstance(found := lookup(scope, path), list) else int(found is not None)


def _age(path: str) -> Evaluate:
    return lambda scope: age(lookup(scope, path), scope["today"])


def _days(first: str, last: str) -> Evaluate:
    return lambda scope: days(lookup(scope, first), lookup(scope, last))


def _covers(*paths: str) -> Evaluate:
    *outer, inner = paths
    return lambda scope: among([value for path in outer for value in gathered(scope, path)], gathered(scope, inner))


_FUNCTIONS: Mapping[str, tuple[int, int, Callable[..., Evaluate]]] = {
    "filled": (1, 1, _filled),
    "count": (1, 1, _count),
    "age": (1, 1, _age),
    "days": (2, 2, _days),
    "covers": (2, 5, _covers),
}
"""Least and greatest number of fields, and what it asks of them."""


_COMPILERS: Mapping[type[ast.expr], Callable[[Any], Evaluate]] = {
    ast.BoolOp: _bool,
    ast.UnaryOp: _not,
    ast.Compare: _compare,
    ast.Name: _field,
    ast.Attribute: _field,
    ast.Constant: _constant,
    ast.List: _list,
    ast.Tuple: _list,
    ast.Call: _call,
}


def _names(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Attribute | ast.Name):
        yield _path(node)
        return
    children = node.args if isinstance(node, ast.Call) else list(ast.iter_child_nodes(node))
    for child in children:
        yield from _names(child)
