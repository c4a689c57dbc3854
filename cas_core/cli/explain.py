"""``cas explain``."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from cas_core.cli.options import build_argument, json_option
from cas_core.composition.saved import load_build


@click.command
@build_argument
@click.argument("path")
@json_option
def command(build: Path, path: str, *, as_json: bool) -> None:
    """Say who set PATH in BUILD, e.g. form.fir.place.label, the definer first."""
    says = load_build(build).composition.origins(path)
    if as_json:
        rows = [{"layer": o.layer, "file": o.file, "line": o.line, "because": because} for o, because in says]
        click.echo(json.dumps(rows, ensure_ascii=False))
    for origin, because in says if not as_json else []:
        click.echo(f"{origin}{f'  because: {because}' if because else ''}")
    if not says:
        click.echo(
            f"nothing in this build is called '{path}'; begin with form., entity., workflow., scheme. ...", err=True
        )
        sys.exit(1)
