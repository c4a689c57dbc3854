"""``cas amend``."""

from __future__ import annotations

from pathlib import Path

import click

from cas_core.cli.options import at_record, data_option, language_option, merged, set_option, show, working


@click.command
@working
@language_option
@click.argument("number")
@click.argument("form")
@data_option
@set_option
@click.option("--reason", required=True, help="Why it is corrected.")
@click.option("--submission", default="", help="Which submission, where there are several.")
def command(
    build: Path,
    database: str,
    as_: str,
    language: str,
    number: str,
    form: str,
    data: tuple[Path, ...],
    sets: tuple[str, ...],
    reason: str,
    submission: str,
) -> None:
    """Correct FORM of the record with NUMBER; what was entered first stays."""
    with at_record(build, database, as_, number, language) as (desk, record):
        show(desk.amend(record, form, merged(data, sets), reason=reason, submission=submission), as_json=False)
