"""What goes wrong between the store and its database, in words for those who can mend it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.exc import DataError, DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as NoneFreeError

from cas_core.problems import Problem, RecordRefused, StoreError

BUSY = frozenset({"40001", "40P01", "55P03", "SQLITE_BUSY"})
"""How each database names a lock that was not had in time, or not without a deadlock: the transaction is undone."""

DAMAGED = frozenset({"SQLITE_NOTADB", "SQLITE_CORRUPT", "XX001", "XX002"})
"""How each database says that what it reads was not written by it."""

OTHER = frozenset({"SQLITE_ERROR", "42501", "42P01", "42P07", "42703"})
"""How each database says that its tables are others, or another's: one is missing, there already, or out of bounds."""


@contextmanager
def told() -> Iterator[None]:
    """Turn what the driver raises into problems.

    Raises:
        StoreError: The database can't be reached, can't go on, or undid the transaction because others were before it;
            or all connections to it were in use for too long.
        RecordRefused: A value is longer than its column, or has a character that no database keeps.
    """
    try:
        yield
    except DataError:
        raise unfit() from None
    except NoneFreeError:
        raise StoreError([_busy()]) from None
    except DBAPIError as error:
        names = {getattr(error.orig, name, None) for name in ("sqlstate", "sqlite_errorname")}
        connecting = error.statement is None
        if not (connecting or isinstance(error, OperationalError) or names & (DAMAGED | OTHER)):
            raise
        raise StoreError([_trouble(error, names)]) from None


def refuse_unfit(context: Any) -> None:
    """Refuse a text with half a character: it is refused before it reaches a database.

    Raises:
        RecordRefused: The driver could not write the text.
    """
    if isinstance(context.original_exception, UnicodeEncodeError):
        raise unfit()


def unfit() -> RecordRefused:
    """Return the refusal of a value that no database keeps."""
    what = "a value is too long, or holds a character that can't be kept"
    return RecordRefused([Problem("unfit-value", what, "Shorten it, or type it anew")])


def _trouble(error: DBAPIError, names: set[str | None]) -> Problem:
    if names & BUSY:
        return _busy()
    if names & DAMAGED:
        mend = "Correct its address, or restore a copy that is whole"
        return Problem("database-damaged", f"this is no database, or it is damaged: {error.orig}", mend)
    if names & OTHER:
        mend = "Compare it: cas db check; or begin with an empty one: cas db upgrade"
        return Problem("database-differs", f"the database has not the tables of this core: {error.orig}", mend)
    mend = "Check that it runs, its address or path, permissions, and the free space"
    return Problem("database-unreachable", f"the database does not answer: {error.orig}", mend)


def _busy() -> Problem:
    return Problem("database-busy", "others wrote at the same moment; nothing was kept", "Do it again")
