"""Turns of writers on PostgreSQL, where many write at once; on SQLite there is one at a time anyway.

A transaction waits for its turn before it reads what it is going to change: it sees all that was kept before it. The
waiting is first come, first served, which a lock on a row is not. Turns are taken in one order, so that no two wait for
each other: the establishment, then offices, then records. More than one office is taken by holders of the
establishment alone.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, text

ESTABLISHMENT = "*"
"""The turn of those who change offices and officers, or write into the journals of several offices."""

READING = "cas_reading"
"""Option of a connection that only reads, on one unchanging view."""

_WAIT = text("SELECT pg_advisory_xact_lock(hashtextextended('cas ' || CAST(:turn AS text), 0))")


def take(connection: Connection, *turns: str) -> None:
    """Wait for turns, of offices by their ids; they are held until the transaction ends."""
    if connection.dialect.name == "postgresql":
        for turn in sorted(set(turns)):
            connection.execute(_WAIT, {"turn": turn})


def held(connection: Connection, rows: Select[Any]) -> Select[Any]:
    """Return a query whose rows nobody else changes until the transaction ends, unless it is one that only reads.

    Args:
        rows: A query that is made once.
    """
    return rows if connection.get_execution_options().get(READING) else _locking(rows)


@cache
def _locking(rows: Select[Any]) -> Select[Any]:
    return rows.with_for_update(key_share=True)
