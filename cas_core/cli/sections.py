"""``cas sections``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from cas_core.cli.options import build_argument, json_option
from cas_core.codelists import CodeList
from cas_core.composition.saved import load_build
from cas_core.law import Catalogue, facts, parse, printed
from cas_core.problems import Problem, show

_ANSWERS = {"yes": "yes", "no": "no", "mixed": "depends on the case", "unknown": "not known for sure"}
_LIMITS = {"d60": "60 days", "d90": "90 days", "d180": "180 days", "": "not known for sure"}


@click.command
@build_argument
@click.argument("text")
@json_option
def command(build: Path, text: str, *, as_json: bool) -> None:
    """Say what TEXT means as acts and sections, e.g. cas sections states/ka "303(2), 3(5) BNS"."""
    catalogue = Catalogue.of(load_build(build).composition.all(CodeList))
    reading = parse(text, catalogue)
    if as_json:
        click.echo(json.dumps(_said(reading.rows, reading.problems, catalogue), ensure_ascii=False, indent=1))
    else:
        for line in _lines(reading.rows, catalogue):
            click.echo(line)
    if reading.problems:
        click.echo(show(reading.problems), err=True)
        sys.exit(1)


def _said(rows: list[dict[str, Any]], problems: list[Problem], catalogue: Catalogue) -> dict[str, Any]:
    return {
        "printed": printed(rows, catalogue),
        "rows": [{**row, "label": _label(row, catalogue), **_single(row, catalogue)} for row in rows],
        "together": facts(rows, catalogue),
        "problems": [{"code": problem.code, "what": problem.what, "mend": problem.mend} for problem in problems],
    }


def _single(row: dict[str, Any], catalogue: Catalogue) -> dict[str, Any]:
    section = catalogue.sections[f"{row['act']} {row['section']}"]
    known = facts([row], catalogue)
    shown = {key: known[key] for key in ("cognizable", "bailable", "triable_by", "longest", "limit", "verified")}
    return {"nature": section.nature or "offence", **shown, "checked": section.checked}


def _lines(rows: list[dict[str, Any]], catalogue: Catalogue) -> list[str]:
    lines = []
    for row in rows:
        lines.append(f"{row['act']} {row['section']}  {_label(row, catalogue)}")
        known = _single(row, catalogue)
        lines += [f"  {known['nature']}"] if known["nature"] != "offence" else _facts(known)
        lines.append(f"  checked by: {known['checked']}")
    if len(rows) > 1:
        lines += [f"Together: {printed(rows, catalogue)}", *_facts(facts(rows, catalogue))]
    return lines


def _facts(known: dict[str, Any]) -> list[str]:
    return [
        f"  cognizable: {_ANSWERS[known['cognizable']]}",
        f"  bailable: {_ANSWERS[known['bailable']]}",
        f"  court: {known['triable_by'] or 'not known for sure'}",
        f"  limit of custody: {_LIMITS[known['limit']]}",
    ]


def _label(row: dict[str, Any], catalogue: Catalogue) -> str:
    return catalogue.sections[f"{row['act']} {row['section']}"].label
