"""A printed page as a tree: the small part of HTML that templates write, read into plain values.

The tree goes to the typesetter as data. Nothing that was entered is ever read as markup of any kind.
"""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from cas_core.problems import CasError, Problem

Block = dict[str, Any]

BLOCKS = frozenset(
    {
        "h1",
        "h2",
        "h3",
        "p",
        "div",
        "section",
        "header",
        "footer",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "ul",
        "ol",
        "li",
    }
)
INLINE = frozenset({"b", "strong", "i", "em", "span", "small"})
VOID = frozenset({"br", "hr"})
AROUND = frozenset({"html", "body"})
ATTRIBUTES = frozenset({"class", "colspan", "rowspan", "lang", "dir"})


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root: Block = {"tag": "div", "children": []}
        self.unknown: set[str] = set()
        self._open: list[Block] = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in AROUND:
            return
        if tag not in BLOCKS | INLINE | VOID:
            self.unknown.add(tag)
            return
        kept = {name: value or "" for name, value in attrs if name in ATTRIBUTES}
        block: Block = {"tag": tag, **kept, "children": []}
        self._open[-1]["children"].append(block)
        if tag not in VOID:
            self._open.append(block)

    def handle_endtag(self, tag: str) -> None:
        if any(block["tag"] == tag for block in self._open[1:]):
            while self._open.pop()["tag"] != tag:
                pass

    def handle_data(self, data: str) -> None:
        text = " ".join(data.split())
        if text or data:
            lead = " " if data[:1].isspace() else ""
            trail = " " if data[-1:].isspace() and text else ""
            self._open[-1]["children"].append(lead + text + trail)


def page_tree(html: str) -> Block:
    """Return the tree of a page.

    Raises:
        CasError: The template writes a tag that pages do not have.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    if reader.unknown:
        tags = ", ".join(sorted(reader.unknown))
        mend = f"Use only: {', '.join(sorted(BLOCKS | INLINE | VOID))}"
        raise CasError([Problem("unknown-tag", f"the template writes tags that pages do not have: {tags}", mend)])
    return _tidy(reader.root)


def _tidy(block: Block) -> Block:
    """Drop the blanks between blocks, which carry no text and would part a heading from what it heads."""
    inner = block["children"]
    holds_blocks = any(isinstance(child, dict) and child["tag"] in BLOCKS for child in inner)
    children = [
        _tidy(child) if isinstance(child, dict) else child
        for child in inner
        if isinstance(child, dict) or child.strip() or (child and not holds_blocks)
    ]
    return {**block, "children": children}
