"""``cas document``."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import click

from cas_core.cli.options import laid_open, opened, working
from cas_core.problems import CasError, Problem

KINDS = (".pdf", ".html")


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
    if output.suffix not in KINDS:
        raise click.BadParameter(f"'{output.name}' ends neither with .pdf nor with .html", param_hint="--output")
    with opened(build, database) as cas:
        _require(language, cas.build.composition.elements.get("catalogue", {}))
        record = laid_open(cas, number, as_)
        if output.suffix == ".html":
            output.write_text(cas.page(record, form, as_=as_, language=language, audience=audience), "utf-8")
        else:
            output.write_bytes(cas.document(record, form, as_=as_, language=language, audience=audience))
    click.echo(f"written to {output}")


def _require(language: str, catalogues: Collection[str]) -> None:
    """Pass only a language that some layer has words in; a paper would else come out in English, unnoticed."""
    if not {"en", *catalogues} & {language, language.partition("-")[0]}:
        mend = f"Name one of: {', '.join(sorted({'en', *catalogues}))}"
        raise CasError([Problem("unknown-language", f"no layer of this build speaks '{language}'", mend)])
