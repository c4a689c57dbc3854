"""What must hold of documents: templates parse, use only what the sandbox gives, and keep the statutory blocks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from jinja2 import Environment, TemplateSyntaxError, nodes

from cas_core.documents.definition import Document
from cas_core.documents.environment import template_faults
from cas_core.problems import Problem
from cas_core.sources import View

STATUTORY = "statutory_"


def check(view: View) -> Iterator[Problem]:
    """Yield what is wrong with the templates of all documents."""
    for document in view.all(Document).values():
        known = {template.id for held in view.all(Document).values() for template in held.templates}
        wanted: set[str] = set()
        for template in document.templates:
            origin = view.origin("document", document.id, "templates", template.id)
            where = f"document.{document.id}"
            faults = [
                (line, Problem("bad-template", text, "Correct the template"))
                for line, text in template_faults(template.source)
            ]
            if not faults:
                faults += _structure(template.source, known, wanted, lower=bool(wanted))
            for line, fault in faults:
                yield fault.at(origin._replace(line=line), where)
            wanted |= _blocks(template.source).keys()
            wanted = {block for block in wanted if block.startswith(STATUTORY)}


def _structure(source: str, known: set[str], wanted: set[str], *, lower: bool) -> list[tuple[int, Problem]]:
    tree = _parse(source)
    parents = [node.template.value for node in tree.find_all(nodes.Extends) if isinstance(node.template, nodes.Const)]
    faults = [
        (1, Problem("unknown-template", f"there is no template '{parent}'", "Extend a template of a lower layer"))
        for parent in parents
        if parent not in known
    ]
    blocks = _blocks(source)
    for name in sorted(wanted):
        if name in blocks and not _calls_super(blocks[name]):
            what = f"the statutory block '{name}' is replaced"
            lost = Problem("statutory-block-lost", what, "Keep its text: {{ super() }}")
            faults.append((blocks[name].lineno, lost))
        elif name not in blocks and lower and not parents:
            what = f"the statutory block '{name}' is left out"
            faults.append((1, Problem("statutory-block-lost", what, 'Begin with {% extends "national/..." %}')))
    return faults


def _blocks(source: str) -> dict[str, nodes.Block]:
    try:
        return {block.name: block for block in _parse(source).find_all(nodes.Block)}
    except TemplateSyntaxError:
        return {}


def _calls_super(block: nodes.Block) -> bool:
    calls = block.find_all(nodes.Call)
    return any(isinstance(call.node, nodes.Name) and call.node.name == "super" for call in calls)


@lru_cache(maxsize=512)
def _parse(source: str) -> nodes.Template:
    return Environment(autoescape=True).parse(source)
