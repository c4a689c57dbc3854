"""``cas office``: the offices of the state on a day, and orders that change them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

import click

from cas_core.cli.options import (
    build_argument,
    database_option,
    day,
    json_option,
    on_option,
    opened,
    table,
    working,
)
from cas_core.offices import Office

FIELDS = click.option("--set", "sets", multiple=True, metavar="KEY=VALUE", help="A column of offices.csv.")


@click.group
def command() -> None:
    """List offices, and open, rename, move, split, merge and close them; each holds from a day on."""


@command.command("list")
@build_argument
@database_option
@on_option
@json_option
def list_offices(build: Path, database: str, on: datetime | None, as_json: bool) -> None:  # noqa: FBT001 - click's way
    """List the offices that are open on a day."""
    with opened(build, database) as cas:
        _show(cas.offices(day(on)).values(), as_json=as_json)


@command.command("tree")
@build_argument
@database_option
@on_option
def tree(build: Path, database: str, on: datetime | None) -> None:
    """Draw who stands under whom on a day."""
    with opened(build, database) as cas:
        for depth, office in _walk(cas.offices(day(on)), "", 0):
            click.echo(f"{'  ' * depth}{office.id}  {office.name} ({office.type})")


@command.command("history")
@build_argument
@database_option
@click.argument("office")
@json_option
def history(build: Path, database: str, office: str, as_json: bool) -> None:  # noqa: FBT001 - click's way
    """Show all that OFFICE was, and what succeeds it."""
    with opened(build, database) as cas:
        _show(cas.office_history(office), as_json=as_json)


@command.command("open")
@working
@click.argument("office")
@FIELDS
@on_option
def open_office(build: Path, database: str, as_: str, office: str, sets: tuple[str, ...], on: datetime | None) -> None:
    """Open OFFICE; --set code=, name=, type= and parent= are needed."""
    with opened(build, database) as cas:
        cas.establishment(as_).open_office({**table(sets), "id": office}, on=day(on))
    _done(office, "is opened", on)


@command.command("rename")
@working
@click.argument("office")
@click.argument("name")
@click.option("--local-name", default="", help="Its name in the language of the state.")
@on_option
def rename(build: Path, database: str, as_: str, office: str, name: str, local_name: str, on: datetime | None) -> None:
    """Give OFFICE another NAME."""
    with opened(build, database) as cas:
        cas.establishment(as_).rename(office, name, on=day(on), local_name=local_name)
    _done(office, f"is named {name}", on)


@command.command("move")
@working
@click.argument("office")
@click.argument("parent")
@FIELDS
@on_option
def move(
    build: Path, database: str, as_: str, office: str, parent: str, sets: tuple[str, ...], on: datetime | None
) -> None:
    """Put OFFICE under PARENT; --set code=, district= and unit= give the codes that come with it."""
    with opened(build, database) as cas:
        cas.establishment(as_).move_under(office, parent, on=day(on), codes=table(sets))
    _done(office, f"stands under {parent}", on)


@command.command("type")
@working
@click.argument("office")
@click.argument("kind")
@on_option
def change_type(build: Path, database: str, as_: str, office: str, kind: str, on: datetime | None) -> None:
    """Make OFFICE one of another type."""
    with opened(build, database) as cas:
        cas.establishment(as_).change_type(office, kind, on=day(on))
    _done(office, f"is a {kind}", on)


@command.command("split")
@working
@click.argument("office")
@click.option("--into", "into", multiple=True, required=True, metavar="KEY=VALUE,...", help="A new office.")
@click.option("--cases", multiple=True, metavar="WHICH=OFFICE", help="Record id, field=value or *, and its new office.")
@click.option("--below", multiple=True, metavar="CHILD=OFFICE", help="An office below, and the new one it goes under.")
@on_option
def split(
    build: Path,
    database: str,
    as_: str,
    office: str,
    into: tuple[str, ...],
    cases: tuple[str, ...],
    below: tuple[str, ...],
    on: datetime | None,
) -> None:
    """Open new offices out of OFFICE, which stays."""
    new = [table(tuple(said.split(","))) for said in into]
    with opened(build, database) as cas:
        cas.establishment(as_).split(office, new, on=day(on), cases=table(cases), below=table(below))
    _done(office, f"is split into {', '.join(values.get('id', '') for values in new)}", on)


@command.command("merge")
@working
@click.argument("office")
@click.argument("into")
@on_option
def merge(build: Path, database: str, as_: str, office: str, into: str, on: datetime | None) -> None:
    """Close OFFICE; INTO takes over its records."""
    with opened(build, database) as cas:
        cas.establishment(as_).merge(office, into, on=day(on))
    _done(office, f"is merged into {into}", on)


@command.command("close")
@working
@click.argument("office")
@on_option
def close(build: Path, database: str, as_: str, office: str, on: datetime | None) -> None:
    """Close OFFICE, which leaves nothing pending."""
    with opened(build, database) as cas:
        cas.establishment(as_).close(office, on=day(on))
    _done(office, "is closed", on)


def _done(office: str, what: str, on: datetime | None) -> None:
    click.echo(f"{office} {what} from {day(on)} on")


def _walk(offices: Mapping[str, Office], parent: str, depth: int) -> Iterator[tuple[int, Office]]:
    for office in offices.values():
        if office.parent == parent:
            yield depth, office
            yield from _walk(offices, office.id, depth + 1)


def _show(lines: Iterable[Office], *, as_json: bool) -> None:
    if as_json:
        rows = [line.model_dump(mode="json") for line in lines]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for line in lines:
        until = f" until {line.valid_to}" if line.valid_to else ""
        heir = f", then {line.successor}" if line.successor else ""
        under = f" under {line.parent}" if line.parent else ""
        click.echo(f"{line.id}  {line.code}  {line.name} ({line.type}){under}, from {line.begins}{until}{heir}")
