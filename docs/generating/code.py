"""The page of the code: its packages by floor, each with what its docstring says."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from configparser import ConfigParser
from pathlib import Path

ROOT = Path(__file__).parents[2]

HEAD = """# The code

`cas_core` stands on floors; a module imports from its own package or from lower floors, and `lint-imports` holds it to
that. Packages in one row do not know each other. `national` holds data only.

A concept such as `forms` or `workflows` has the same rooms everywhere: `definition.py` says what there is, `overlay.py`
what a layer may say of it, `check.py` what must hold once all layers have spoken; other modules work at run time.

To follow one thing from end to end, read `composition/composing.py` (layers become definitions), then
`desk/desk.py` (a verb: authorise, check, number, write, journal, in one transaction), then `desk/casefile.py` (what
follows from it for the record).

| package | what it is |
|---|---|"""


def code() -> Iterator[str]:
    """Yield the page of the code, the highest floor first."""
    yield HEAD
    for floor in floors():
        yield f"| {'<br>'.join(f'`{name}`' for name in floor)} | {'<br>'.join(_words(name) for name in floor)} |"


def floors() -> list[list[str]]:
    """Return the packages of each floor, as the linter of imports has them."""
    settings = ConfigParser()
    settings.read(ROOT / ".importlinter")
    lines = settings["importlinter:contract:floors"]["layers"].split("\n")
    return [[name.strip() for name in line.split("|")] for line in lines if line.strip()]


def _words(name: str) -> str:
    package = ROOT / "cas_core" / name / "__init__.py"
    module = package if package.exists() else package.parent.with_suffix(".py")
    said = ast.get_docstring(ast.parse(module.read_text("utf-8"))) or ""
    return said.partition("\n")[0].replace("``", "`")
