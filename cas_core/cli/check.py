"""``cas check``."""

from __future__ import annotations

from pathlib import Path

import click

from cas_core.cli.options import FOLDER
from cas_core.composition import NATIONAL, Layer, compose, compose_build


@click.command
@click.argument("folder", type=FOLDER)
def command(folder: Path) -> None:
    """Check the build or the layer in FOLDER; print every problem with file and line."""
    if (folder / "build.toml").is_file():
        composed = compose_build(folder).composition
    else:
        composed = compose([Layer.from_folder(NATIONAL), Layer.from_folder(folder)])
    click.echo(f"no problems; digest {composed.digest}")
