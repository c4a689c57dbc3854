"""``cas clocks``."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import click

from cas_core.cli.options import at, build_argument, database_option, json_option, opened, working


@click.group
def command() -> None:
    """Show what falls due, and note what ran out."""


@command.command("due")
@working
@click.option("--days", type=click.IntRange(0, 3660), default=7, show_default=True, help="How far to look ahead.")
@json_option
def due(build: Path, database: str, as_: str, days: int, *, as_json: bool) -> None:
    """List the clocks of BUILD that run out within some days, the first due at the head."""
    with opened(build, database) as cas:
        found = cas.due(timedelta(days=days), as_=as_)
    if as_json:
        keys = ("record", "register", "number", "office", "subject")
        rows = [
            {**{key: getattr(one, key) for key in keys}, "clock": one.clock.id, "due_at": one.due_at.isoformat()}
            for one in found
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for one in found:
        whom = f" [{one.subject}]" if one.subject else ""
        click.echo(f"{at(one.due_at)}  {one.number}{whom}  {one.clock.label} ({one.clock.basis})")


@command.command("note")
@build_argument
@database_option
def note(build: Path, database: str) -> None:
    """Write into the journals of BUILD which clocks ran out; run it as often as you like."""
    with opened(build, database) as cas:
        click.echo(f"{cas.note_breaches()} noted")
