"""Files that people send: judged by their content, never by their name."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePath

import puremagic

from cas_core.problems import Problem

MOST_BYTES = 5 * 1_048_576
TAKEN = {
    "application/pdf": "PDF",
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "audio/mpeg": "MP3",
    "video/mp4": "MP4",
}
_SIGNATURES = (
    (b"%PDF-", "application/pdf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
)


def media_type(content: bytes) -> str:
    """Return the type of a file by its content, an empty text where it is none that is taken."""
    for start, kind in _SIGNATURES:
        if content.startswith(start):
            return kind
    try:
        guesses = puremagic.magic_string(content[:4096])
    except (puremagic.PureError, ValueError):
        return ""
    return next((guess.mime_type for guess in guesses if guess.mime_type in TAKEN), "")


def plain_name(name: str) -> str:
    """Return a file's name without folders, control characters or signs that lead a reader astray."""
    last = PurePath(unicodedata.normalize("NFC", name).replace("\\", "/")).name
    printable = "".join(letter for letter in last if letter.isprintable())
    return re.sub(r'[<>:"/|?*\u202a-\u202e\u2066-\u2069]', "_", printable).strip(". ")[-120:] or "file"


def faults(label: str, content: bytes, name: str) -> list[Problem]:
    """Return what is wrong with a file; nothing where it is taken."""
    if len(content) > MOST_BYTES:
        mend = f"Send a file of at most {MOST_BYTES // 1_048_576} MB"
        return [Problem("file-too-large", f"the file at '{label}' is too large", mend, None, name)]
    if not media_type(content):
        mend = f"Send one of: {', '.join(TAKEN.values())}"
        return [Problem("file-type", f"the file at '{label}' is of a type that is not taken", mend, None, name)]
    return []
