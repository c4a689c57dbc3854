"""``cas compose``."""

from __future__ import annotations

from pathlib import Path

import click

from cas_core.cli.options import FOLDER
from cas_core.cli.progress import watched
from cas_core.composition import compose_build
from cas_core.composition.saved import save_build
from cas_core.problems import CompositionError, Problem


@click.command
@click.argument("builds", type=FOLDER, nargs=-1, required=True)
def command(builds: tuple[Path, ...]) -> None:
    """Compose each of BUILDS and write the result into its folder 'composed'; every problem of all is shown."""
    problems: list[Problem] = []
    for build in watched(builds, "composing"):
        try:
            composed = compose_build(build)
        except CompositionError as error:
            problems += error.problems
            continue
        target = save_build(composed, build)
        layers = ", ".join(f"{layer} {version}" for layer, version in composed.composition.layers)
        click.echo(f"{composed.title}: {layers}\ndigest {composed.composition.digest}\nwritten to {target}")
    if problems:
        raise CompositionError(problems)
