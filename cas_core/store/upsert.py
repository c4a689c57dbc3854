"""Rows that may be there already: each database has its own way to say so, and both are asked alike here."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.inspection import inspect

from cas_core.store.tables import Base

INSERTS: Mapping[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
"""What makes an ``INSERT ... ON CONFLICT``, by dialect."""


def keep_first(connection: Connection, table: type[Base], row: Mapping[str, Any]) -> None:
    """Insert a row; one with the same key that is there already stays as it is."""
    connection.execute(_first(connection.dialect.name, table), [row])


def keep_last(connection: Connection, table: type[Base], row: Mapping[str, Any]) -> None:
    """Insert a row, or put it in the place of one with the same key."""
    connection.execute(_last(connection.dialect.name, table), [row])


@cache
def _first(dialect: str, table: type[Base]) -> Any:
    return INSERTS[dialect](table).on_conflict_do_nothing()


@cache
def _last(dialect: str, table: type[Base]) -> Any:
    keys = [column.name for column in inspect(table).primary_key]
    added = INSERTS[dialect](table)
    others = {name: added.excluded[name] for name in inspect(table).columns.keys() if name not in keys}  # noqa: SIM118
    return added.on_conflict_do_update(index_elements=keys, set_=others)
