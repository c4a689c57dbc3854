"""PO files, read so that nothing in them is lost: what the composition can't use is told with its line."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.core import Locale
from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as PoMessage
from babel.messages.pofile import PoFileError, PoFileParser

from cas_core.problems import Problem
from cas_core.sources import Document
from cas_core.sources.files import read_text

MOST_BYTES = 8 * 1024 * 1024
SCRIPT = 4
"""Letters of a script in a language tag; those of a country are fewer."""


class _Noting(Catalog):
    """A catalogue that notes entries of which another one stands before them: Babel would drop their translation."""

    def __init__(self, locale: Locale | None) -> None:
        super().__init__(locale=locale, charset="utf-8")
        self.again: list[PoMessage] = []

    def __setitem__(self, id: Any, message: PoMessage) -> None:  # noqa: A002 - Babel's name
        if id and self.get(id, message.context):
            self.again.append(message)
        super().__setitem__(id, message)


def read_messages(
    source: Path, document: Document, problems: list[Problem], locale: Locale | None = None
) -> Catalog | None:
    """Return a PO file in UTF-8, or None after adding problems: a half-read one would lose what is in the other half.

    Args:
        document: Stands for the file in the problems.
        locale: Its language, where it is to be written again.
    """
    text = read_text(source, document, MOST_BYTES, problems)
    if text is None:
        return None
    mend = "Correct the PO file; see the manual of GNU gettext"
    catalogue = _Noting(locale)
    try:
        PoFileParser(catalogue, abort_invalid=True).parse(io.StringIO(text))
    except PoFileError as error:
        place = Document(document.layer, document.file, {}, {(): error.lineno + 1})
        problems.append(place.problem("not-po", str(error).rpartition(" on ")[0] or str(error), mend))
        return None
    except (ValueError, LookupError) as error:
        problems.append(document.problem("not-po", str(error), mend))
        return None
    found = [*_language(catalogue, document), *_unusable(catalogue, document)]
    problems += found
    return None if found else catalogue


def _language(catalogue: Catalog, document: Document) -> Iterator[Problem]:
    named, folder = catalogue.locale_identifier or "", document.file.split("/")[1]
    if named and not _alike(named, folder):
        what = f"the header names the language '{named}', and the file stands in the folder of '{folder}'"
        mend = "Correct the line 'Language:' of the header, or put the file into the folder of its language"
        yield document.problem("wrong-language", what, mend)


def _alike(one: str, other: str) -> bool:
    """Tell whether two tags may mean one language; a country, or a script that only one of them names, is no matter."""
    first, second = (tag.lower().replace("-", "_").split("_") for tag in (one, other))
    scripts = {part for part in (*first[1:], *second[1:]) if len(part) == SCRIPT}
    return first[0] == second[0] and len(scripts) <= 1


def _unusable(catalogue: _Noting, document: Document) -> Iterator[Problem]:
    for message in (*catalogue, *catalogue.again):
        place = Document(document.layer, document.file, {}, {(): message.lineno or 1})
        if message.pluralizable:
            what = f"{message.id[0][:40]!r} has a plural, of which no text here has one"
            mend = "Delete msgid_plural, and write one msgstr that fits every number"
            yield place.problem("plural-message", what, mend)
        elif message.id and message.string and not _shows(str(message.string)):
            what = f"the translation of {str(message.id)[:40]!r} shows nothing"
            yield place.problem("blank-translation", what, 'Translate it, or write msgstr ""')
    for message in catalogue.again:
        place = Document(document.layer, document.file, {}, {(): message.lineno or 1})
        what = f"{str(message.id)[:40]!r} is translated a second time in the same sense"
        yield place.problem("duplicate-message", what, "Keep one of the two, or tell their senses apart by msgctxt")


def _shows(text: str) -> bool:
    return any(sign.isprintable() and not sign.isspace() for sign in text)
