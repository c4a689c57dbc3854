"""TOML files: read by the standard library, after a quick look that nothing in them is out of size."""

from __future__ import annotations

import itertools
import tomllib
from pathlib import Path

from cas_core.problems import Problem
from cas_core.sources.document import Document
from cas_core.sources.files import read_text
from cas_core.sources.positions import TooLarge, positions

MOST_BYTES = 512 * 1024


def read_toml(source: Path | bytes, layer: str, file: str, problems: list[Problem]) -> Document | None:
    """Return a TOML file as a document, or None after adding a problem.

    The positions are read first because the standard parser needs quadratic time for keys with many dots.
    """
    empty = Document(layer, file, {}, {})
    text = read_text(source, empty, MOST_BYTES, problems)
    if text is None:
        return None
    try:
        lines = positions(text)
        return Document(layer, file, tomllib.loads(text), lines)
    except TooLarge as error:
        place = Document(layer, file, {}, {(): error.line})
        problems.append(place.problem("file-too-deep", str(error), "Write it flatter, in several tables"))
    except tomllib.TOMLDecodeError as error:
        place = Document(layer, file, {}, {(): _line_of(str(error))})
        problems.append(place.problem("not-toml", str(error), "Correct the TOML; see https://toml.io/en/v1.0.0"))
    return None


def _line_of(message: str) -> int:
    words = message.replace(",", " ").split()
    numbers = [int(word) for before, word in itertools.pairwise(words) if before == "line" and word.isdigit()]
    return numbers[-1] if numbers else 1
