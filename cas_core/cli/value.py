"""``cas value``: values of offices in open code lists, and orders about them."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import click

from cas_core.cli.options import build_argument, database_option, day, json_option, on_option, opened, table, working
from cas_core.codelists import CodeList
from cas_core.desk.values import NewValue, Planned
from cas_core.problems import Problem, RecordRefused

HELD = ("id", "label", "office", "rolls_up_to", "valid_from", "valid_to")

labels_option = click.option(
    "--label", "labels", multiple=True, required=True, metavar="LANGUAGE=TEXT", help="What officers read, as en=Mall."
)


@click.group
def command() -> None:
    """Add, rename, place and retire values that offices hold in open code lists; each holds from a day on."""


@command.command("show")
@build_argument
@database_option
@click.argument("codelist", default="")
@json_option
def show(build: Path, database: str, codelist: str, as_json: bool) -> None:  # noqa: FBT001 - click's way
    """Show the values that offices hold in CODELIST, or which lists are open for them."""
    with opened(build, database) as cas:
        cas.renew()
        lists = [codes for codes in cas.build.composition.all(CodeList).values() if codes.held_by]
    if codelist and codelist not in {codes.id for codes in lists}:
        what, mend = f"the list '{codelist}' is not open for values of offices", "Leave the list out to see which are"
        raise RecordRefused([Problem("list-closed", what, mend)])
    rows = [
        {"list": codes.id, **{name: str(getattr(entry, name) or "") for name in HELD}}
        for codes in lists
        if codelist in {"", codes.id}
        for entry in codes.codes
        if entry.office
    ]
    if as_json:
        click.echo(
            json.dumps({"open": {codes.id: codes.held_by for codes in lists}, "values": rows}, ensure_ascii=False)
        )
        return
    for codes in [] if codelist else lists:
        click.echo(f"{codes.id}: held by {', '.join(codes.held_by)}")
    for row in rows:
        click.echo(", ".join(f"{name} {value}" for name, value in row.items() if value))


@command.command("add")
@working
@click.argument("codelist")
@click.argument("code")
@labels_option
@click.option("--office", required=True, help="Office that holds it, for itself and the offices below.")
@click.option("--stands-as", default="", help="Code of the build that the centre reads in its place.")
@click.option("--after", default="", help="Code behind which it stands; by default at the end.")
@on_option
def add(
    build: Path, database: str, as_: str, codelist: str, code: str, labels: tuple[str, ...], office: str,
    stands_as: str, after: str, on: datetime | None,
) -> None:  # fmt: skip
    """Add a value to CODELIST under a short CODE, which is never given again."""
    value = NewValue(code, table(labels), stands_as=stands_as, after=after)
    with opened(build, database) as cas:
        _tell("is offered", cas.values(as_).add(codelist, value, office=office, on=day(on)))


@command.command("rename")
@working
@click.argument("codelist")
@click.argument("code")
@labels_option
@on_option
def rename(
    build: Path, database: str, as_: str, codelist: str, code: str, labels: tuple[str, ...], on: datetime | None
) -> None:
    """Word the value CODE, as ``cas value show`` prints it, otherwise."""
    with opened(build, database) as cas:
        _tell("is worded so", cas.values(as_).rename(codelist, code, table(labels), on=day(on)))


@command.command("place")
@working
@click.argument("codelist")
@click.argument("code")
@click.option("--after", default="", help="Code behind which it stands; by default at the end.")
@on_option
def place(build: Path, database: str, as_: str, codelist: str, code: str, after: str, on: datetime | None) -> None:
    """Put the value CODE in another place of its list."""
    with opened(build, database) as cas:
        _tell("stands there", cas.values(as_).place(codelist, code, after, on=day(on)))


@command.command("retire")
@working
@click.argument("codelist")
@click.argument("code")
@on_option
def retire(build: Path, database: str, as_: str, codelist: str, code: str, on: datetime | None) -> None:
    """Offer the value CODE no more; records that used it keep it."""
    with opened(build, database) as cas:
        _tell("is offered no more", cas.values(as_).retire(codelist, code, on=day(on)))


def _tell(what: str, planned: Planned) -> None:
    order = planned.order
    click.echo(f"{order.codelist}: {order.code} ({order.label}) {what} from {order.effective} on")
