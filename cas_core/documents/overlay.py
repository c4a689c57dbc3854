"""What a layer may say of documents: ``templates/<document>.html``."""

from __future__ import annotations

from cas_core.problems import Origin
from cas_core.sources import Define


def read_template(layer: str, file: str, source: str) -> Define:
    """Return a template as the layer's own print of a document; it is known as ``<layer>/<document>.html``."""
    name = file.removeprefix("templates/")
    document = name.removesuffix(".html")
    origin = Origin(layer, file, 1)
    key = f"{layer}/{name}"
    members = {"templates": {key: {"source": source}}}
    return Define("document", document, {}, members, origin, {("templates", key): origin})
