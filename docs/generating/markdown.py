"""Parts of a Markdown page. A thing's heading is its id, so that a link to it stays when its title changes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator


def code(text: str) -> str:
    """Return a text as code."""
    return f"`{text}`"


def codes(texts: Iterable[str], joint: str = ", ") -> str:
    """Return several texts as code, in one line."""
    return joint.join(code(text) for text in texts)


def link(text: str, page: str = "") -> str:
    """Return a link to what has this text as its heading."""
    return f"[{code(text)}]({page}#{anchor(text)})"


def links(texts: Iterable[str], page: str = "") -> str:
    """Return links to several things, in one line."""
    return ", ".join(link(text, page) for text in texts)


def anchor(heading: str) -> str:
    """Return the name by which a heading is linked to, as GitHub makes it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Yield the lines of a table; nothing where it has no row."""
    lines = [_row(row) for row in rows]
    if lines:
        titles = list(head)
        yield from ("", _row(titles), "|" + "---|" * len(titles), *lines)


def listed(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield a list of what is said, leaving out what is empty."""
    lines = [f"- {name}: {said}" for name, said in pairs if said]
    if lines:
        yield from ("", *lines)


def _row(cells: Iterable[str]) -> str:
    return "|" + "|".join(f" {cell.replace('|', chr(92) + '|')} " if cell else " " for cell in cells) + "|"
