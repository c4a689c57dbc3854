"""From rows to the words on paper: ``u/s 303(2), 3(5) BNS``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from itertools import groupby
from typing import Any

from cas_core.law.catalogue import Act, Catalogue


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


def cited(
    rows: Iterable[Mapping[str, Any]],
    catalogue: Catalogue,
    translate: Callable[[str], str] = str,
    isolated: Callable[[str], str] = str,
) -> str:
    """Return rows as a paper cites them, by Acts, in the reader's language: ``Sections 303(2), 3(5) BNS``.

    Args:
        isolated: Keeps a number such as ``331(4)`` together in a line that runs from right to left.
    """
    held = list(rows)
    if not any(row.get("read_with") for row in held):  # what is read with something keeps its place behind it
        order = list(dict.fromkeys(row["act"] for row in held))
        held.sort(key=lambda row: order.index(row["act"]))
    text = ""
    for together in [list(group) for _key, group in groupby(held, key=_together)]:
        joint = "" if not text else f" {translate(READ_WITH)} " if together[0].get("read_with") else "; "
        text += joint + _cited_group(together, catalogue, translate, isolated)
    return text


def _(text: str) -> str:
    """Mark a text for the catalogues."""
    return text


READ_WITH = _("read with")
KINDS = {"attempt": _("attempt"), "abetment": _("abetment"), "conspiracy": _("conspiracy")}


def _cited_group(
    rows: list[Mapping[str, Any]], catalogue: Catalogue, translate: Callable[[str], str], isolated: Callable[[str], str]
) -> str:
    sections = ""
    for row in rows:
        kind = row.get("kind")
        joint = "" if not sections else f" {translate(READ_WITH)} " if row.get("read_with") else ", "
        sections += joint + isolated(row["section"]) + (f" ({translate(KINDS.get(kind, kind))})" if kind else "")
    pattern = _("Section {sections} {act}") if len(rows) == 1 else _("Sections {sections} {act}")
    if not rows[0]["section"][:1].isdigit():
        pattern = "{sections} {act}"
    return translate(pattern).format(sections=sections, act=_act(catalogue.act(rows[0]["act"]), translate))


def _act(act: Act, translate: Callable[[str], str]) -> str:
    """Return the name of an Act: the short one, else the full one of the language without its year."""
    short, label = translate(act.short), translate(act.label)
    return short if short != act.short or label == act.label else re.sub(r"[,،]? \d{4}$", "", label)
