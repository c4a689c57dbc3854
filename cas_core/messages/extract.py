"""What is to be translated: labels in the TOML and CSV files of a layer, marked texts in templates and code."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from babel.messages.catalog import Catalog
from babel.messages.extract import extract, extract_python
from jinja2.ext import babel_extract

from cas_core.problems import CasError, Problem
from cas_core.sources import read_toml
from cas_core.sources.document import KeyPath
from cas_core.sources.files import below

SHOWN = frozenset({"label", "title", "help", "message", "relabel", "documents"})
SENSE = "pgettext"
"""How gettext calls a text with a context."""
KEYWORDS = {"_": None, "Sentence": None, SENSE: ((1, "c"), 2)}

Found = Iterator[tuple[int, str | None, str | tuple[str, str], list[str]]]


def extract_toml(file: BinaryIO, keywords: Any, comment_tags: Any, options: Any) -> Found:
    """Yield the texts of a TOML file that people read. An extractor for Babel, called ``cas_toml``."""
    del keywords, comment_tags, options  # Babel hands them over; the keys of our files say what is shown
    problems: list[Problem] = []
    document = read_toml(file.read(), "layer", getattr(file, "name", ""), problems)
    if document is None:
        raise CasError(problems)
    for path, text, context in _texts(document.data, (), shown=False):
        yield document.origin(*path).line, *_said(text, context), []


def extract_csv(file: BinaryIO, keywords: Any, comment_tags: Any, options: Any) -> Found:
    """Yield the labels of a code list. An extractor for Babel, called ``cas_csv``."""
    del keywords, comment_tags, options
    reader = csv.DictReader(io.StringIO(file.read().decode("utf-8-sig"), newline=""))
    for row in reader:
        if row.get("label"):
            yield reader.line_num, *_said(row["label"].strip(), row.get("context") or ""), []


def extract_layer(folder: Path) -> Catalog:
    """Return an empty catalogue of all texts of a layer or a package, with the places where they stand."""
    catalogue = Catalog(project=folder.name, fuzzy=False)
    for path in below(folder):
        method = _method(path, folder)
        if method is None:
            continue
        with path.open("rb") as file:
            for line, text, comments, context in extract(method, file, keywords=KEYWORDS):
                place = (path.relative_to(folder).as_posix(), line)
                catalogue.add(text, locations=[place], auto_comments=comments, context=context)
    return catalogue


def _method(path: Path, folder: Path) -> Any:
    if path.name == "layer.toml" or "national" in path.relative_to(folder).parts:
        return None
    methods = {".toml": extract_toml, ".csv": extract_csv, ".html": babel_extract, ".py": extract_python}
    return methods.get(path.suffix)


def _said(text: str, context: str) -> tuple[str | None, str | tuple[str, str]]:
    """Return a text as Babel takes it from an extractor: with the function that would have been called for it."""
    return (SENSE, (context, text)) if context else (None, text)


def _texts(value: Any, path: KeyPath, *, shown: bool) -> Iterator[tuple[KeyPath, str, str]]:
    """Yield the texts below a place that people read, each with the sense that stands beside a label."""
    if isinstance(value, str) and shown:
        yield path, value, ""
    elif isinstance(value, Mapping) and isinstance(value.get("label"), str) and value.get("context"):
        yield (*path, "label"), value["label"], str(value["context"])
        yield from _texts({key: item for key, item in value.items() if key != "label"}, path, shown=shown)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _texts(item, (*path, key), shown=key in SHOWN or (shown and path[-1] == "relabel"))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _texts(item, (*path, index), shown=shown)
