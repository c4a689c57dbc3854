"""From the draft to plain values: elements as they will be saved, and the say that each part had."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cas_core.composition.draft import Draft, Element, Node, Touch
from cas_core.problems import Origin

Plain = dict[str, Any]
Say = tuple[str, str, int, str]
"""Layer, file, line, and the order it rests on."""


def plain(element_id: str, element: Element) -> Plain:
    """Return an element as plain values: its parts, then each collection as a list in order."""
    value: Plain = {"id": element_id, **_said(element.parts)}
    for collection in element.members:
        if collection == "overrides":
            said = dict(value.get("overrides", {}))
            for path, node in element.members[collection].items():
                said[path] = {**said.get(path, {}), **_changed(node)}
            value["overrides"] = dict(sorted(said.items()))
        else:
            value[collection] = list(_members(element, collection))
    return value


def _members(element: Element, collection: str) -> Iterator[Plain]:
    placed = element.placed(collection)
    for key, node in element.ordered(collection):
        there = {"section": placed[key].parts["section"]} if key in placed else {}
        yield {"id": key, **_said({**node.parts, **there})}


def as_defined(element_id: str, element: Element) -> Plain:
    """Return an element as its definer wrote it, before other layers had a say."""
    value: Plain = {"id": element_id, **_original(element)}
    for collection, members in element.members.items():
        if collection != "overrides":
            own = [(key, node) for key, node in members.items() if node.owner == element.owner]
            value[collection] = [{"id": key, **_original(node)} for key, node in own]
    return value


def touched(element: Element) -> bool:
    """Tell whether any layer but its definer had a say in an element."""
    nodes = [node for members in element.members.values() for node in members.values()]
    return bool(element.touches) or any(node.touches or node.owner != element.owner for node in nodes)


def provenance(draft: Draft) -> dict[str, list[Say]]:
    """Return who had a say, by path: the place of every element and member, and all says in every changed part."""
    says: dict[str, list[Say]] = {}
    for (kind, element_id), element in sorted(draft.items()):
        for path, node in _nodes(f"{kind}.{element_id}", element):
            says[path] = [_say(node.origin)]
            for part, touches in node.touches.items():
                says[f"{path}.{part}"] = [_say(touch.origin, touch) for touch in touches]
        for collection in element.members:
            for key, anchor in element.placed(collection).items():
                of_anchor = [_say(touch.origin, touch) for touch in anchor.history("section")]
                says[f"{kind}.{element_id}.{collection}.{key}.section"] = of_anchor
    return says


def _nodes(path: str, element: Element) -> Iterator[tuple[str, Node]]:
    yield path, element
    for collection, members in element.members.items():
        for key, node in members.items():
            yield f"{path}.{collection}.{key}", node


def _say(origin: Origin, touch: Touch | None = None) -> Say:
    return (origin.layer, origin.file, origin.line, touch.because if touch else "")


def _said(parts: Mapping[str, Any]) -> Plain:
    return {part: value for part, value in sorted(parts.items()) if value not in (None, "", [], {})}


def _changed(node: Node) -> Plain:
    return _said({part: node.parts[part] for part in node.touches})


def _original(node: Node) -> Plain:
    return _said({part: node.history(part)[0].value for part in node.parts})
