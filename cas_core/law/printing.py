"""From rows to the words on paper: ``u/s 303(2), 3(5) BNS``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from cas_core.law.catalogue import Catalogue


def printed(rows: Iterable[Mapping[str, Any]], catalogue: Catalogue) -> str:
    """Return rows as they are cited; what is printed reads back as the same rows."""
    groups = [list(group) for _, group in groupby(rows, key=_together)]
    parts = [f"{_joint(group[0], first=not index)}{_group(group, catalogue)}" for index, group in enumerate(groups)]
    return f"u/s {''.join(parts)}" if parts else ""


def _together(row: Mapping[str, Any]) -> tuple[str, str]:
    """Return what rows share that stand before one name of an Act; a section without a number stands alone."""
    return row["act"], "" if row["section"][:1].isdigit() else str(id(row))


def _group(rows: list[Mapping[str, Any]], catalogue: Catalogue) -> str:
    name = catalogue.act(rows[0]["act"]).short
    if not rows[0]["section"][:1].isdigit():
        return f"{rows[0]['section']} {name}{_kind(rows[0])}"
    return "".join(f"{_joint(row, first=not index)}{_section(row)}" for index, row in enumerate(rows)) + f" {name}"


def _joint(row: Mapping[str, Any], *, first: bool) -> str:
    if first:
        return ""
    return " r/w " if row.get("read_with") else ", "


def _section(row: Mapping[str, Any]) -> str:
    return f"{row['section']}{_kind(row)}"


def _kind(row: Mapping[str, Any]) -> str:
    return f" ({row['kind']})" if row.get("kind") else ""
