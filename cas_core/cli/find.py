"""``cas find``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from cas_core.cli.options import json_option, laid_open, opened, show, working


@click.command
@working
@click.argument("what")
@click.option("--by", "by", multiple=True, metavar="COLUMN=TEXT", help="e.g. name=Ramesh or registration=KA01AB1234.")
@json_option
def command(build: Path, database: str, as_: str, what: str, by: tuple[str, ...], *, as_json: bool) -> None:
    """Find by number (WHAT is a number), or by entity: WHAT is person, vehicle, place ... with --by."""
    with opened(build, database) as cas:
        if not by:
            for record in cas.numbered(what, as_=as_):
                show(laid_open(cas, record.id, as_), as_json=as_json)
            return
        wanted: dict[str, Any] = {column: text for column, _, text in (said.partition("=") for said in by)}
        for row in cas.find(what, as_=as_, **wanted):
            line = f"{row['number']}  {row['register']}  {row['path']}"
            click.echo(json.dumps(dict(row), ensure_ascii=False) if as_json else line)
