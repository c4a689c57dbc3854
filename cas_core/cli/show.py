"""``cas show``."""

from __future__ import annotations

from pathlib import Path

import click

from cas_core.cli.options import json_option, laid_open, opened, show, working


@click.command
@working
@click.argument("number")
@json_option
def command(build: Path, database: str, as_: str, number: str, *, as_json: bool) -> None:
    """Show the record with NUMBER: status, forms, clocks."""
    with opened(build, database) as cas:
        show(laid_open(cas, number, as_), as_json=as_json)
