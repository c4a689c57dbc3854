"""Catalogues brought up to date: new texts of a layer come in, translations and their marks stay."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from babel.core import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import write_po

from cas_core.messages.extract import extract_layer
from cas_core.messages.reading import read_messages
from cas_core.problems import CompositionError, Problem
from cas_core.sources import Document
from cas_core.sources.files import write

DRAFTED = "machine-drafted"
"""The comment of a translation that nobody has reviewed."""
_EMPTY_HEADERS = re.compile(
    rb'^"(POT-Creation-Date|Generated-By|PO-Revision-Date: YEAR|Report-Msgid-Bugs-To: EMAIL|'
    rb"Last-Translator: FULL NAME|Language-Team: \S+ <LL@li.org>).*\n",
    re.MULTILINE,
)
"""Lines of a header that say nothing, or something else each time."""


class Standing(NamedTuple):
    """How far a language has come.

    Attributes:
        reviewed: Texts that a person has translated or approved.
        drafted: Texts that a machine translated.
        missing: Texts without a translation, or with a guess (``fuzzy``) that is left out.
    """

    reviewed: int
    drafted: int
    missing: int


def catalogue_path(layer: Path, language: str) -> Path:
    """Return where a layer keeps its words in a language."""
    return layer / "locale" / language / "LC_MESSAGES" / "messages.po"


def languages(layer: Path) -> list[str]:
    """Return the languages of which a layer has a catalogue."""
    return sorted(path.parents[1].name for path in layer.glob("locale/*/LC_MESSAGES/messages.po"))


def wanted(layer: Path, below: Iterable[Path], language: str) -> Catalog:
    """Return all texts that a layer has to translate: its own, and those below it that nobody there has translated.

    Args:
        below: Folders of texts below the layer, such as the national layer and the core's package.
    """
    texts, folders = extract_layer(layer), list(below)
    done = {_key(message) for folder in folders for message in _held(folder, language) if _used(message)}
    for folder in folders:
        for message in extract_layer(folder):
            if message.id and _key(message) not in done and not texts.get(*_key(message)):
                places = [(f"{folder.name}/{file}", line) for file, line in message.locations]
                texts.add(message.id, locations=places, context=message.context)
    return texts


def update(layer: Path, below: Iterable[Path], language: str) -> Standing:
    """Bring a catalogue of a layer up to date and write it; what is no longer used is kept at its end."""
    held = _held(layer, language)
    drafted = {_key(message) for message in held if DRAFTED in message.auto_comments}
    held.update(wanted(layer, below, language), no_fuzzy_matching=True)
    for message in held:
        if _key(message) in drafted and message.string:
            message.auto_comments = [DRAFTED]
    held.project, held.version = layer.name, ""
    written = io.BytesIO()
    write_po(written, held, sort_output=True, width=120, include_lineno=False)
    write(catalogue_path(layer, language), _EMPTY_HEADERS.sub(b"", written.getvalue()))
    return _standing(held)


def standing(layer: Path, below: Iterable[Path], language: str) -> Standing:
    """Return how far a layer has come in a language."""
    held = _held(layer, language)
    held.update(wanted(layer, below, language), no_fuzzy_matching=True, update_header_comment=False)
    drafted = {_key(message) for message in _held(layer, language) if DRAFTED in message.auto_comments}
    for message in held:
        message.auto_comments = [DRAFTED] if _key(message) in drafted else []
    return _standing(held)


def _held(folder: Path, language: str) -> Catalog:
    path = catalogue_path(folder, language)
    locale = Locale.parse(language, sep="-")
    if not path.is_file():
        return Catalog(locale=locale, project=folder.name, fuzzy=False)
    problems: list[Problem] = []
    document = Document(folder.name, path.relative_to(folder).as_posix(), {}, {})
    held = read_messages(path, document, problems, locale)
    if held is None:
        raise CompositionError(problems)
    held.charset = "utf-8"
    return held


def _key(message: Message) -> tuple[str, str | None]:
    """Return what tells a message from the others: its text, and the sense in which it is meant."""
    return str(message.id), message.context


def _used(message: Message) -> bool:
    return bool(message.string) and not message.fuzzy


def _standing(catalogue: Catalog) -> Standing:
    texts = [message for message in catalogue if message.id]
    drafted = sum(1 for message in texts if _used(message) and DRAFTED in message.auto_comments)
    missing = sum(1 for message in texts if not _used(message))
    return Standing(len(texts) - drafted - missing, drafted, missing)
