"""``cas fonts``."""

from __future__ import annotations

from pathlib import Path

import click

from cas_core.cli.progress import watched
from cas_core.documents.fonts import default_folder, install


@click.group
def command() -> None:
    """Fetch the fonts that papers need; done once, when a machine is set up."""


@command.command("install")
@click.option(
    "--into", type=click.Path(file_okay=False, path_type=Path), help="Folder; by default $CAS_FONTS or ./fonts."
)
def install_fonts(into: Path | None) -> None:
    """Fetch what the folder lacks, with the licences."""
    folder = into or default_folder()
    install(folder, click.echo, lambda fonts: watched(fonts, "fetching"))
    click.echo(f"fonts are in {folder}")
