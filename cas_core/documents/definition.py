"""Documents: what is printed from a record, by template."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field as Limit

from cas_core.sources import Definition

Id = Annotated[str, Limit(pattern=r"^[a-z][a-z0-9_]{0,62}$")]


class Template(Definition):
    """One Jinja2 source; its id is its name, e.g. ``national/fir.html``."""

    id: str
    source: str


class Document(Definition):
    """A document and its templates, lowest layer first; the last one is printed and may extend the ones before."""

    id: Id
    templates: tuple[Template, ...]
