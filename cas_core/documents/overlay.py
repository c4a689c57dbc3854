"""What a layer may say of documents: ``templates/<document>.html``."""

from __future__ import annotations

from pathlib import Path

from cas_core.problems import Origin, Problem
from cas_core.sources import Define, Document
from cas_core.sources.files import read_text

MOST_BYTES = 512 * 1024


def read_template(layer: str, file: str, path: Path, problems: list[Problem]) -> Define | None:
    """Return a template as the layer's own print of a document; it is known as ``<layer>/<document>.html``."""
    source = read_text(path, Document(layer, file, {}, {}), MOST_BYTES, problems)
    if source is None:
        return None
    name = file.removeprefix("templates/")
    document = name.removesuffix(".html")
    origin = Origin(layer, file, 1)
    key = f"{layer}/{name}"
    members = {"templates": {key: {"source": source}}}
    return Define("document", document, {}, members, origin, {("templates", key): origin})
