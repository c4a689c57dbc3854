"""``cas appoint``."""

from __future__ import annotations

from pathlib import Path

import click

from cas_core.cli.options import build_argument, database_option, opened


@click.command
@build_argument
@database_option
@click.argument("officer")
@click.option("--name", required=True)
@click.option("--rank", required=True)
@click.option("--office", required=True)
@click.option("--role", required=True)
def command(build: Path, database: str, officer: str, name: str, rank: str, office: str, role: str) -> None:
    """Post OFFICER at an office in a role, from today on."""
    with opened(build, database) as cas:
        cas.appoint(officer, name=name, rank=rank, office=office, role=role)
    click.echo(f"officer:{officer}@{office} is posted as {role}")
