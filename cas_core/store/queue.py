"""A first-come queue for writers of one SQLite file, across threads and processes.

SQLite's own waiting sleeps and has no order: with many writers some starve. Here each waits for the kernel's lock on a
file beside the database; the kernel wakes waiters in turn and frees the lock of a process that was killed. Where the
system has no such lock, SQLite's waiting is all there is.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cas_core.problems import Problem, StoreError

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]


def _opened(path: str) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o660)
    except OSError as error:
        what = f"beside the database, '{path}' can't be written: {error.strerror}"
        mend = "Check that the folder is there and may be written to, and the free space"
        raise StoreError([Problem("database-folder", what, mend)]) from None


class WriteQueue:
    """Lets one writer at a time through; each turn opens the file anew, so that threads queue as processes do."""

    def __init__(self, database: Path | None) -> None:
        self._path = f"{database}.queue" if database and fcntl else None

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for the turn and hold it for the length of the block."""
        if self._path is None:
            yield
            return
        handle = _opened(self._path)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)
