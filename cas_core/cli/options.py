"""Options and output that commands share."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

import click

from cas_core.desk import Cas, Desk, Record
from cas_core.problems import Problem, RecordRefused
from cas_core.sources import INDIA, today
from cas_core.sources.files import FileError, read
from cas_core.sources.json_table import NoTable, read_table

MOST_BYTES = 4 * 1_048_576
"""A form that is larger is none that an office fills in."""

F = TypeVar("F", bound=Callable[..., Any])

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)

build_argument = click.argument("build", type=FOLDER)
database_option = click.option(
    "--database", "-d", envvar="CAS_DATABASE", show_envvar=True, required=True, help="SQLAlchemy URL."
)
as_option = click.option(
    "--as",
    "as_",
    envvar="CAS_OFFICER",
    show_envvar=True,
    required=True,
    help="Who acts: officer:ID or officer:ID@OFFICE.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
data_option = click.option(
    "--data", "data", type=FILE, multiple=True, required=True, help="JSON file; later ones add to it."
)
language_option = click.option(
    "--language",
    envvar="CAS_LANGUAGE",
    show_envvar=True,
    default="en",
    show_default=True,
    help="Language of refusals, e.g. kn or hi.",
)
set_option = click.option(
    "--set", "sets", multiple=True, metavar="FIELD=TEXT", help="Set a field of the form, as gd_entry or place.type."
)

DAY = click.DateTime(["%Y-%m-%d"])
on_option = click.option("--on", type=DAY, help="Day from which it holds, as 2027-01-01; by default today.")


def day(said: datetime | None) -> date:
    """Return the day that an option names, by default today."""
    return said.date() if said else today()


def at(moment: datetime) -> str:
    """Return a moment as people in India read it."""
    return f"{moment.astimezone(INDIA):%Y-%m-%d %H:%M} IST"


def table(pairs: tuple[str, ...]) -> dict[str, str]:
    """Return what ``KEY=VALUE`` options say; the last ``=`` parts them, as a key may be ``field=value``."""
    split = (pair.rpartition("=") for pair in pairs)
    return {key: value for key, _, value in split}


def working(function: F) -> F:
    """Add the options of a command that works on a database as an officer."""
    for option in (as_option, database_option, build_argument):
        function = option(function)
    return function


@contextmanager
def opened(build: Path, database: str) -> Iterator[Cas]:
    """Open a build on a database for the length of a command."""
    cas = Cas.open(build, database)
    try:
        yield cas
    finally:
        cas.close()


@contextmanager
def at_record(build: Path, database: str, as_: str, number: str, language: str) -> Iterator[tuple[Desk, Record]]:
    """Sit down at a desk with the record of a printed number, or of an id, for the length of a command."""
    with opened(build, database) as cas:
        record = one(cas, number, as_)
        with cas.desk(as_, language=language) as desk:
            yield desk, record


def merged(files: tuple[Path, ...], sets: tuple[str, ...]) -> dict[str, Any]:
    """Return the form that files and settings fill in together.

    Raises:
        RecordRefused: A file is no JSON table; all faulty files at once.
    """
    data: dict[str, Any] = {}
    problems: list[Problem] = []
    for file in files:
        try:
            data |= read_table(read(file, MOST_BYTES))
        except NoTable as refused:
            problems.append(refused.problem._replace(field=file.name))
        except FileError as error:
            problems += error.problems
    if problems:
        raise RecordRefused(problems)
    for said in sets:
        field, _, value = said.partition("=")
        _set(data, field.split("."), value)
    return data


def _set(data: dict[str, Any], path: list[str], value: str) -> None:
    """Set a field, with the tables that it stands in."""
    *tables, key = path
    for table in tables:
        inner = data.get(table)
        data[table] = inner if isinstance(inner, dict) else {}
        data = data[table]
    data[key] = value


def one(cas: Cas, number: str, as_: str) -> Record:
    """Return the record of a printed number, or of an id.

    Raises:
        RecordRefused: None or several fit.
    """
    found = cas.numbered(number, as_=as_)
    if len(found) == 1:
        return found[0]
    if not found and not _is_id(number):
        mend = "Write it as it is printed, or ask: cas find BUILD person --by name=..."
        raise RecordRefused([Problem("unknown-record", f"no record in your reach has the number '{number}'", mend)])
    if not found:
        with cas.desk(as_) as desk:
            return desk.read(number)
    mend = "Name one of: " + ", ".join(record.national_number for record in found)
    raise RecordRefused([Problem("number-not-unique", f"{len(found)} records have this number", mend)])


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def laid_open(cas: Cas, number: str, as_: str) -> Record:
    """Return the record of a number for somebody to look into: of a sensitive case the journal has that he did."""
    return cas.folder(one(cas, number, as_).id, as_=as_).record


def show(record: Record, *, as_json: bool) -> None:
    """Print a record: for a person, or as JSON."""
    if as_json:
        click.echo(json.dumps(as_table(record), ensure_ascii=False, indent=2))
        return
    click.echo(f"{record.number}  ({record.national_number})")
    click.echo(f"  register {record.register}, office {record.office}, status {record.status}, id {record.id}")
    for form in record.forms:
        click.echo(f"  form {form.form}, entered {at(form.entered_at)} by {form.entered_by}")
    for clock in record.running:
        click.echo(f"  due {at(clock.due_at)}: {clock.definition.label} ({clock.definition.basis})")


def as_table(record: Record) -> dict[str, Any]:
    """Return a record as plain values."""
    return {
        "id": record.id,
        "register": record.register,
        "office": record.office,
        "number": record.number,
        "national_number": record.national_number,
        "status": record.status,
        "created_at": record.created_at.isoformat(),
        "forms": [
            {"id": f.id, "form": f.form, "data": f.data, "entered_at": f.entered_at.isoformat(), "cut": f.cut}
            for f in record.forms
        ],
        "clocks": [
            {"clock": c.definition.id, "due_at": c.due_at.isoformat(), "running": c.stopped_at is None}
            for c in record.clocks
        ],
    }
