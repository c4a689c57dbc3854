"""What a PDF says, and where: each run of letters with its text and its edges, worked out from the font's widths.

Where letters join (Indic conjuncts), a PDF says by ``ActualText`` what they mean; that is what a reader can copy.
"""

import io
import re
from functools import cache
from typing import NamedTuple

from pypdf import PdfReader
from pypdf.generic import ContentStream

MM = 72 / 25.4
_TWICE = re.compile("((?:.[\u094d\u09cd\u0acd\u0ccd])+.?)\\1+")
_UNIT = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0]


class Run(NamedTuple):
    """Letters set in one go; edges in points from the left of the page, ``y`` from its foot."""

    page: int
    text: str
    left: float
    right: float
    y: float
    size: float
    bold: bool


def runs(pdf):
    """Return the runs of text of a PDF."""
    reader = PdfReader(io.BytesIO(pdf))
    fonts = cache(lambda number: _Font(reader.get_object(number)))
    return [run for number, page in enumerate(reader.pages) for run in _Page(reader, page, number, fonts).runs]


def words(found):
    """Return the text of runs without blanks."""
    return squeezed("".join(run.text for run in found))


def squeezed(text):
    """Return a text without blanks and breaks, so that it does not matter where a line ends.

    A conjunct of several glyphs is told twice by the typesetter's PDF; it is looked at once.
    """
    return _TWICE.sub(r"\1", "".join(c for c in text if not c.isspace() and c != "\u200b"))


class _Page:
    def __init__(self, reader, page, number, fonts):
        self.runs = []
        self._number = number
        held = page["/Resources"]["/Font"]
        self._fonts = {name: fonts(held.raw_get(name).idnum) for name in held}
        self._font, self._size = None, 0.0
        self._at, self._kept, self._text = _UNIT, [], _UNIT
        self._said = []  # for each span that is open the text that stands for its letters, None for none
        for operands, operator in ContentStream(page["/Contents"].get_object(), reader).operations:
            self._visit(operator, operands)

    def _visit(self, operator, operands):
        if operator in {b"q", b"Q", b"cm", b"Tm"}:
            self._move(operator, operands)
        elif operator == b"Tf":
            self._font, self._size = self._fonts[operands[0]], float(operands[1])
        elif operator in {b"BDC", b"BMC"}:
            held = operands[1] if len(operands) > 1 and isinstance(operands[1], dict) else {}
            self._said.append(_said(held.get("/ActualText")))
        elif operator == b"EMC":
            self._said.pop()
        elif operator in {b"TJ", b"Tj"}:
            self._run(operands[0] if operator == b"TJ" else operands)

    def _move(self, operator, operands):
        if operator == b"q":
            self._kept.append(self._at)
        elif operator == b"Q":
            self._at = self._kept.pop()
        elif operator == b"cm":
            self._at = _times([float(value) for value in operands], self._at)
        else:
            self._text = [float(value) for value in operands]

    def _run(self, pieces):
        text = "".join(self._font.text(piece) for piece in pieces)
        for index, said in enumerate(self._said):
            if said is not None:
                text, self._said[index] = said, ""
        length = sum(self._font.width(piece) for piece in pieces) / 1000 * self._size
        if text.endswith(" "):  # a blank at the end of a line hangs over
            length -= self._font.blank / 1000 * self._size
        across, _, _, _, x, y = _times(self._text, self._at)
        self.runs.append(Run(self._number, text, x, x + length * across, y, self._size, self._font.bold))


def _times(first, then):
    """Return two transformations of the page, one after the other."""
    a, b, c, d, e, f = first
    m = then
    return [
        a * m[0] + b * m[2],
        a * m[1] + b * m[3],
        c * m[0] + d * m[2],
        c * m[1] + d * m[3],
        e * m[0] + f * m[2] + m[4],
        e * m[1] + f * m[3] + m[5],
    ]


class _Font:
    def __init__(self, font):
        inner = font["/DescendantFonts"][0].get_object()
        self.bold = "Bold" in font["/BaseFont"]
        self._default = float(inner.get("/DW", 1000))
        self._widths = {}
        rest = [item.get_object() for item in inner.get("/W", [])]
        while rest:
            first, second, *rest = rest
            if isinstance(second, list):
                self._widths.update({int(first) + i: float(width) for i, width in enumerate(second)})
            else:
                self._widths.update(dict.fromkeys(range(int(first), int(second) + 1), float(rest.pop(0))))
        self._letters = _letters(font["/ToUnicode"].get_object().get_data().decode("latin-1"))

    @property
    def blank(self):
        """The width of a blank."""
        return next(self._widths.get(glyph, self._default) for glyph, text in self._letters.items() if text == " ")

    def width(self, piece):
        """Return the width of the glyphs of a string, or of the gap that a number makes, in thousandths."""
        if isinstance(piece, int | float):
            return -float(piece)
        return sum(self._widths.get(glyph, self._default) for glyph in _glyphs(piece))

    def text(self, piece):
        return "" if isinstance(piece, int | float) else "".join(self._letters.get(g, "") for g in _glyphs(piece))


def _said(text):
    return text.decode("utf-16") if isinstance(text, bytes) else text


def _glyphs(piece):
    raw = piece.original_bytes if hasattr(piece, "original_bytes") else bytes(piece)
    return [int.from_bytes(raw[i : i + 2]) for i in range(0, len(raw), 2)]


def _letters(cmap):
    """Return what each glyph stands for, as the font's map to Unicode says."""
    found = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for glyph, letters in re.findall(r"<(\w+)>\s*<(\w*)>", block):
            found[int(glyph, 16)] = bytes.fromhex(letters).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for first, last, letters in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            for step, glyph in enumerate(range(int(first, 16), int(last, 16) + 1)):
                found[glyph] = chr(int(letters, 16) + step)
    return found
