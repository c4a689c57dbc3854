"""What a layer may say of roles: ``access.toml``."""

from __future__ import annotations

from cas_core.access.definition import Role
from cas_core.problems import Problem
from cas_core.sources import Document, Shape, Statement, read_list

SHAPE = Shape("role", Role)


def read(document: Document, problems: list[Problem]) -> list[Statement]:
    """Return what ``access.toml`` says."""
    return read_list(document, SHAPE, problems)
