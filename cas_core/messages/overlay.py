"""What a layer may say of words: ``locale/<language>/LC_MESSAGES/messages.po``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Message as PoMessage

from cas_core.messages.reading import read_messages
from cas_core.problems import Origin, Problem
from cas_core.sources import Define, Document

CONTEXT = "\x04"


def read_catalogue(layer: str, file: str, source: Path, problems: list[Problem]) -> Define | None:
    """Return the translations of one PO file. A comment ``#. machine-drafted`` marks what nobody has reviewed.

    What is marked ``#, fuzzy`` is a guess at a translation and left out, as by whatever compiles catalogues.
    """
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


def _translated(catalogue: Any) -> Iterator[tuple[str, PoMessage]]:
    for message in catalogue:
        if message.id and message.string and not message.fuzzy:
            yield (f"{message.context}{CONTEXT}{message.id}" if message.context else message.id), message
