"""Programs in a PDF: what would run, start another program or unpack a file when somebody opens it.

Nothing of the PDF is executed or drawn, and no more than `MOST_UNPACKED` bytes of it are unpacked: it is looked through
for the names of such actions, in clear and in the streams that hold objects. A parser of the whole format would be
more exact, and would itself have to withstand what is sent here. What hides better than this, by encryption or by
another filter, still reaches nobody but as a download (decision 13).
"""

from __future__ import annotations

import re
import zlib

MOST_UNPACKED = 8 * 1_048_576
_STREAM = re.compile(rb"stream\r?\n")
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_ACTION = re.compile(rb"/(JavaScript|Launch|Rendition|RichMedia|EmbeddedFiles?|ImportData|GoToE)(?![A-Za-z0-9])")
_OBJECTS = re.compile(rb"\s*\d+\s+\d+\s")
"""How the content of a stream begins that holds objects: with numbers and places of those."""


def is_active(content: bytes) -> bool:
    """Tell whether a PDF names an action that runs something."""
    if _names_action(content):
        return True
    left = MOST_UNPACKED
    for start in _STREAM.finditer(content):
        unpacked = _unpacked(content, start.end(), left)
        left -= len(unpacked)
        if _OBJECTS.match(unpacked) and _names_action(unpacked):
            return True
        if left <= 0:
            return True  # nobody scans that much; what can't be looked through is not taken
    return False


def _names_action(content: bytes) -> bool:
    plain = _ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), content) if b"#" in content else content
    return bool(_ACTION.search(plain))


def _unpacked(content: bytes, start: int, most: int) -> bytes:
    """Return what a stream holds, as far as it is needed: of one that holds no objects only its beginning."""
    packed = memoryview(content)[start:]
    reader = zlib.decompressobj()
    try:
        beginning = reader.decompress(packed[:4096], 64)
        if not _OBJECTS.match(beginning):
            return beginning
        return beginning + reader.decompress(reader.unconsumed_tail + bytes(packed[4096:]), max(most, 1))
    except zlib.error:
        return b""
