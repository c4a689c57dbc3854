"""Files on disk: read within bounds, and written as a whole or not at all."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NoReturn

from cas_core.problems import CasError, Problem
from cas_core.sources.document import Document


class FileError(CasError):
    """A file can't be read or written; whoever runs the program can mend it."""


def read(path: Path, most: int) -> bytes:
    """Return what a file holds.

    Raises:
        FileError: The system does not let it be read, or it is too large.
    """
    try:
        with path.open("rb") as file:
            held = file.read(most + 1)
    except OSError as error:
        raise unreadable(path, error) from None
    return _within(held, most, f"'{path.name}'")


def unreadable(path: Path, error: OSError) -> FileError:
    """Return the error of a path that the system does not let be read."""
    what = f"'{path.name}' can't be read: {error.strerror}"
    return FileError([Problem("file-unreadable", what, "Check its path and who may read it")])


def has_file(path: Path) -> bool:
    """Tell whether there is a file at a path.

    Raises:
        FileError: The system does not let it be seen.
    """
    try:
        return path.is_file()
    except OSError as error:
        raise unreadable(path, error) from None


def below(folder: Path) -> list[Path]:
    """Return all that stands below a folder and is no folder itself, in order; a link to a folder is none.

    Raises:
        FileError: The system does not let one of the folders be looked into; Python's own search passes over it.
    """

    def refuse(error: OSError) -> NoReturn:
        raise unreadable(Path(error.filename), error) from None

    found: list[Path] = []
    for parent, folders, names in os.walk(folder, onerror=refuse):
        linked = [name for name in folders if Path(parent, name).is_symlink()]
        found += [Path(parent, name) for name in (*names, *linked)]
    return sorted(found)


def _within(held: bytes, most: int, name: str) -> bytes:
    if len(held) > most:
        what, mend = f"{name} has more than {most} bytes", "Split it, or name another file"
        raise FileError([Problem("file-too-large", what, mend)])
    return held


def read_text(source: Path | bytes, document: Document, most: int, problems: list[Problem]) -> str | None:
    """Return the text of a file of a layer, or None after adding a problem; a byte order mark is passed over.

    Args:
        source: The file, or what it holds.
        document: Stands for the file in the problem.
    """
    try:
        held = read(source, most) if isinstance(source, Path) else _within(source, most, "the file")
        return held.decode("utf-8-sig")
    except FileError as error:
        problems += [document.placed(problem) for problem in error.problems]
    except UnicodeDecodeError as error:
        problems.append(document.problem("not-utf8", f"byte {error.start} is not UTF-8", "Save the file as UTF-8"))
    return None


def write(path: Path, content: bytes) -> None:
    """Write a file as a whole, with the folders above it: whoever reads it finds what was there before, or all of this.

    Raises:
        FileError: The system does not let it be written; what was there before is still there.
    """
    with _writing(path):
        _replace(path.resolve(), content)


def write_secret(path: Path, content: bytes) -> None:
    """Write a file as `write` does, that nobody but its owner reads, whoever read what was there before."""
    with _writing(path):
        _replace(path.resolve(), content, secret=True)


def keep_secret(path: Path, content: bytes) -> None:
    """Write a file as `write_secret` does where there is none; of several writers the first one has written it."""
    with _writing(path):
        if not path.exists():
            with _part(path.resolve(), content, 0o600) as part, suppress(FileExistsError):
                os.link(part, path)


def make_folder(path: Path) -> None:
    """Make a folder, with those above it; errors as for `write`."""
    with _writing(path):
        path.mkdir(parents=True, exist_ok=True)


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        what = f"'{path}' can't be written: {error.strerror}"
        mend = "Name a place that may be written to, and check the free space"
        raise FileError([Problem("file-not-written", what, mend)]) from None


def _replace(path: Path, content: bytes, *, secret: bool = False) -> None:
    if path.exists() and not path.is_file():  # a pipe or a device has no whole
        path.write_bytes(content)
        return
    with _part(path, content, 0o600 if secret else 0o666) as part:
        if path.exists() and not secret:
            shutil.copymode(path, part)
        part.replace(path)


@contextmanager
def _part(path: Path, content: bytes, mode: int) -> Iterator[Path]:
    """Write a file beside another one, to take its place; what did not take it is taken away."""
    part = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
            file.write(content)
        yield part
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
