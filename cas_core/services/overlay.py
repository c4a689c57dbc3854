"""What a layer may say of services: ``services.toml``."""

from __future__ import annotations

from cas_core.problems import Problem
from cas_core.services.definition import Service
from cas_core.sources import Document, Shape, Statement, read_list

SHAPE = Shape("service", Service)


def read(document: Document, problems: list[Problem]) -> list[Statement]:
    """Return what ``services.toml`` says."""
    return read_list(document, SHAPE, problems)
