"""The store: one transaction at a time for writers, any number of readers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from cas_core.problems import Problem, StoreError
from cas_core.sources.files import has_file
from cas_core.store.engine import database_file, open_engine, reader, transaction
from cas_core.store.migrate import check_schema
from cas_core.store.queue import WriteQueue
from cas_core.store.settings import check_settings
from cas_core.store.troubles import told
from cas_core.store.turns import take


class Store:
    """A database that is safe to write to.

    Raises:
        StoreError: The address is unusable, a setting is unsafe, or the schema is not this core's.
        FileError: The system does not let the file of the database be seen.
    """

    def __init__(self, url: str) -> None:
        self._engine = open_engine(url)
        file = database_file(self._engine)
        if file is not None and not str(file).startswith("file:") and not has_file(file):
            mend = "Correct its address, or set a new one up: cas db upgrade"
            raise StoreError([Problem("no-database", f"there is no database '{file}'", mend)])
        self._reader = reader(self._engine)
        self._queue = WriteQueue(file)
        with told(), self._reader.connect() as connection:
            problems = check_settings(connection) or check_schema(connection)
        if problems:
            self._engine.dispose()
            raise StoreError(problems)

    @contextmanager
    def writing(self, *turns: str) -> Iterator[Connection]:
        """Run a block as one transaction; it is undone as a whole when the block raises.

        Args:
            turns: Offices, or the establishment, whose transactions follow one another; see `store.turns`.

        Raises:
            StoreError: The database can't be reached, or is busy; nothing is kept then.
        """
        with told(), self._queue.turn(), transaction(self._engine) as connection:
            take(connection, *turns)
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Run a block on one unchanging view of the data."""
        with told(), transaction(self._reader) as connection:
            yield connection

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()
