"""Both databases, for tests of what must be alike on them, and changes behind the application."""

import sqlite3
from contextlib import contextmanager

import pytest
from sqlalchemy import inspect, select

from cas_core.store.engine import open_engine
from cas_core.store.index_tables import INDEXES, NameIndex

on_both = pytest.mark.parametrize("kind", ["sqlite", "postgresql"], indirect=True)
on_postgresql = pytest.mark.parametrize("kind", ["postgresql"], indirect=True)


@contextmanager
def opened(url):
    """Open a database for one transaction."""
    engine = open_engine(url)
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def by_hand(url, *statements):
    """Do what somebody with the database could do, and return how many rows the last statement changed."""
    with opened(url) as connection:
        return [connection.exec_driver_sql(statement).rowcount for statement in statements][-1]


def in_the_file(database, *statements):
    """Change a database behind the application, as somebody with the file could."""
    with sqlite3.connect(database) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
    connection.close()


def unguarded(url):
    """Return statements that take the database's own guards away."""
    with opened(url) as connection:
        if connection.dialect.name == "postgresql":
            return [f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in inspect(connection).get_table_names()]
        rows = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").scalars()
        return [f"DROP TRIGGER {name}" for name in rows]


def indexed(cas):
    """Return all that stands in the index, by table."""
    with cas.store.reading() as connection:
        tables = (*INDEXES.values(), NameIndex.__table__)
        return {table.name: {tuple(row) for row in connection.execute(select(table))} for table in tables}
