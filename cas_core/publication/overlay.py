"""What a layer may say of publication: ``publication.toml``."""

from __future__ import annotations

from cas_core.problems import Problem
from cas_core.publication.definition import View
from cas_core.sources import Document, Shape, Statement, read_list

SHAPE = Shape("view", View)


def read(document: Document, problems: list[Problem]) -> list[Statement]:
    """Return what ``publication.toml`` says."""
    return read_list(document, SHAPE, problems)
