"""``cas diff``."""

from __future__ import annotations

from pathlib import Path

import click

from cas_core.cli.options import FOLDER
from cas_core.composition import diff
from cas_core.composition.saved import load_build


@click.command
@click.argument("first", type=FOLDER)
@click.argument("second", type=FOLDER)
def command(first: Path, second: Path) -> None:
    """Show part by part what differs between two composed builds."""
    for difference in diff(load_build(first).composition, load_build(second).composition):
        click.echo(str(difference))
