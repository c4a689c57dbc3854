"""Files that citizens send."""

import struct
import zlib


def _chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


_HEAD = struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0)
PNG = (
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", _HEAD)
    + _chunk(b"IDAT", zlib.compress((b"\0" + b"\x80" * 8) * 8))
    + _chunk(b"IEND", b"")
)
"""A grey square of eight by eight."""
