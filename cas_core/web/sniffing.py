"""What a file is by its content: its type, the size of a picture, and whether it is a second thing besides."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import is_zipfile

import imagesize
import puremagic

TAKEN = {
    "application/pdf": "PDF",
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "audio/mpeg": "MP3",
    "video/mp4": "MP4",
}
"""Media types that are taken, with their names."""

_SIGNATURES = (
    (b"%PDF-", "application/pdf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
)
_FOUND = TAKEN.keys() - {kind for _, kind in _SIGNATURES}
_BEGINNING = 1024
"""How far a reader of PDF or of pages looks for the begin of one."""

_MARKUP = re.compile(rb"<(!doctype|html|head|body|script|svg|iframe|object|embed|\?php)\b", re.IGNORECASE)


def media_type(content: bytes) -> str:
    """Return the type of a file by its content, an empty text where it is none that is taken."""
    for start, kind in _SIGNATURES:
        if content.startswith(start):
            return kind
    try:
        guesses = puremagic.magic_string(content[:4096])
    except (puremagic.PureError, ValueError):
        return ""
    return next((guess.mime_type for guess in guesses if guess.mime_type in _FOUND), "")


def pixels(content: bytes) -> int:
    """Return how many pixels a picture has, as its header says; nothing is decoded. 0 where it does not say."""
    width, height = imagesize.get(BytesIO(content), exif_rotation=False)
    return int(width * height) if min(width, height) > 0 else 0


def is_two_things(content: bytes, kind: str) -> bool:
    """Tell whether a file is also an archive, a page or a PDF to a program that looks for one in it."""
    beginning = content[:_BEGINNING]
    if kind != "application/pdf" and b"%PDF-" in beginning:
        return True
    return bool(_MARKUP.search(beginning)) or is_zipfile(BytesIO(content))
