"""``cas check``."""

from __future__ import annotations

from pathlib import Path

import click

from cas_core.cli.options import FOLDER
from cas_core.cli.progress import watched
from cas_core.composition import Composition, Layer, compose, compose_build
from cas_core.composition.layer import national_layer
from cas_core.problems import CompositionError, Problem


@click.command
@click.argument("folders", type=FOLDER, nargs=-1, required=True)
def command(folders: tuple[Path, ...]) -> None:
    """Check the build or the layer in each of FOLDERS; print every problem with file and line."""
    problems: list[Problem] = []
    for folder in watched(folders, "checking"):
        try:
            composed = _composed(folder)
        except CompositionError as error:
            problems += error.problems
        else:
            click.echo(f"{folder.name}: no problems; digest {composed.digest}")
    if problems:
        raise CompositionError(problems)


def _composed(folder: Path) -> Composition:
    if (folder / "build.toml").is_file():
        return compose_build(folder).composition
    return compose([national_layer(), Layer.from_folder(folder)])
