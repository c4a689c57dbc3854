"""What a layer may say of words: ``locale/<language>/LC_MESSAGES/messages.po``."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.core import Locale
from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as PoMessage
from babel.messages.pofile import PoFileError, read_po

from cas_core.problems import Origin, Problem
from cas_core.sources import Define, Document
from cas_core.sources.files import read_text

CONTEXT = "\x04"
MOST_BYTES = 8 * 1024 * 1024


def read_catalogue(layer: str, file: str, source: Path, problems: list[Problem]) -> Define | None:
    """Return the translations of one PO file. A comment ``#. machine-drafted`` marks what nobody has reviewed."""
    language = file.split("/")[1]
    catalogue = read_messages(source, Document(layer, file, {}, {}), problems)
    if catalogue is None:
        return None
    members: dict[str, dict[str, Any]] = {}
    origins: dict[tuple[str, str], Origin] = {}
    for key, message in _translated(catalogue):
        drafted = "machine-drafted" in message.auto_comments
        members[key] = {"text": str(message.string), **({"reviewed": False} if drafted else {})}
        origins["entries", key] = Origin(layer, file, message.lineno or 1)
    return Define("catalogue", language, {}, {"entries": members}, Origin(layer, file, 1), origins)


def read_messages(
    source: Path, document: Document, problems: list[Problem], locale: Locale | None = None
) -> Catalog | None:
    """Return a PO file in UTF-8, or None after adding a problem: a half-read one would lose what is in the other half.

    Args:
        document: Stands for the file in the problem.
        locale: Its language, where it is to be written again.
    """
    text = read_text(source, document, MOST_BYTES, problems)
    if text is None:
        return None
    mend = "Correct the PO file; see the manual of GNU gettext"
    try:
        return read_po(io.StringIO(text), locale=locale, charset="utf-8", abort_invalid=True)
    except PoFileError as error:
        place = Document(document.layer, document.file, {}, {(): error.lineno + 1})
        problems.append(place.problem("not-po", str(error).rpartition(" on ")[0] or str(error), mend))
    except (ValueError, LookupError) as error:
        problems.append(document.problem("not-po", str(error), mend))
    return None


def _translated(catalogue: Any) -> Iterator[tuple[str, PoMessage]]:
    for message in catalogue:
        if message.id and message.string and isinstance(message.id, str):
            yield (f"{message.context}{CONTEXT}{message.id}" if message.context else message.id), message
