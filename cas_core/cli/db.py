"""``cas db``."""

from __future__ import annotations

from pathlib import Path

import click

from cas_core.cli.options import build_argument, database_option
from cas_core.desk import Cas
from cas_core.problems import StoreError
from cas_core.store import Store
from cas_core.store.migrate import check_drift


@click.group
def command() -> None:
    """Set up or check a database."""


@command.command("upgrade")
@build_argument
@database_option
def upgrade(build: Path, database: str) -> None:
    """Bring the database to this core's schema and the offices of BUILD."""
    Cas.prepare(build, database).close()
    click.echo("the database is ready")


@command.command("check")
@database_option
def check(database: str) -> None:
    """Compare settings, schema and tables with those of this core."""
    store = Store(database)
    with store.reading() as connection:
        problems = check_drift(connection)
    store.close()
    if problems:
        raise StoreError(problems)
    click.echo("no problems")
