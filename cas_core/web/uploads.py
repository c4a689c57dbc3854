"""Files that people send: judged by their content, never by their name, and named so that the name leads nowhere."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import PurePath, PureWindowsPath

from cas_core.messages.mark import mark as _
from cas_core.problems import Problem, Sentence
from cas_core.web.pdfs import is_active
from cas_core.web.sniffing import TAKEN, is_two_things, media_type, pixels

MOST_BYTES = 5 * 1_048_576
MOST_PIXELS = 64_000_000
LONGEST = 120
"""Bytes of a name, so that it fits with an addition into every file system."""

LARGE = _("the file at '{label}' is too large")
EMPTY = _("the file at '{label}' is empty")
OTHER = _("the file at '{label}' is of a type that is not taken")
TWO = _("the file at '{label}' is two kinds of file in one")
DAMAGED = _("the picture at '{label}' does not say how large it is")
PIXELS = _("the picture at '{label}' has too many pixels")
ACTIVE = _("the file at '{label}' holds a program or another file")


def plain_name(name: str) -> str:
    """Return a file's name without folders, control characters or signs that lead a reader or a system astray."""
    last = PurePath(unicodedata.normalize("NFC", name).replace("\\", "/")).name
    printable = "".join(letter for letter in last if letter.isprintable())
    plain = re.sub(r'[<>:"/|?*\u202a-\u202e\u2066-\u2069]', "_", printable).strip(". ")
    if PureWindowsPath(plain).is_reserved():
        plain = f"_{plain}"
    return _shortened(plain) or "file"


def faults(label: str, content: bytes, name: str) -> list[Problem]:
    """Return what is wrong with a file; nothing where it is taken.

    Args:
        label: What the file is called to its sender.
        name: Path of the field that it is for.
    """
    wrong = next(_faults(label, content), None)  # what is wrong at the root is told, not what follows from it
    return [wrong._replace(field=name)] if wrong else []


def _faults(label: str, content: bytes) -> Iterator[Problem]:
    if not content:
        yield Problem(
            "file-empty",
            Sentence(EMPTY, label=label),
            Sentence("Choose the file again; it may not have been saved yet"),
        )
    if len(content) > MOST_BYTES:
        yield Problem(
            "file-too-large",
            Sentence(LARGE, label=label),
            Sentence("Send a file of at most {number} MB", number=str(MOST_BYTES >> 20)),
        )
    kind = media_type(content)
    if not kind:
        yield Problem(
            "file-type", Sentence(OTHER, label=label), Sentence("Send one of: {types}", types=list(TAKEN.values()))
        )
    if is_two_things(content, kind):
        yield Problem(
            "file-two-things",
            Sentence(TWO, label=label),
            Sentence("Save it anew in the program that shows it, and send that"),
        )
    if kind.startswith("image/"):
        yield from _picture(label, content)
    if kind == "application/pdf" and is_active(content):
        yield Problem("file-active", Sentence(ACTIVE, label=label), Sentence("Print it into a new PDF, and send that"))


def _picture(label: str, content: bytes) -> Iterator[Problem]:
    size = pixels(content)
    if not size:
        yield Problem("file-damaged", Sentence(DAMAGED, label=label), Sentence("Save the picture anew, and send that"))
    if size > MOST_PIXELS:
        most = str(MOST_PIXELS // 1_000_000)
        yield Problem(
            "picture-too-large",
            Sentence(PIXELS, label=label),
            Sentence("Send it with at most {number} million pixels", number=most),
        )


def _shortened(name: str) -> str:
    """Return a name that keeps its ending and is not too long; no letter of it is cut in two."""
    stem, dot, ending = name.rpartition(".")
    if not stem or len(ending) > 10:  # noqa: PLR2004 - no ending is that long
        stem, dot, ending = name, "", ""
    room = LONGEST - len((dot + ending).encode())
    return stem.encode()[:room].decode(errors="ignore") + dot + ending
