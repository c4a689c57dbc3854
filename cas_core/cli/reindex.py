"""``cas reindex``."""

from __future__ import annotations

from pathlib import Path

import click

from cas_core.cli.options import build_argument, database_option, opened
from cas_core.cli.progress import watched


@click.command
@build_argument
@database_option
def command(build: Path, database: str) -> None:
    """Fill anew what records of BUILD are found by and what is public, after a release that does it otherwise."""
    with opened(build, database) as cas:
        done = cas.reindex(lambda batches: watched(batches, "indexing"))
    click.echo(f"{done} indexed")
