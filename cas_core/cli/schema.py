"""``cas schema``."""

from __future__ import annotations

from pathlib import Path

import click

from cas_core.cli.progress import watched
from cas_core.composition import compose
from cas_core.composition.layer import national_layer
from cas_core.composition.saved import load_build
from cas_core.forms.jsonschema import write_schemas


@click.group
def command() -> None:
    """Export JSON Schemas."""


@command.command("export")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--build", type=click.Path(exists=True, file_okay=False, path_type=Path), help="By default the national layer."
)
def export(folder: Path, build: Path | None) -> None:
    """Write one JSON Schema (2020-12) a form into FOLDER."""
    composition = load_build(build).composition if build else compose([national_layer()])
    forms = (composition.form(form) for form in watched(composition.elements["form"], "exporting"))
    click.echo(f"{write_schemas(forms, folder)} schemas written to {folder}")
