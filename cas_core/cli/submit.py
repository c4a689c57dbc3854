"""``cas submit``."""

from __future__ import annotations

from pathlib import Path

import click

from cas_core.cli.options import at_record, data_option, json_option, language_option, merged, set_option, show, working


@click.command
@working
@language_option
@click.argument("number")
@click.argument("form")
@data_option
@set_option
@json_option
def command(
    build: Path,
    database: str,
    as_: str,
    language: str,
    number: str,
    form: str,
    data: tuple[Path, ...],
    sets: tuple[str, ...],
    *,
    as_json: bool,
) -> None:
    """Add FORM to the record with NUMBER."""
    with at_record(build, database, as_, number, language) as (desk, record):
        show(desk.submit(record, form, merged(data, sets)), as_json=as_json)
