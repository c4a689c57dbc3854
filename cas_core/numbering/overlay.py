"""What a layer may say of numbering schemes: ``numbering.toml``."""

from __future__ import annotations

from cas_core.numbering.definition import Scheme
from cas_core.problems import Problem
from cas_core.sources import Document, Shape, Statement, read_list

SHAPE = Shape("scheme", Scheme)


def read(document: Document, problems: list[Problem]) -> list[Statement]:
    """Return what ``numbering.toml`` says."""
    return read_list(document, SHAPE, problems)
