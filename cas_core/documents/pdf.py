"""Pages to PDF by typst, which shapes Indic scripts and Nastaliq and comes as one wheel."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from cas_core.documents.fonts import families, require
from cas_core.documents.localise import Locale
from cas_core.documents.page import page_tree
from cas_core.messages.translate import RIGHT_TO_LEFT
from cas_core.problems import CasError, Problem

try:
    import typst
except ImportError:  # the extra 'pdf' is not installed
    typst = None  # type: ignore[assignment]

_MOST_PAGES = 500


class Stamp(NamedTuple):
    """What a paper bears besides its content.

    Attributes:
        mark: A picture as SVG, such as the QR code by which the paper is checked; empty for none.
        note: A line beside the picture.
        watermark: Words behind the text of each page.
    """

    mark: str = ""
    note: str = ""
    watermark: str = ""


NO_STAMP = Stamp()


class Sheet(NamedTuple):
    """What a page shows besides its content.

    Attributes:
        language: BCP 47 tag; chooses typeface, digits and direction.
        title: Title of the document.
        footer: Line at the foot of each page.
        stamp: What it bears besides its content.
    """

    language: str
    title: str
    footer: str = ""
    stamp: Stamp = NO_STAMP


def render_pdf(html: str, sheet: Sheet, fonts: Path) -> bytes:
    """Return a page as PDF; the same input gives the same bytes.

    Raises:
        CasError: typst or a font is missing, or the template writes tags that pages do not have.
    """
    require(fonts)
    return bytes(_compiler(str(fonts.absolute())).compile(format="pdf", sys_inputs={"page": _input(html, sheet)}))


def _input(html: str, sheet: Sheet) -> str:
    tag = sheet.language.partition("-")[0]
    digits = Locale(sheet.language).digits
    page: dict[str, Any] = {
        "tree": page_tree(html),
        "title": sheet.title,
        "footer": sheet.footer,
        **sheet.stamp._asdict(),
        "lang": tag,
        "dir": "rtl" if tag in RIGHT_TO_LEFT else "ltr",
        "fonts": families(sheet.language),
        "digits": [digits(number) for number in range(_MOST_PAGES)],
    }
    return json.dumps(page, ensure_ascii=False)


@cache
def _compiler(fonts: str) -> Any:
    if typst is None:
        mend = "Run: pip install 'cas-core[pdf]'"
        raise CasError([Problem("pdf-engine-missing", "PDF needs typst, which is not installed", mend)])
    source = Path(__file__).with_name("page.typ")
    return typst.Compiler(str(source), font_paths=[fonts], ignore_system_fonts=True)
