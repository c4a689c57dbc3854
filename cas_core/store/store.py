"""The store: one transaction at a time for writers, any number of readers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from cas_core.problems import Problem, StoreError
from cas_core.store.engine import check_settings, database_file, open_engine
from cas_core.store.migrate import check_schema
from cas_core.store.queue import WriteQueue


class Store:
    """A database that is safe to write to.

    Raises:
        StoreError: The address is unusable, a setting is unsafe, or the schema is not this core's.
    """

    def __init__(self, url: str) -> None:
        self._engine = open_engine(url)
        self._reader = self._engine.execution_options(cas_reading=True)
        self._queue = WriteQueue(database_file(self._engine))
        try:
            with self._reader.connect() as connection:
                problems = check_settings(connection) or check_schema(connection)
        except OperationalError as error:
            mend = "Check the path, its permissions and the free space"
            raise StoreError(
                [Problem("database-unreachable", f"the database does not open: {error.orig}", mend)]
            ) from None
        if problems:
            self._engine.dispose()
            raise StoreError(problems)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Run a block as one transaction; it is undone as a whole when the block raises."""
        with self._queue.turn(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Run a block on one unchanging view of the data."""
        with self._reader.begin() as connection:
            yield connection

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()
