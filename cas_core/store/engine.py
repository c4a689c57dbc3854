"""The connection to the database, with the settings that keep what was committed."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from cas_core.problems import Problem, StoreError

WAL_SAFE = (3, 51, 3)
"""SQLite before this release may lose a write-ahead log that is reset while it is checkpointed."""

WAIT_SECONDS = 60


def open_engine(url: str) -> Engine:
    """Return an engine for a database URL.

    Raises:
        StoreError: The URL is unusable, or names a database that would lose what is entered.
    """
    address = _address(url)
    if address.get_backend_name() != "sqlite":
        return create_engine(address, pool_pre_ping=True)
    if not address.database or address.database == ":memory:":
        raise StoreError(
            [
                _problem(
                    "database-in-memory", "a database in memory is lost when the program ends", "sqlite:///station.db"
                )
            ]
        )
    engine = create_engine(address, connect_args={"timeout": WAIT_SECONDS})
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def database_file(engine: Engine) -> Path | None:
    """Return the file of an SQLite database."""
    return Path(engine.url.database or "") if engine.dialect.name == "sqlite" else None


def check_settings(connection: Connection) -> list[Problem]:
    """Return a problem for each setting under which a crash could lose or break what was committed."""
    if connection.dialect.name != "sqlite":
        return []
    settings = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "synchronous")}
    problems: list[Problem] = []
    mode = str(settings["journal_mode"]).lower()
    if mode in {"off", "memory"} or (mode == "wal" and sqlite3.sqlite_version_info < WAL_SAFE):
        problems.append(_problem("unsafe-journal-mode", f"journal_mode is {mode}", "PRAGMA journal_mode = TRUNCATE"))
    if int(settings["synchronous"] or 0) < 2:  # noqa: PLR2004 - FULL
        problems.append(_problem("unsafe-synchronous", "synchronous is below FULL", "PRAGMA synchronous = FULL"))
    if connection.exec_driver_sql("PRAGMA foreign_keys").scalar() != 1:
        problems.append(_problem("foreign-keys-off", "foreign keys are not enforced", "PRAGMA foreign_keys = ON"))
    return problems


def _address(url: str) -> URL:
    try:
        return make_url(url)
    except ArgumentError:
        mend = "sqlite:///station.db or postgresql+psycopg://user@host/cas"
        raise StoreError([_problem("bad-database-url", "the address of the database can't be read", mend)]) from None


def _set_up(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver must not begin transactions of its own
    wal = sqlite3.sqlite_version_info >= WAL_SAFE
    for setting in (
        f"journal_mode = {'WAL' if wal else 'TRUNCATE'}",
        f"synchronous = {'FULL' if wal else 'EXTRA'}",
        "foreign_keys = ON",
    ):
        connection.execute(f"PRAGMA {setting}")


def _begin(connection: Connection) -> None:
    reading = connection.get_execution_options().get("cas_reading")
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _problem(code: str, what: str, mend: str) -> Problem:
    return Problem(code, what, f"Use {mend}" if not mend.startswith("PRAGMA") else mend)
