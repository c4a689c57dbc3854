"""``cas move``."""

from __future__ import annotations

from pathlib import Path

import click

from cas_core.cli.options import at_record, json_option, language_option, show, working


@click.command
@working
@language_option
@click.argument("number")
@click.argument("step")
@click.option("--to-office", default="", help="Office that the record is handed to.")
@click.option("--to-officer", default="", help="Officer to whom the step gives a duty.")
@click.option("--agree", is_flag=True, help="Agree to the step instead of taking it.")
@json_option
def command(
    build: Path,
    database: str,
    as_: str,
    language: str,
    number: str,
    step: str,
    to_office: str,
    to_officer: str,
    *,
    agree: bool,
    as_json: bool,
) -> None:
    """Take STEP with the record that has NUMBER."""
    with at_record(build, database, as_, number, language) as (desk, record):
        moved = (
            desk.agree(record, step) if agree else desk.move(record, step, to_office=to_office, to_officer=to_officer)
        )
        show(moved, as_json=as_json)
