"""Every problem that the core tells, as its code says it: read from the sources, so that none is left out.

A code stands as a literal where a problem is made. What makes problems is `Problem`, and every function or class that
takes ``code``, ``what`` and ``mend``; one that passes its own ``code`` on is no place where a problem is told.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from generating.wording import Scope

PARTS = ("code", "what", "mend")


class Told(NamedTuple):
    """A place where a problem is told.

    Attributes:
        module: Path of the module below the core, with strokes.
        line: Line of the call.
        code: The code.
        what: What is wrong, with ``…`` for what is filled in; empty where it can't be told from the source.
        mend: How to mend it, likewise.
    """

    module: str
    line: int
    code: str
    what: str
    mend: str


class HiddenCode(Exception):  # noqa: N818 - it names what is there, as the other errors of the docs do
    """A problem is made whose code does not stand as a literal."""


def told(root: Path) -> list[Told]:
    """Return every place below a folder of sources where a problem is told.

    Raises:
        HiddenCode: A code is made up where it is used, so that nobody could find it.
    """
    modules = {
        path.relative_to(root).as_posix(): ast.parse(path.read_text("utf-8")) for path in sorted(root.rglob("*.py"))
    }
    makers = [maker for tree in modules.values() for maker in _makers(tree)]
    public = {name: places for name, places in makers if not name.startswith("_")}
    return [found for module, tree in modules.items() for found in _told(module, tree, public)]


def _told(module: str, tree: ast.Module, public: Mapping[str, Sequence[str]]) -> Iterator[Told]:
    makers = {**public, **dict(_makers(tree))}
    for call, scope in _calls(tree, Scope(tree)):
        parts = makers.get(_name(call))
        given = _given(call, parts) if parts else {}
        if "code" not in given or _passed_on(given["code"], scope):
            continue
        codes = scope.codes(given["code"])
        if not codes:
            raise HiddenCode(f"{module}:{call.lineno}: {ast.unparse(given['code'])} is no literal")
        what, mend = (scope.text(given[part]) if part in given else "" for part in ("what", "mend"))
        yield from (Told(module, call.lineno, code, what, mend) for code in codes)


def _calls(node: ast.AST, scope: Scope) -> Iterator[tuple[ast.Call, Scope]]:
    """Yield the calls below a node, each with the names that are in sight there."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call):
            yield child, scope
        yield from _calls(child, scope.within(child) if isinstance(child, ast.FunctionDef) else scope)


def _makers(tree: ast.Module) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield what makes problems, with the names of what it takes, in order."""
    for node in ast.walk(tree):
        takes: list[str] = []
        if isinstance(node, ast.FunctionDef):
            takes = [each.arg for each in node.args.args if each.arg not in {"self", "cls"}]
        elif isinstance(node, ast.ClassDef):
            takes = [
                each.target.id
                for each in node.body
                if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name)
            ]
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and set(PARTS) <= set(takes):
            yield node.name, takes


def _name(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def _given(call: ast.Call, takes: Sequence[str]) -> dict[str, ast.expr]:
    named = {keyword.arg: keyword.value for keyword in call.keywords if keyword.arg}
    return {**dict(zip(takes, call.args, strict=False)), **named}


def _passed_on(code: ast.expr, scope: Scope) -> bool:
    return (isinstance(code, ast.Attribute) and code.attr == "code") or (
        isinstance(code, ast.Name) and code.id == "code" and code.id in scope.takes
    )
