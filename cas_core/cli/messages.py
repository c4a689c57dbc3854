"""``cas messages``."""

from __future__ import annotations

from pathlib import Path

import click
from babel.messages.pofile import write_po

from cas_core.cli.options import FOLDER
from cas_core.messages.extract import extract_layer


@click.group
def command() -> None:
    """Collect texts for translation."""


@command.command("extract")
@click.argument("layer", type=FOLDER)
@click.option("--output", "-o", type=click.Path(dir_okay=False, path_type=Path), required=True)
def extract(layer: Path, output: Path) -> None:
    """Write all texts of LAYER, a folder, into a POT file."""
    catalogue = extract_layer(layer)
    with output.open("wb") as file:
        write_po(file, catalogue, sort_output=True, omit_header=False, ignore_obsolete=True)
    click.echo(f"{len(catalogue)} texts written to {output}")
