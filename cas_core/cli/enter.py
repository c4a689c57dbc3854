"""``cas enter``."""

from __future__ import annotations

import uuid
from pathlib import Path

import click

from cas_core.cli.options import data_option, json_option, language_option, merged, opened, set_option, show, working


@click.command
@working
@language_option
@click.argument("register")
@data_option
@set_option
@click.option("--key", help="Idempotency key; a repeat with the same key returns the first record.")
@json_option
def command(
    build: Path,
    database: str,
    as_: str,
    language: str,
    register: str,
    data: tuple[Path, ...],
    sets: tuple[str, ...],
    key: str,
    *,
    as_json: bool,
) -> None:
    """Open a record in REGISTER of BUILD from a JSON file."""
    with opened(build, database) as cas, cas.desk(as_, language=language) as desk:
        show(desk.enter(register, merged(data, sets), key=str(uuid.uuid4()) if key is None else key), as_json=as_json)
