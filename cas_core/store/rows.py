"""Many rows at once into one table: each form brings rows for a dozen of them."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Connection, Dialect, FromClause, Table, insert
from sqlalchemy.orm import DeclarativeBase

from cas_core.store.direct import run_many, storing

Row = Mapping[str, Any]


class _Insert(NamedTuple):
    """An insert as a driver takes it.

    Attributes:
        text: The statement.
        order: Names of the columns, in the order of the driver's marks.
        values: Returns the values of a row in that order.
        stored: What turns the value at a place into the driver's, where that is needed.
    """

    text: str
    order: tuple[str, ...]
    values: Callable[[Row], tuple[Any, ...]]
    stored: tuple[tuple[int, Callable[[Any], Any]], ...]

    def sent(self, row: Row) -> Sequence[Any]:
        """Return a row as the driver takes it."""
        plain = self.values(row)
        if not self.stored:
            return plain
        values = list(plain)
        for place, kind in self.stored:
            values[place] = kind(values[place])
        return tuple(values)


def add(connection: Connection, table: type[DeclarativeBase] | Table, rows: Sequence[Row]) -> None:
    """Write rows that fill in all columns of a table, at least two; no rows are fine."""
    if not rows:
        return
    dialect = connection.dialect
    made = _insert(table if isinstance(table, Table) else table.__table__, dialect)
    sent = [made.sent(row) for row in rows]
    named = sent if dialect.positional else [dict(zip(made.order, values, strict=True)) for values in sent]
    run_many(connection, made.text, named)


def added(connection: Connection, table: type[DeclarativeBase], row: Row) -> Any:
    """Write one row as `add` does, and return it as it would be read: a tuple whose parts have the columns' names."""
    add(connection, table, [row])
    kind, values = _read(table)
    return kind._make(values(row))


@lru_cache(maxsize=256)
def _read(table: type[DeclarativeBase]) -> tuple[Any, Callable[[Row], tuple[Any, ...]]]:
    names = table.__table__.columns.keys()
    return namedtuple(table.__name__, names), itemgetter(*names)  # noqa: PYI024 - the columns name its parts


@lru_cache(maxsize=256)
def _insert(table: FromClause, dialect: Dialect) -> _Insert:
    columns = {column.name: column for column in table.columns}
    compiled = insert(table).compile(dialect=dialect)  # type: ignore[arg-type]
    order = tuple(compiled.positiontup or columns)
    kinds = [storing(columns[name].type, dialect) for name in order]
    stored = tuple((place, kind) for place, kind in enumerate(kinds) if kind is not None)
    return _Insert(str(compiled), order, itemgetter(*order), stored)
