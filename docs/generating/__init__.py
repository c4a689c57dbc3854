"""Reference pages made from the code and from the composed national profile: one page a module."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from generating.access import access
from generating.clocks import clocks
from generating.code import code
from generating.codelists import codelists
from generating.commands import commands
from generating.conditions import conditions
from generating.disclosure import disclosure
from generating.entities import entities
from generating.field_types import TYPE_WORDS, field_types
from generating.forms import forms
from generating.laws import laws
from generating.layer_files import layer_files
from generating.problems import problems
from generating.registers import registers
from generating.services import services
from generating.tightening import tightening
from generating.workflows import workflows

__all__ = ["PAGES", "REFERENCE", "TYPE_WORDS", "page"]

REFERENCE = Path(__file__).parents[1] / "reference"
NOTE = "<!-- Made by docs/generate.py; change what it is made from, not this page. -->"

PAGES: Mapping[str, Callable[[], Iterator[str]]] = {
    "access": access,
    "cli": commands,
    "clocks": clocks,
    "code": code,
    "codelists": codelists,
    "conditions": conditions,
    "disclosure": disclosure,
    "entities": entities,
    "field-types": field_types,
    "forms": forms,
    "laws": laws,
    "layer-files": layer_files,
    "problems": problems,
    "registers": registers,
    "services": services,
    "tightening": tightening,
    "workflows": workflows,
}


def page(name: str) -> str:
    """Return a page as it should stand."""
    return f"{NOTE}\n" + "\n".join(PAGES[name]()) + "\n"
