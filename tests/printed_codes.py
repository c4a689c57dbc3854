"""Codes as a telephone reads them: the page is drawn as it is printed, and the picture is looked through."""

from __future__ import annotations

import pypdfium2
import zxingcpp

DOTS = 200 / 72
"""Resolution of an ordinary print, for each point of a page."""


def codes_on(pdf):
    """Return what the QR codes on the pages of a PDF hold."""
    found = []
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        drawn = page.render(scale=DOTS, grayscale=True)
        size = (drawn.width, drawn.height, zxingcpp.ImageFormat.Lum, drawn.stride)
        seen = zxingcpp.read_barcodes(zxingcpp.ImageView(memoryview(drawn.buffer), *size))
        found += [code.text for code in seen if code.format == zxingcpp.BarcodeFormat.QRCode]
    document.close()
    return found
