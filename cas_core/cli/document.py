"""``cas document``."""

from __future__ import annotations

from pathlib import Path

import click

from cas_core.cli.options import laid_open, opened, working
from cas_core.documents.fonts import default_folder
from cas_core.sources.files import write


@click.command
@working
@click.argument("number")
@click.option("--form", default="", help="Form to print; by default the opening form.")
@click.option("--language", default="en", show_default=True)
@click.option("--audience", default="", help="For whom the copy is, e.g. accused; by default the station itself.")
@click.option(
    "--output", "-o", type=click.Path(dir_okay=False, path_type=Path), required=True, help="File, .pdf or .html."
)
def command(
    build: Path, database: str, as_: str, number: str, form: str, language: str, audience: str, output: Path
) -> None:
    """Print a form of the record with NUMBER."""
    kind = output.suffix.lower()
    if kind not in {".html", ".pdf"}:
        raise click.BadParameter(f"'{output.name}' ends neither with .pdf nor with .html", param_hint="--output")
    with opened(build, database) as cas:
        record = laid_open(cas, number, as_)
        paper = cas.paper(record, form, as_=as_, language=language, audience=audience)
        write(output, paper.html().encode() if kind == ".html" else paper.pdf(default_folder()))
    click.echo(f"written to {output}")
