"""Files as people send them, made byte by byte: harmless ones, and ones that mean harm."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

MEGABYTE = 1_048_576
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
MP3 = b"ID3\x03\x00\x00\x00\x00\x00\x0a" + b"\x00" * 60
MP4 = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + b"\x00" * 60


def png(width=1, height=1, after=b""):
    """Return a picture of one grey; its header may promise far more than there is."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\x00\x80")) + chunk(b"IEND", b"")
    ) + after


def jpeg(width=1, height=1, comment=b""):
    """Return the frame of a JPEG with a comment in front."""
    said = b"\xff\xfe" + struct.pack(">H", len(comment) + 2) + comment if comment else b""
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\x00"
    jfif = b"\xff\xe0" + struct.pack(">H", 16) + b"JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    return b"\xff\xd8" + jfif + said + frame + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\x80\xff\xd9"


def gif(width, height):
    return b"GIF89a" + struct.pack("<HH", width, height) + b"\x00\x00\x00\x3b"


def webp(width, height):
    size = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return b"RIFF" + struct.pack("<I", 22) + b"WEBPVP8X" + struct.pack("<I", 10) + b"\x00" * 4 + size


def tiff(width, height):
    tags = struct.pack("<HHII", 256, 4, 1, width) + struct.pack("<HHII", 257, 4, 1, height)
    return b"II*\x00" + struct.pack("<IH", 8, 2) + tags + b"\x00" * 4


def zipped(name="a.txt", content=b"0"):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return made.getvalue()


def pdf(change=None):
    """Return a PDF of one empty page, changed by a function."""
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    if change:
        change(writer)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def _opening(action):
    def change(writer):
        writer._root_object[NameObject("/OpenAction")] = action

    return change


def _launch():
    program = DictionaryObject({NameObject("/F"): TextStringObject("cmd.exe")})
    return DictionaryObject({NameObject("/S"): NameObject("/Launch"), NameObject("/Win"): program})


def script():
    """Return a PDF that runs JavaScript when it is opened."""
    said = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1);")}
    return pdf(_opening(DictionaryObject(said)))


def launching():
    """Return a PDF that starts a program when it is opened."""
    return pdf(_opening(_launch()))


def escaped():
    """Return a PDF with JavaScript whose name is written another way."""
    return script().replace(b"/JavaScript", b"/J#61v#61Script")


def hidden():
    """Return a PDF whose JavaScript stands in a packed stream of objects."""
    inner = b"1 0 << /S /JavaScript /JS (app.alert(1);) >> "
    packed = zlib.compress(inner)
    head = b"%%PDF-1.7\n1 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n" % len(
        packed
    )
    return head + packed + b"\nendstream\nendobj\n%%EOF\n"


def carrying():
    """Return a PDF with another file inside."""
    return pdf(lambda writer: writer.add_attachment("run.exe", b"MZ"))


def bloated():
    """Return a PDF whose packed objects are a bomb: kilobytes that become hundreds of megabytes."""
    inner = zlib.compressobj()
    packed = inner.compress(b"1 0 ") + b"".join(inner.compress(b" " * MEGABYTE) for _ in range(200)) + inner.flush()
    return b"%PDF-1.7\n1 0 obj\n<< /Type /ObjStm /Filter /FlateDecode >>\nstream\n" + packed + b"\nendstream\n"


HARMFUL = {
    "empty": (b"", "file-empty"),
    "too large": (PDF + b"0" * 5 * MEGABYTE, "file-too-large"),
    "text": (b"hello", "file-type"),
    "page": (b"<html><script>alert(1)</script></html>", "file-type"),
    "drawing with a script": (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "file-type"),
    "program": (b"MZ\x90\x00" + b"\x00" * 60, "file-type"),
    "archive that is a bomb": (zipped("zeros", b"\x00" * 8 * MEGABYTE), "file-type"),
    "office file": (zipped("[Content_Types].xml", b"<Types/>"), "file-type"),
    "GIF that is a bomb": (gif(32_000, 32_000), "file-type"),
    "WebP that is a bomb": (webp(16_000, 16_000), "file-type"),
    "TIFF that is a bomb": (tiff(1 << 20, 1 << 20), "file-type"),
    "PNG that is a bomb": (png(60_000, 60_000), "picture-too-large"),
    "JPEG that is a bomb": (jpeg(65_500, 65_500), "picture-too-large"),
    "PNG without a header": (b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "file-damaged"),
    "JPEG without a frame": (b"\xff\xd8\xff\xe0" + b"0" * 20, "file-damaged"),
    "picture and archive": (png(after=zipped()), "file-two-things"),
    "PDF and archive": (PDF + zipped(), "file-two-things"),
    "picture and PDF": (jpeg(comment=b"%PDF-1.4"), "file-two-things"),
    "picture and page": (jpeg(comment=b"<script>alert(1)</script>"), "file-two-things"),
    "film and page": (b"<!--ftypmp42--><html><script>alert(1)</script>", "file-two-things"),
    "PDF with JavaScript": (script(), "file-active"),
    "PDF that starts a program": (launching(), "file-active"),
    "PDF with an escaped name": (escaped(), "file-active"),
    "PDF with packed JavaScript": (hidden(), "file-active"),
    "PDF that carries a file": (carrying(), "file-active"),
    "PDF that is a bomb": (bloated(), "file-active"),
}
"""Content and the code of the problem that it is refused with."""

HARMLESS = {
    "PDF": (PDF, "application/pdf"),
    "PDF of a page": (pdf(), "application/pdf"),
    "PNG": (png(), "image/png"),
    "PNG of a telephone": (png(9_000, 7_000), "image/png"),
    "JPEG": (jpeg(), "image/jpeg"),
    "MP3": (MP3, "audio/mpeg"),
    "MP4": (MP4, "video/mp4"),
}

NAMES = {
    "../../etc/passwd": "passwd",
    "C:\\Windows\\x.pdf": "x.pdf",
    "CON": "_CON",
    "con.pdf": "_con.pdf",
    "a" * 300 + ".pdf": "a" * 116 + ".pdf",
    "\u0cac" * 300 + ".pdf": "\u0cac" * 38 + ".pdf",
    "\u202egpj.exe": "gpj.exe",
    "..": "file",
    'a"b;c.pdf': "a_b;c.pdf",
    "\u0cac\u0cbf\u0cb2\u0ccd.pdf": "\u0cac\u0cbf\u0cb2\u0ccd.pdf",
}
"""Names as they are sent, and as they are kept."""
