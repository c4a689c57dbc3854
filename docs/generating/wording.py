"""Sentences of the code with their gaps: the text that an expression would make, as far as the source tells."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator

GAP = "…"


class Scope:
    """The names in sight at a place: what the module gives them, and the function around the place.

    Attributes:
        takes: Names of what the function takes.
    """

    def __init__(self, node: ast.AST, outer: Scope | None = None) -> None:
        self._outer = outer
        self._given = sorted(_assigned(node, whole=outer is not None), key=lambda given: given[0])
        self._functions = {each.name: each for each in ast.iter_child_nodes(node) if isinstance(each, ast.FunctionDef)}
        self.takes = {each.arg for each in ast.walk(node) if isinstance(each, ast.arg)} if outer else set()

    def within(self, function: ast.FunctionDef) -> Scope:
        """Return the names in sight within a function."""
        return Scope(function, self)

    def codes(self, node: ast.expr) -> list[str]:
        """Return the codes that an expression can be; none where it is anything but literals to choose from."""
        match node:
            case ast.Constant(value=str(code)):
                return [code]
            case ast.IfExp():
                return [*self.codes(node.body), *self.codes(node.orelse)]
            case ast.Subscript(value=ast.Name(id=name)) if isinstance(
                table := self._value(name, node.lineno), ast.Dict
            ):
                return [code for value in table.values for code in self.codes(value)]
        return []

    def text(self, node: ast.expr) -> str:
        """Return the text of an expression, with a gap for what is filled in."""
        return re.sub(rf"\{{\w*\}}|{GAP}(?:(?:, | )?{GAP})+", GAP, self._text(node))

    def _text(self, node: ast.expr) -> str:
        said = GAP
        match node:
            case ast.Constant(value=str(text)):
                said = text
            case ast.JoinedStr():
                said = "".join(self._text(value) for value in node.values)
            case ast.BinOp(op=ast.Add()):
                said = self._text(node.left) + self._text(node.right)
            case ast.IfExp():
                said = _either((self._text(node.body), self._text(node.orelse)))
            case ast.Name(id=name) if (value := self._value(name, node.lineno)) is not None:
                said = self._text(value)
            case ast.Call(func=ast.Name(id="_" | "Sentence"), args=[first, *_]):
                said = self._text(first)
            case ast.Call(func=ast.Name(id=name)) if function := self._function(name):
                said = _either(self.within(function).returned(function))
        return said

    def returned(self, function: ast.FunctionDef) -> Iterator[str]:
        """Yield the texts that a function returns."""
        given = [each.value for each in ast.walk(function) if isinstance(each, ast.Return) and each.value]
        return (self._text(value) for value in given)

    def _function(self, name: str) -> ast.FunctionDef | None:
        return self._functions.get(name) or (self._outer._function(name) if self._outer else None)  # noqa: SLF001

    def _value(self, name: str, line: int) -> ast.expr | None:
        """Return what a name was last given before a line; in a function that of the module may stand further down."""
        given = [value for at, known, value in self._given if known == name and (at <= line or not self._outer)]
        if given or name in self.takes:
            return given[-1] if given else None
        return self._outer._value(name, line) if self._outer else None  # noqa: SLF001 - the same kind of thing


def _either(texts: Iterable[str]) -> str:
    return " / ".join(text for text in dict.fromkeys(texts) if text)


def _assigned(node: ast.AST, *, whole: bool) -> Iterator[tuple[int, str, ast.expr | None]]:
    """Yield what names are given, and where; of a module only those at its top."""
    for each in ast.walk(node) if whole else ast.iter_child_nodes(node):
        match each:
            case (
                ast.Assign(targets=[ast.Name(id=name)], value=value)
                | ast.AnnAssign(target=ast.Name(id=name), value=value)
            ):
                yield each.lineno, name, value
            case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)):
                pairs = zip(names, values, strict=True)
                yield from ((each.lineno, name.id, value) for name, value in pairs if isinstance(name, ast.Name))
            case ast.For():
                names = (name for name in ast.walk(each.target) if isinstance(name, ast.Name))
                yield from ((each.lineno, name.id, None) for name in names)
