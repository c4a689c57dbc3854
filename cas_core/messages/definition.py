"""Catalogues: the words of the interface in one language."""

from __future__ import annotations

from cas_core.sources import Definition


class Message(Definition):
    r"""One translation.

    Attributes:
        id: English source text; with a context it is ``context + "\\x04" + text``, as in gettext.
        text: The translation.
        reviewed: Whether a person who reads the language has approved it.
    """

    id: str
    text: str
    reviewed: bool = True


class Catalogue(Definition):
    """All translations into one language (BCP 47 tag)."""

    id: str
    entries: tuple[Message, ...] = ()
