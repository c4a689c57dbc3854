"""Statements that every entry runs: SQLAlchemy makes them, once for each kind of database, and the driver runs them.

Left to itself, SQLAlchemy asks anew how a statement is run that it has run a thousand times. Of an entry with its two
dozen statements that was a tenth (decision 15).
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar, cast

from sqlalchemy import Connection, Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.expression import ReturnsRows
from sqlalchemy.types import TypeEngine

from cas_core.store.troubles import unfit

Answer = TypeVar("Answer")
Kind = Callable[[Any], Any]
"""What turns a value into the driver's, or the driver's into a value."""


class _Made(NamedTuple):
    """A statement for one kind of database.

    Attributes:
        text: The statement as the driver takes it.
        order: Names of its values in the order of the driver's marks; empty where those have names.
        given: Values that stand in the statement itself.
        stored: What turns values into the driver's, by name.
        row: Makes a row of its parts.
        read: What turns the driver's values into ours, by place.
    """

    text: str
    order: Sequence[str]
    given: Mapping[str, Any]
    stored: Mapping[str, Kind]
    row: Callable[[Sequence[Any]], Any]
    read: Mapping[int, Kind]

    def sent(self, values: Mapping[str, Any]) -> Any:
        """Return values as the driver takes them."""
        named = {**self.given, **values}
        for name, kind in self.stored.items():
            named[name] = kind(named[name])
        return [named[name] for name in self.order] if self.order else named

    def found(self, row: Sequence[Any]) -> Any:
        """Return a row that the driver found: a tuple whose parts have the columns' names."""
        if not self.read:
            return self.row(row)
        values = list(row)
        for place, kind in self.read.items():
            values[place] = kind(values[place])
        return self.row(values)


class Direct:
    """A query, or an insert that returns something, that is made once.

    Args:
        statement: Its values are named by ``bindparam``; none of them stands for a list.
    """

    def __init__(self, statement: ReturnsRows) -> None:
        self._statement = statement
        self._made: dict[str, _Made] = {}

    def all(self, connection: Connection, **values: Any) -> list[Any]:
        """Run it with values by their names, and return its rows: tuples whose parts have the columns' names."""
        made = self._made.get(connection.dialect.name) or self._make(connection.dialect)

        def rows(cursor: Any) -> list[Any]:
            cursor.execute(made.text, made.sent(values))
            return [made.found(row) for row in cursor.fetchall()]

        return _asked(connection, made.text, rows)

    def one(self, connection: Connection, **values: Any) -> Any:
        """Run it as `all` does, and return the only row that it ever has."""
        [row] = self.all(connection, **values)
        return row

    def first(self, connection: Connection, **values: Any) -> Any | None:
        """Run it as `all` does, and return its first row, None where there is none."""
        return next(iter(self.all(connection, **values)), None)

    def _make(self, dialect: Dialect) -> _Made:
        compiled = self._statement.compile(dialect=dialect)
        columns = list(self._statement.exported_columns)
        row = namedtuple("Row", [str(column.key) for column in columns], rename=True)  # type: ignore[misc] # noqa: PYI024
        bound = {name: value for value, name in compiled.bind_names.items()}
        stored = {name: storing(value.type, dialect) for name, value in bound.items()}
        read = {place: _reading(column.type, dialect) for place, column in enumerate(columns)}
        made = _Made(
            str(compiled),
            compiled.positiontup or (),
            {name: value.effective_value for name, value in bound.items() if not value.required},
            {name: kind for name, kind in stored.items() if kind is not None},
            row._make,
            {place: kind for place, kind in read.items() if kind is not None},
        )
        return self._made.setdefault(dialect.name, made)


def run(connection: Connection, text: str) -> None:
    """Run a statement without values that returns nothing."""
    _asked(connection, text, lambda cursor: cursor.execute(text))


def run_many(connection: Connection, text: str, values: Sequence[Any]) -> None:
    """Run a statement once for each of many sets of values, which are as the driver takes them."""
    _asked(connection, text, lambda cursor: cursor.executemany(text, values))


def _asked(connection: Connection, text: str, asking: Callable[[Any], Answer]) -> Answer:
    """Ask the driver; what it raises is raised as SQLAlchemy would, without the values that were sent."""
    cursor = connection.connection.cursor()
    try:
        return asking(cursor)
    except UnicodeEncodeError:
        raise unfit() from None
    except _errors(connection.dialect) as error:
        raise _told(text, error, connection.dialect) from error
    finally:
        cursor.close()


def _errors(dialect: Dialect) -> type[Exception]:
    return cast(type[Exception], dialect.loaded_dbapi.Error)


def _told(text: str, error: Exception, dialect: Dialect) -> DBAPIError:
    told = DBAPIError.instance(text, None, error, _errors(dialect), hide_parameters=True, dialect=dialect)
    return cast(DBAPIError, told)


def storing(type_: TypeEngine[Any], dialect: Dialect) -> Kind | None:
    """Return what turns a value of a column into the driver's, None where it is the same."""
    return cast(Kind | None, type_.dialect_impl(dialect).bind_processor(dialect))


def _reading(type_: TypeEngine[Any], dialect: Dialect) -> Kind | None:
    return cast(Kind | None, type_.dialect_impl(dialect).result_processor(dialect, None))
