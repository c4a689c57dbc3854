"""What goes wrong between the store and its database, in words for those who can mend it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DataError, DBAPIError, OperationalError

from cas_core.problems import Problem, RecordRefused, StoreError

BUSY = frozenset({"40001", "40P01", "55P03", "SQLITE_BUSY"})
"""How each database names a lock that was not had in time, or not without a deadlock: the transaction is undone."""


@contextmanager
def told() -> Iterator[None]:
    """Turn what the driver raises into problems.

    Raises:
        StoreError: The database can't be reached, can't go on, or undid the transaction because others were before it.
        RecordRefused: A value is longer than its column, or has a character that no database keeps.
    """
    try:
        yield
    except OperationalError as error:
        raise StoreError([_trouble(error)]) from None
    except DataError:
        what = "a value is too long, or holds a character that can't be kept"
        raise RecordRefused([Problem("unfit-value", what, "Shorten it, or type it anew")]) from None


def _trouble(error: DBAPIError) -> Problem:
    if {getattr(error.orig, name, None) for name in ("sqlstate", "sqlite_errorname")} & BUSY:
        return Problem("database-busy", "others wrote at the same moment; nothing was kept", "Do it again")
    mend = "Check that it runs, its address or path, permissions, and the free space"
    return Problem("database-unreachable", f"the database does not answer: {error.orig}", mend)
