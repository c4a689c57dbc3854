"""What a layer may say of words: ``locale/<language>/LC_MESSAGES/messages.po``."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from babel.messages.catalog import Message as PoMessage
from babel.messages.pofile import PoFileError, read_po

from cas_core.problems import Origin, Problem
from cas_core.sources import Define

CONTEXT = "\x04"


def read_catalogue(layer: str, file: str, raw: bytes, problems: list[Problem]) -> Define | None:
    """Return the translations of one PO file. A comment ``#. machine-drafted`` marks what nobody has reviewed."""
    language = file.split("/")[1]
    try:
        catalogue = read_po(io.BytesIO(raw), locale=None, abort_invalid=True)
    except (PoFileError, UnicodeDecodeError, ValueError) as error:
        problems.append(Problem("not-po", str(error), "Correct the PO file", Origin(layer, file, 1)))
        return None
    members: dict[str, dict[str, Any]] = {}
    origins: dict[tuple[str, str], Origin] = {}
    for key, message in _translated(catalogue):
        drafted = "machine-drafted" in message.auto_comments
        members[key] = {"text": str(message.string), **({"reviewed": False} if drafted else {})}
        origins["entries", key] = Origin(layer, file, message.lineno or 1)
    return Define("catalogue", language, {}, {"entries": members}, Origin(layer, file, 1), origins)


def _translated(catalogue: Any) -> Iterator[tuple[str, PoMessage]]:
    for message in catalogue:
        if message.id and message.string and isinstance(message.id, str):
            yield (f"{message.context}{CONTEXT}{message.id}" if message.context else message.id), message
