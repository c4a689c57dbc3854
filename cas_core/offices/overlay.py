"""What a layer may say of types of office: ``offices.toml``."""

from __future__ import annotations

from cas_core.offices.definition import OfficeType
from cas_core.problems import Problem
from cas_core.sources import Document, Shape, Statement, read_list

SHAPE = Shape("office_type", OfficeType)


def read(document: Document, problems: list[Problem]) -> list[Statement]:
    """Return what ``offices.toml`` says."""
    return read_list(document, SHAPE, problems)
