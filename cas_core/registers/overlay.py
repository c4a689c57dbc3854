"""What a layer may say of registers: ``registers.toml``."""

from __future__ import annotations

from cas_core.problems import Problem
from cas_core.registers.definition import Register
from cas_core.sources import Document, Shape, Statement, read_list

SHAPE = Shape("register", Register)


def read(document: Document, problems: list[Problem]) -> list[Statement]:
    """Return what ``registers.toml`` says."""
    return read_list(document, SHAPE, problems)
