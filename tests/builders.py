"""A police station with its officers and a case in it: you name only what matters."""

from __future__ import annotations

import copy
import json
import os
from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from hypothesis import HealthCheck, settings

from cas_core import Cas
from cas_core.sources import today
from cas_core.store import attachments, upgrade

SOAK = int(os.environ.get("CAS_SOAK", "1"))
"""How many times as many examples are tried; ``nox -s soak`` sets it."""

ROOT = Path(__file__).parents[1]
FILLED = ROOT / "tests/assets/filled"
CASE = ROOT / "docs/tutorial/first-case"
STATION = {"ka": ("upparpet", "chickpet", "bcp"), "dl": ("daryaganj", "daryaganj_sd", "central")}
RAPE = {"statutes": [{"act": "BNS", "section": "64(1)"}], "sensitive": True, "sensitive_grounds": ["sexual"]}
PORTAL = "portal"
POSTS = (
    ("sho", 0, "sho", "INSP"),
    ("writer", 0, "duty_officer", "HC"),
    ("typist", 0, "computer_operator", "CT"),
    ("io", 0, "io", "SI"),
    ("second_io", 0, "io", "SI"),
    ("court", 0, "court_constable", "HC"),
    ("malkhana", 0, "malkhana", "HC"),
    ("eo", 0, "enquiry_officer", "ASI"),
    ("acp", 1, "supervisor", "DSP"),
    ("dcp", 2, "sp", "SP"),
)
"""Officer, level of his office from the station up, role, rank."""


def examples(number, **more):
    """Return settings for a number of generated examples, more of them under ``nox -s soak``."""
    return settings(max_examples=number * SOAK, deadline=None, suppress_health_check=list(HealthCheck), **more)


def posted(build, url, code="ka", since=None):
    """Open a build on a database and post the officers of one station and those above it, by default from today on."""
    posts = [(officer, rank, STATION[code][level], role) for officer, level, role, rank in POSTS]
    return staffed(build, url, posts, since)


def staffed(build, url, posts, since=None):
    """Open a build on a database with officers: each an id, a rank, an office and a role.

    Where the database is a new one on SQLite, it is a copy of one that was staffed so before.
    """
    file = Path(url.removeprefix("sqlite:///"))
    used = file.with_name(f"{file.name}-wal").exists() or (file.exists() and file.read_bytes() != blank())
    if used or not url.startswith("sqlite"):
        return _staff(build, url, posts, since)
    file.write_bytes(_staffed(_Same(build), tuple(posts), since or today()))
    return Cas.open(build, url)


@cache
def blank():
    """Return the bytes of a database on SQLite that has its schema and nothing else."""
    with TemporaryDirectory() as folder:
        upgrade(f"sqlite:///{folder}/cas.db")
        return Path(folder, "cas.db").read_bytes()


class _Same(NamedTuple):
    """A build that is the same as itself only."""

    build: object

    def __eq__(self, other):
        return self.build is other.build

    def __hash__(self):
        return id(self.build)


@lru_cache(maxsize=32)
def _staffed(same, posts, since):
    with TemporaryDirectory() as folder:
        _staff(same.build, f"sqlite:///{folder}/cas.db", posts, since).close()
        return Path(folder, "cas.db").read_bytes()


def _staff(build, url, posts, since):
    cas = Cas.prepare(build, url)
    for officer, rank, office, role in posts:
        cas.appoint(officer, name=officer.title(), rank=rank, office=office, role=role, since=since)
    scanned(cas, PORTAL, *(post[0] for post in posts))
    return cas


def address(who, office):
    """Return how the desk of an officer is addressed, or that of the portal at an office."""
    return f"portal:{office}" if who == PORTAL else f"officer:{who}"


def scanned(cas, *officers):
    """Let officers have sent the file that the filled forms name, and the portal, so that they can enter it."""
    with cas.store.writing() as connection:
        for officer in officers:
            sender = attachments.Sender(officer, "paper.pdf", datetime.now(UTC))
            attachments.keep(connection, b"test", "application/pdf", sender)


def form(name, **more):
    """Return a filled form, of the first case where it has one, with some fields changed."""
    own, general = CASE / f"{name}.json", FILLED / f"{name}.json"
    data = json.loads((own if own.is_file() else general).read_text("utf-8"))
    return {**copy.deepcopy(data), **more}


def now(minutes=0):
    """Return the present moment, or one some minutes off, as a form says it."""
    return (datetime.now(UTC) + timedelta(minutes=minutes)).isoformat(timespec="seconds")


def diary(desk, key="diary", **more):
    """Enter a diary entry."""
    return desk.enter("general_diary", form("gd_entry", **more), key=key)


def registered(cas, *, key="case", **more):
    """Register an FIR with its diary entry and assign it to the investigating officer."""
    with cas.desk("officer:sho") as desk:
        entry = diary(desk, f"{key}-diary")
        fir = desk.enter("fir", form("fir", gd_entry=entry.id, **more), key=key)
        return desk.move(fir, "assign_io", to_officer="io")


def reported(codes, **more):
    """Return a final form that charge-sheets the accused of some codes."""
    example = form("final_report")
    rows = [{**example["accused"][0], "accused": code} for code in codes]
    return {**example, "accused": rows, **more}


def forwarded(cas, fir, codes=("A1", "A2")):
    """Bring a case under investigation to the court, each step by the officer whose step it is."""
    with cas.desk("officer:io") as desk:
        desk.submit(fir, "crime_details", form("crime_details"))
        desk.submit(fir, "final_report", reported(codes))
    return sent_to_court(cas, fir)


def sent_to_court(cas, fir):
    """Let a report that was submitted pass those who look into it, and go to the court."""
    with cas.desk("officer:sho") as desk:
        desk.move(fir, "scrutinise")
    if "circle_takes_up" in {step["id"] for step in cas.build.composition.elements["workflow"]["case"]["transitions"]}:
        with cas.desk("officer:acp") as desk:
            desk.move(fir, "circle_takes_up")
    with cas.desk("officer:sho") as desk:
        return desk.move(fir, "forward")
