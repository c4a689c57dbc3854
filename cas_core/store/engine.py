"""The connection to the database, with the settings that keep what was committed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import QueuePool

from cas_core.problems import Problem, StoreError
from cas_core.store.direct import run
from cas_core.store.troubles import refuse_unfit
from cas_core.store.turns import READING

WAL_SAFE = (3, 51, 3)
"""SQLite before this release may lose a write-ahead log that is reset while it is checkpointed."""

WAIT_SECONDS = 60
POSTGRESQL = "postgresql+psycopg"
POOL: dict[str, Any] = {"pool_use_lifo": True, "pool_size": 20, "max_overflow": 30}
"""A web worker has 40 threads, some of which read while they write."""


def open_engine(url: str) -> Engine:
    """Return an engine for a database URL.

    Raises:
        StoreError: The URL is unusable, or names a database that would lose what is entered.
    """
    address = _address(url)
    if address.get_backend_name() == "postgresql":
        return _postgresql(address)
    if not address.database or address.database == ":memory:":
        what = "a database in memory is lost when the program ends"
        raise StoreError([Problem("database-in-memory", what, "Use sqlite:///station.db")])
    try:
        waits = {"timeout": WAIT_SECONDS}
        engine = create_engine(address.set(drivername="sqlite"), connect_args=waits, poolclass=QueuePool, **POOL)
    except ValueError:  # a setting behind its question mark
        raise _bad_address() from None
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "handle_error", refuse_unfit)
    return engine


def reader(engine: Engine) -> Engine:
    """Return an engine for those who only read: each transaction sees one unchanging view."""
    if engine.dialect.name == "sqlite":
        return engine.execution_options(**{READING: True})
    view = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    return engine.execution_options(**{READING: True}, **view)


@contextmanager
def transaction(engine: Engine) -> Iterator[Connection]:
    """Run a block as one transaction; on SQLite a writer has the database from its beginning on.

    SQLAlchemy's own event for this would make each statement slower by a third: it looks for listeners then.
    """
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            run(connection, "BEGIN" if engine.get_execution_options().get(READING) else "BEGIN IMMEDIATE")
        yield connection


def database_file(engine: Engine) -> Path | None:
    """Return the file of an SQLite database."""
    return Path(engine.url.database or "") if engine.dialect.name == "sqlite" else None


def _address(url: str) -> URL:
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):  # the port is no number
        raise _bad_address() from None
    if address.get_backend_name() not in {"sqlite", "postgresql"} or "\x00" in url:
        raise _bad_address()
    return address


def _bad_address() -> StoreError:
    mend = "Use sqlite:///station.db or postgresql://user@host/cas"
    return StoreError([Problem("bad-database-url", "the address of the database can't be read", mend)])


def _postgresql(address: URL) -> Engine:
    """Return an engine whose writers read what was committed: they wait for their turn before they look."""
    try:
        how = {"isolation_level": "READ COMMITTED", "pool_pre_ping": True, **POOL}
        engine = create_engine(address.set(drivername=POSTGRESQL), **how)
    except ModuleNotFoundError:
        mend = "Install it: pip install 'cas-core[postgresql]'"
        raise StoreError([Problem("no-driver", "the driver of PostgreSQL is not installed", mend)]) from None
    event.listen(engine, "handle_error", refuse_unfit)
    return engine


def _set_up(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver must not begin transactions of its own
    wal = sqlite3.sqlite_version_info >= WAL_SAFE
    for setting in (
        f"journal_mode = {'WAL' if wal else 'TRUNCATE'}",
        f"synchronous = {'FULL' if wal else 'EXTRA'}",
        "foreign_keys = ON",
    ):
        connection.execute(f"PRAGMA {setting}")
