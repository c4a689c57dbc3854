"""The page of conditions."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator

from cas_core.forms import condition


def conditions() -> Iterator[str]:
    """Yield the page of conditions."""
    summary, _, rest = inspect.cleandoc(condition.__doc__ or "").partition("\n")
    yield f"# Conditions\n\n{summary}\n{rest}".replace("``", "`")
    yield f"\nA condition has at most {condition.MOST_CHARACTERS} characters and {condition.MOST_NODES} parts.\n"
    yield "| what may be written | in Python's grammar |\n|---|---|"
    examples = {
        ast.BoolOp: "a and b, a or b",
        ast.UnaryOp: "not a",
        ast.Compare: "a == b, a < b <= c, a in [b, c]",
        ast.Name: "kind",
        ast.Attribute: "complainant.occupation",
        ast.Constant: "'zero', 3, True, None",
        ast.List: "['a', 'b']",
        ast.Tuple: "('a', 'b')",
        ast.Call: "filled(a), count(a), age(a), days(a, b), covers(a, b)",
    }
    for node in condition._COMPILERS:  # noqa: SLF001 - the page is of this table
        yield f"| `{examples[node]}` | {node.__name__} |"
