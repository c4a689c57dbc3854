"""Settings of a database under which a crash could lose or break what was committed: it is refused at the start."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from sqlalchemy import Connection

from cas_core.problems import Problem
from cas_core.store.engine import WAL_SAFE

FULL = 2
LASTING = ("fsync", "full_page_writes", "synchronous_commit")


def check_settings(connection: Connection) -> list[Problem]:
    """Return a problem for each setting that is unsafe."""
    return list(_of_sqlite(connection) if connection.dialect.name == "sqlite" else _of_postgresql(connection))


def _of_sqlite(connection: Connection) -> Iterator[Problem]:
    mode, synchronous, keys = (
        connection.exec_driver_sql(f"PRAGMA {name}").scalar()
        for name in ("journal_mode", "synchronous", "foreign_keys")
    )
    mode = str(mode).lower()
    if mode in {"off", "memory"} or (mode == "wal" and sqlite3.sqlite_version_info < WAL_SAFE):
        yield Problem("unsafe-journal-mode", f"journal_mode is {mode}", "PRAGMA journal_mode = TRUNCATE")
    if int(synchronous or 0) < FULL:
        yield Problem("unsafe-synchronous", "synchronous is below FULL", "PRAGMA synchronous = FULL")
    if keys != 1:
        yield Problem("foreign-keys-off", "foreign keys are not enforced", "PRAGMA foreign_keys = ON")


def _of_postgresql(connection: Connection) -> Iterator[Problem]:
    for name in LASTING:
        if connection.exec_driver_sql(f"SHOW {name}").scalar() == "off":
            what = f"{name} is off: a crash loses what was committed"
            yield Problem("unsafe-setting", what, f"ALTER SYSTEM SET {name} = on, and reload")
    encoding = connection.exec_driver_sql("SHOW server_encoding").scalar()
    if encoding != "UTF8":
        what = f"the database keeps texts as {encoding}, which has not the letters of all scripts"
        yield Problem("database-not-utf8", what, "Make the database anew: CREATE DATABASE cas ENCODING 'UTF8'")
