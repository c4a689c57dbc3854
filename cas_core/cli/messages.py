"""``cas messages``."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import click
from babel import Locale, UnknownLocaleError
from babel.messages.pofile import write_po

from cas_core.cli.options import FOLDER
from cas_core.cli.progress import watched
from cas_core.composition import NATIONAL
from cas_core.composition.build import layer_folders
from cas_core.messages import merge
from cas_core.messages.extract import extract_layer
from cas_core.sources.files import write

CORE = NATIONAL.parent


@click.group
def command() -> None:
    """Collect texts for translation, and keep catalogues up to date."""


@command.command("extract")
@click.argument("layer", type=FOLDER)
@click.option("--output", "-o", type=click.Path(dir_okay=False, path_type=Path), required=True)
def extract(layer: Path, output: Path) -> None:
    """Write all texts of LAYER, a folder, into a POT file."""
    catalogue = extract_layer(layer)
    held = io.BytesIO()
    write_po(held, catalogue, sort_output=True, ignore_obsolete=True, include_lineno=False)
    write(output, held.getvalue())
    click.echo(f"{len(catalogue)} texts written to {output}")


@command.command("update")
@click.argument("folder", type=FOLDER)
@click.argument("language")
def update(folder: Path, language: str) -> None:
    """Bring the catalogue in LANGUAGE of a layer, or of each layer of a build, up to date.

    New texts come in without a translation, translations stay, and what is no longer used moves to the end.
    """
    _require_language(language)
    for layer in _layers(folder):
        held = merge.update(layer, _below(layer), language)
        click.echo(_line(layer, language, held))


@command.command("status")
@click.argument("folder", type=FOLDER)
def status(folder: Path) -> None:
    """Say how much of a layer, or of the layers of a build, is translated into each of its languages."""
    rows = [(layer, language) for layer in _layers(folder) for language in merge.languages(layer)]
    for layer, language in watched(rows, "reading"):
        click.echo(_line(layer, language, merge.standing(layer, _below(layer), language)))


def _layers(folder: Path) -> list[Path]:
    return layer_folders(folder) if (folder / "build.toml").is_file() else [folder]


def _below(layer: Path) -> Iterator[Path]:
    """Yield where the texts stand that a layer translates besides its own; the core's go with the national layer's."""
    if layer.resolve() != NATIONAL.resolve():
        yield NATIONAL
    yield CORE


def _line(layer: Path, language: str, held: merge.Standing) -> str:
    counts = f"{held.reviewed} translated, {held.drafted} machine-drafted, {held.missing} missing"
    return f"{layer.name}  {language}  {counts}"


def _require_language(language: str) -> None:
    try:
        Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError):
        raise click.BadParameter(f"'{language}' is no language; write a tag such as kn or hi") from None
