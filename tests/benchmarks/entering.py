"""Entering an FIR through the desk over the bare SQL of the same rows.

Ours is a whole `with cas.desk(officer)` block: posting, authority, check, references, number, projection, salted
digests, journal, index, clocks, idempotency, one commit. The peer is `sqlite3` that inserts rows with the same values
into the same tables under the same settings, in one transaction, and knows the values beforehand. Both wait for the
disk at the end of each transaction, so the ratio says what a station waits for, and how much of it is ours.
"""

from __future__ import annotations

import json
import sqlite3
import tempfile
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from measure import Ratio, medians
from peers.cases import FIRST_CASE, first_case

from cas_core import Cas, compose_build
from cas_core.store import upgrade

STATE = Path(__file__).parents[2] / "states/ka"
SETTINGS = ("journal_mode", "synchronous", "foreign_keys")
OWN = {"ka": {"beat": "3", "officer_kgid": "2154876"}}

Rows = Mapping[str, list[dict[str, Any]]]


class Desk:
    """A station of the Karnataka build that enters one FIR after the other."""

    def __init__(self, folder: Path) -> None:
        self.database = folder / "ours.db"
        self.cas = Cas.prepare(compose_build(STATE), f"sqlite:///{self.database}")
        self.cas.appoint("sho", name="A", rank="INSP", office="upparpet", role="sho")
        with self.cas.desk("officer:sho") as desk:
            diary = desk.enter("general_diary", _json("gd_entry"), key="diary")
            complaint = desk.enter("complaint", _json("complaint"), key="complaint")
        self.fir = {**first_case(), "gd_entry": diary.id, "complaint": complaint.id, **OWN}

    def enter(self) -> str:
        """Enter an FIR and return its id."""
        with self.cas.desk("officer:sho") as desk:
            return desk.enter("fir", self.fir, key=str(uuid.uuid4())).id


class Bare:
    """Inserts rows as they came from the desk, each time with keys of their own."""

    def __init__(self, folder: Path, settings: Mapping[str, Any], rows: Rows, fixed: Rows) -> None:
        upgrade(f"sqlite:///{folder / 'bare.db'}")
        self.connection = sqlite3.connect(folder / "bare.db", isolation_level=None)
        for name, value in settings.items():
            self.connection.execute(f"PRAGMA {name} = {value}")
        for table, held in fixed.items():
            self._insert(table, held)
        self.rows = rows
        self.ids = {row["id"] for table in ("record", "submission") for row in rows[table]}
        self.ids |= {row["key"] for row in rows["answer"]}
        self.count = 1000

    def enter(self) -> None:
        """Insert the rows of one FIR."""
        self.count += 1
        fresh = {old: str(uuid.uuid4()) for old in self.ids}
        self.connection.execute("BEGIN IMMEDIATE")
        self.connection.execute("UPDATE counter SET last = last + 1 WHERE scope = (SELECT max(scope) FROM counter)")
        for table, held in self.rows.items():
            self._insert(table, [{name: self._own(name, value, fresh) for name, value in row.items()} for row in held])
        self.connection.execute("COMMIT")

    def _own(self, name: str, value: Any, fresh: Mapping[str, str]) -> Any:
        if name in {"serial", "sequence"}:
            return self.count
        return f"{value}{self.count}" if name == "national_number" else fresh.get(value, value)

    def _insert(self, table: str, rows: list[dict[str, Any]]) -> None:
        if rows:
            names = ", ".join(f'"{name}"' for name in rows[0])
            marks = ", ".join("?" * len(rows[0]))
            inserted = f'INSERT OR IGNORE INTO "{table}" ({names}) VALUES ({marks})'
            self.connection.executemany(inserted, [tuple(row.values()) for row in rows])


def _json(form: str) -> dict[str, Any]:
    return json.loads((FIRST_CASE.parent / f"{form}.json").read_text("utf-8"))


def _dumped(database: Path) -> dict[str, list[dict[str, Any]]]:
    connection = sqlite3.connect(database)
    connection.row_factory = sqlite3.Row
    names = [row["name"] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    held = {
        name: [dict(row) for row in connection.execute(f'SELECT * FROM "{name}"')]
        for name in names
        if not name.startswith(("alembic", "sqlite_"))
    }
    connection.close()
    return held


def _settings(cas: Cas) -> dict[str, Any]:
    with cas.store.reading() as connection:
        return {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in SETTINGS}


def ratios() -> list[Ratio]:
    """Return our time for an FIR over that of its rows alone."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        desk = Desk(folder)
        desk.enter()
        before = _dumped(desk.database)
        desk.enter()
        after = _dumped(desk.database)
        new = {table: [row for row in rows if row not in before[table]] for table, rows in after.items()}
        new["counter"] = []
        bare = Bare(folder, _settings(desk.cas), new, before)
        taken = medians({"ours": desk.enter, "bare": bare.enter}, rounds=301)
        held = sum(len(rows) for rows in new.values())
        name = f"entering an FIR ({held} rows) over bare SQL; {taken['ours'] * 1000:.1f} ms"
        desk.cas.close()
    return [Ratio(name, taken["ours"] / taken["bare"], 3.0)]
