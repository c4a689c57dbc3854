"""``cas officer``: the service of officers, and orders about it."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import click

from cas_core.cli.options import (
    DAY,
    as_option,
    build_argument,
    database_option,
    day,
    json_option,
    on_option,
    opened,
    working,
)

SINCE = click.option("--since", type=DAY, help="First day, as 2027-01-01; by default today.")
UNTIL = click.option("--until", type=DAY, help="Last day.")


@click.group
def command() -> None:
    """Enlist, promote, post and relieve officers, and note their leave; each holds from a day on."""


@command.command("show")
@build_argument
@as_option
@database_option
@click.argument("officer")
@json_option
def show(build: Path, as_: str, database: str, officer: str, as_json: bool) -> None:  # noqa: FBT001 - click's way
    """Show the ranks, postings and leave of OFFICER."""
    with opened(build, database) as cas:
        found = cas.officers(as_).service(officer)
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for kind, rows in found.items():
        for row in rows:
            click.echo(f"{kind}: " + ", ".join(f"{name} {value}" for name, value in row.items() if value))


@command.command("enlist")
@working
@click.argument("officer")
@click.option("--name", required=True)
@click.option("--rank", required=True)
@SINCE
def enlist(build: Path, database: str, as_: str, officer: str, name: str, rank: str, since: datetime | None) -> None:
    """Add OFFICER, an id that no other person has or had."""
    with opened(build, database) as cas:
        cas.officers(as_).enlist(officer, name=name, rank=rank, since=day(since))
    click.echo(f"officer:{officer} is enlisted as {rank}")


@command.command("promote")
@working
@click.argument("officer")
@click.argument("rank")
@on_option
def promote(build: Path, database: str, as_: str, officer: str, rank: str, on: datetime | None) -> None:
    """Give OFFICER another RANK."""
    with opened(build, database) as cas:
        cas.officers(as_).promote(officer, rank, on=day(on))
    click.echo(f"officer:{officer} is {rank} from {day(on)} on")


@command.command("appoint")
@working
@click.argument("officer")
@click.option("--office", required=True)
@click.option("--role", required=True)
@SINCE
@UNTIL
def appoint(
    build: Path,
    database: str,
    as_: str,
    officer: str,
    office: str,
    role: str,
    since: datetime | None,
    until: datetime | None,
) -> None:
    """Post OFFICER; a second posting is an additional charge."""
    last = until.date() if until else None
    with opened(build, database) as cas:
        cas.officers(as_).appoint(officer, office=office, role=role, since=day(since), until=last)
    click.echo(f"officer:{officer}@{office} is posted as {role} from {day(since)} on")


@command.command("relieve")
@working
@click.argument("officer")
@click.option("--office", required=True)
@click.option("--role", default="", help="By default all roles at the office.")
@on_option
def relieve(build: Path, database: str, as_: str, officer: str, office: str, role: str, on: datetime | None) -> None:
    """End the posting of OFFICER; the day before is the last one."""
    with opened(build, database) as cas:
        cas.officers(as_).relieve(officer, office=office, on=day(on), role=role)
    click.echo(f"officer:{officer}@{office} is relieved from {day(on)} on")


@command.command("leave")
@working
@click.argument("officer")
@SINCE
@click.option("--until", type=DAY, required=True, help="Last day of the leave.")
def leave(build: Path, database: str, as_: str, officer: str, since: datetime | None, until: datetime) -> None:
    """Note days on which OFFICER does not act."""
    with opened(build, database) as cas:
        cas.officers(as_).leave(officer, since=day(since), until=until.date())
    click.echo(f"officer:{officer} is on leave from {day(since)} until {until.date()}")


@command.command("recall")
@working
@click.argument("officer")
@on_option
def recall(build: Path, database: str, as_: str, officer: str, on: datetime | None) -> None:
    """End the leave of OFFICER early."""
    with opened(build, database) as cas:
        cas.officers(as_).recall(officer, on=day(on))
    click.echo(f"officer:{officer} acts again from {day(on)} on")
