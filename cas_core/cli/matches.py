"""``cas matches``."""

from __future__ import annotations

import json
from pathlib import Path

import click

from cas_core import matching
from cas_core.cli.options import build_argument, database_option, json_option, one, opened, working
from cas_core.desk import Cas
from cas_core.matching import Match


@click.group
def command() -> None:
    """Show what may be the same person or thing, and prepare the search for it."""


@command.command("list")
@working
@click.option("--number", default="", help="Only of the record with this number or id; by default of the latest.")
@json_option
def listed(build: Path, database: str, as_: str, number: str, *, as_json: bool) -> None:
    """List which records of BUILD may concern the same, as far as an officer may read both, with what speaks for it."""
    with opened(build, database) as cas:
        for match in _found(cas, number, as_):
            click.echo(json.dumps(_table(match)) if as_json else _line(match))


@command.command("keep")
@build_argument
@database_option
@click.option("--anew", is_flag=True, help="Forget what was described, and describe everything again.")
def keep(build: Path, database: str, *, anew: bool) -> None:
    """Describe what was submitted to BUILD since the last time; run it as often as you like, and after a bulk load."""
    with opened(build, database) as cas:
        done = matching.rebuild(cas) if anew else matching.keep(cas)
    click.echo(f"{done} described")


def _found(cas: Cas, number: str, as_: str) -> list[Match]:
    if number:
        return matching.candidates(cas, one(cas, number, as_).id, as_=as_)
    return matching.latest(cas, as_=as_)


def _line(match: Match) -> str:
    reasons = ", ".join(f"{feature.name} {feature.outcome} {feature.weight:+.1f}" for feature in match.features)
    return f"{match.score:5.1f}  {match.record}  {match.other}  {reasons}"


def _table(match: Match) -> dict[str, object]:
    features = {feature.name: [feature.outcome, feature.weight] for feature in match.features}
    return {**match._asdict(), "features": features}
