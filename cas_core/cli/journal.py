"""``cas journal``."""

from __future__ import annotations

import sys

import click

from cas_core.cli.options import database_option
from cas_core.cli.progress import watched
from cas_core.store import Store
from cas_core.store.journal import faults, lines


@click.group
def command() -> None:
    """Verify or export the journals of all offices."""


@command.command("verify")
@database_option
@click.option("--expect", multiple=True, metavar="OFFICE=SEQUENCE:HASH", help="Head noted elsewhere; shows a cut end.")
def verify(database: str, expect: tuple[str, ...]) -> None:
    """Recompute every hash; end with 1 where anything was changed."""
    heads = {}
    for noted in expect:
        office, _, rest = noted.partition("=")
        sequence, _, digest = rest.partition(":")
        heads[office] = (int(sequence) if sequence.isdecimal() else 0, digest)
    store = Store(database)
    with store.reading() as connection:
        found = faults(connection, heads, lambda rows: watched(rows, "verifying"))
    store.close()
    click.echo("\n".join(found) if found else "whole", err=bool(found))
    sys.exit(int(bool(found)))


@command.command("export")
@database_option
def export(database: str) -> None:
    """Print journals and submissions as JSON lines, for the verifier that needs no database."""
    store = Store(database)
    with store.reading() as connection:
        for line in lines(connection):
            click.echo(line)
    store.close()
