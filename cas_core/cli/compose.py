"""``cas compose``."""

from __future__ import annotations

from pathlib import Path

import click

from cas_core.cli.options import build_argument
from cas_core.composition import compose_build
from cas_core.composition.saved import save_build


@click.command
@build_argument
def command(build: Path) -> None:
    """Compose BUILD and write the result into BUILD/composed."""
    composed = compose_build(build)
    target = save_build(composed, build)
    layers = ", ".join(f"{layer} {version}" for layer, version in composed.composition.layers)
    click.echo(f"{composed.title}: {layers}\ndigest {composed.composition.digest}\nwritten to {target}")
