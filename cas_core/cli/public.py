"""``cas public``."""

from __future__ import annotations

import json
from pathlib import Path

import click

from cas_core.cli.options import build_argument, database_option, opened


@click.command
@build_argument
@database_option
@click.argument("view")
@click.option("--number", default="", help="Number of the record.")
@click.option("--name", default="", help="Name in Roman letters.")
@click.option("--words", default="", help="Registration mark, chassis number, IMEI or code.")
def command(build: Path, database: str, view: str, number: str, name: str, words: str) -> None:
    """Show what anybody may see in VIEW of BUILD, as JSON."""
    with opened(build, database) as cas:
        found = cas.public.entries(view, number=number, name=name, words=words)
    click.echo(json.dumps([one._asdict() for one in found], ensure_ascii=False, indent=2))
