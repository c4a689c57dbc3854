"""``cas find``."""

from __future__ import annotations

import json
from collections.abc import Sized
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
            found = cas.numbered(what, as_=as_)
            for record in found:
                show(laid_open(cas, record.id, as_), as_json=as_json)
            _say_if_none(found)
            return
        wanted: dict[str, Any] = {column: text for column, _, text in (said.partition("=") for said in by)}
        rows = cas.find(what, as_=as_, **wanted)
        for row in rows:
            line = f"{row['number']}  {row['register']}  {row['path']}"
            click.echo(json.dumps(dict(row), ensure_ascii=False) if as_json else line)
        _say_if_none(rows)


def _say_if_none(found: Sized) -> None:
    if not len(found):
        click.echo("nothing found within your reach", err=True)
