"""What must hold of catalogues: a translation keeps the placeholders of its source and brings no markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cas_core.messages.definition import Catalogue
from cas_core.problems import Problem
from cas_core.sources import View

PLACEHOLDER = re.compile(r"\{[a-z_]*\}")
MARKUP = re.compile(r"\{\{|\{%|\{#|<[a-zA-Z/!]|&#|javascript:", re.IGNORECASE)


def check(view: View) -> Iterator[Problem]:
    """Yield what is wrong with the translations."""
    for catalogue in view.all(Catalogue).values():
        for message in catalogue.entries:
            source = message.id.rpartition("\x04")[2]
            keeps, marked = _placeholders(source) == _placeholders(message.text), MARKUP.search(message.text)
            if keeps and not marked:
                continue
            origin = view.origin("catalogue", catalogue.id, "entries", message.id)
            where = f"catalogue.{catalogue.id}"
            if not keeps:
                what = f"the translation of {source[:40]!r} has other placeholders"
                yield Problem("placeholder-lost", what, "Keep every {name} as it is", origin, where)
            if marked:
                what = f"the translation of {source[:40]!r} holds markup"
                yield Problem("markup-in-text", what, "Write plain text", origin, where)


def _placeholders(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text))
