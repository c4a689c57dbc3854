"""The fold: each statement of each layer is applied to the draft, under the table of what is tighter."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from cas_core.composition.draft import Draft, Element, Node, Touch
from cas_core.composition.tightening import Rule, rule_for
from cas_core.problems import Problem
from cas_core.sources import Add, Define, Set, Statement

MERGED = frozenset({"codelist", "catalogue", "document"})
"""Kinds whose files look the same whether they begin an element or add to one."""


@dataclass
class Fold:
    """The state of one composition in the making.

    Attributes:
        requires: For each layer all layers it stands on.
        settles: For each contested path the layer that wins.
        contests: For each contested path the changes that met another layer's, each with that layer.
    """

    requires: Mapping[str, frozenset[str]]
    settles: Mapping[str, str]
    draft: Draft = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    contests: dict[str, list[tuple[str, Set]]] = field(default_factory=dict)

    def apply(self, statements: Iterable[Statement]) -> None:
        """Apply what layers say, elements first, then members, then changes."""
        said = [single for statement in statements for single in self._resolved(statement)]
        again = [change for add in said if isinstance(add, Add) for change in self._add(add)]
        for change in (*(single for single in said if isinstance(single, Set)), *again):
            self._set(change)

    def finish(self) -> None:
        """Tell the conflicts that nothing settles, once it is known which layers are in them."""
        for path, contest in self.contests.items():
            layers = {layer for rival, change in contest for layer in (rival, change.origin.layer)}
            for rival, change in contest if self.settles.get(path) not in layers else ():
                what = f"the layers '{rival}' and '{change.origin.layer}' set it differently"
                mend = f'Write into build.toml: settles = [{{ path = "{path}", layer = "{rival}", because = "..." }}]'
                self._problem("conflict", what, mend, change)

    def _resolved(self, statement: Statement) -> Iterable[Statement]:
        if not isinstance(statement, Define):
            return (statement,)
        element = self.draft.get((statement.kind, statement.id))
        if element is None:
            self.draft[statement.kind, statement.id] = _element(statement)
            return ()
        if statement.kind in MERGED:
            return list(_merged(statement, element))
        what = f"{statement.kind} '{statement.id}' is already defined by {element.origin}"
        mend = 'Give yours another id, or write extends = "..." to overlay it'
        self._problem("already-defined", what, mend, statement)
        return ()

    def _element(self, said: Add | Set) -> Element | None:
        element = self.draft.get((said.kind, said.id))
        if element is None:
            known = [id_ for kind, id_ in self.draft if kind == said.kind]
            self._problem("unknown-target", f"there is no {said.kind} '{said.id}'", _close(said.id, known), said)
        return element

    def _add(self, add: Add) -> Iterable[Set]:
        """Add a member; where two layers add the same to a merged kind, the second is a change to the first."""
        element = self._element(add)
        if element is None:
            return ()
        layer = add.origin.layer
        members = element.members.setdefault(add.collection, {})
        key = f"{layer}.{add.key}" if add.collection == "fields" and element.owner != layer else add.key
        if key in members and add.kind in MERGED:
            return _as_sets(add)
        if key in members:
            what = f"'{key}' is already there, from {members[key].origin}"
            self._problem("already-defined", what, "Give yours another id, or change the one that is there", add)
            return ()
        after = add.after if add.after in members or not add.after else f"{layer}.{add.after}"
        if after and after not in members:
            what = f"there is nothing called '{add.after}' to stand behind"
            self._problem("unknown-target", what, _close(add.after, members), add)
        members[key] = Node(add.origin, dict(add.parts), after=after)
        return ()

    def _set(self, change: Set) -> None:
        element = self._element(change)
        node = element and self._node(element, change)
        if node is None:
            return
        rule = rule_for(change.kind, change.collection, change.part)
        if node.owner == change.origin.layer:
            rule = Rule(lambda *_: None, rule.merge if rule else None, cosmetic=True)
        if rule is None:
            what = f"'{change.part}' is fixed by {node.origin}"
            self._problem("locked-part", what, "Delete the change; add something of your own beside it", change)
            return
        self._change(node, change, rule)

    def _change(self, node: Node, change: Set, rule: Rule) -> None:
        value = rule.merge(node.parts.get(change.part), change.value) if rule.merge else change.value
        touch = Touch(change.origin, value, change.because)
        if node.parts.get(change.part) == value:
            node.note(change.part, touch)
            return
        rival = None if rule.merge else self._rival(node, change)
        if rival and not self._wins(change, rival):
            return
        old = node.history(change.part)[0].value if rival else node.parts.get(change.part)
        reason = rule.check(old, value, node.parts)
        if reason:
            what = f"'{change.part}' goes from {_said(old)} to {_said(value)}: {reason}"
            mend = f"Delete the change, or make it tighter than {node.history(change.part)[-1].origin} has it"
            self._problem("loosens-locked-part", what, mend, change)
        elif node.parts.get("locked") and not rule.cosmetic and not change.because:
            what = f"'{change.part}' of a part locked by {node.origin} is tightened without a reason"
            self._problem("because-missing", what, 'Add because = "order no. ..."', change)
        else:
            node.set(change.part, touch)

    def _node(self, element: Element, change: Set) -> Node | None:
        if not change.collection:
            return element
        node = element.members.get(change.collection, {}).get(change.key)
        if node is None and change.collection == "fields":
            node = self._nested(element, change.key)
        if node is None:
            known = list(element.members.get(change.collection, {}))
            what = f"{change.kind} '{change.id}' has no '{change.key}' among its {change.collection}"
            self._problem("unknown-target", what, _close(change.key, known), change)
        return node

    def _nested(self, element: Element, path: str) -> Node | None:
        """Return the place for what one form says of a field inside an entity; made at the first call."""
        overrides = element.members.setdefault("overrides", {})
        if path not in overrides:
            base = self.field(element, path)
            if base is None or "." not in path:
                return None
            said = element.parts.get("overrides", {}).get(path, {})  # what the definer said of it in its own file
            overrides[path] = Node(base.origin, {**base.parts, **said})
        return overrides[path]

    def field(self, element: Element, path: str) -> Node | None:
        """Return the field that a dotted path leads to, through the entities on the way."""
        if path in element.members.get("overrides", {}):
            return element.members["overrides"][path]
        steps = path.split(".")
        for length in (1, 2):
            head, rest = ".".join(steps[:length]), steps[length:]
            node = element.members.get("fields", {}).get(head)
            if node is not None:
                entity = self.draft.get(("entity", node.parts.get("type", "")))
                return (self.field(entity, ".".join(rest)) if entity else None) if rest else node
        return None

    def _rival(self, node: Node, change: Set) -> str | None:
        """Return the layer that set the same part before and that this layer does not stand on."""
        touches = node.touches.get(change.part, [])
        setters = {touch.origin.layer for touch in touches[1:]} if touches else set()
        layer = change.origin.layer
        strangers = setters - self.requires.get(layer, frozenset()) - {layer, node.owner}
        return min(strangers, default=None)

    def _wins(self, change: Set, rival: str) -> bool:
        self.contests.setdefault(change.path, []).append((rival, change))
        return self.settles.get(change.path) == change.origin.layer

    def _problem(self, code: str, what: str, mend: str, said: Statement) -> None:
        where = said.path if isinstance(said, Set) else f"{said.kind}.{said.id}"
        self.problems.append(Problem(code, what, mend, said.origin, where))


def _element(define: Define) -> Element:
    members = {
        collection: {
            key: Node(define.origins.get((collection, key), define.origin), dict(parts)) for key, parts in held.items()
        }
        for collection, held in define.members.items()
    }
    return Element(define.origin, dict(define.parts), members=members)


def _merged(define: Define, element: Element) -> Iterable[Statement]:
    for collection, held in define.members.items():
        for key, parts in held.items():
            origin = define.origins.get((collection, key), define.origin)
            add = Add(define.kind, define.id, collection, key, parts, origin)
            if key in element.members[collection]:
                yield from _as_sets(add)
            else:
                yield add


def _as_sets(add: Add) -> Iterable[Set]:
    return [
        Set(add.kind, add.id, add.collection, add.key, part, value, add.origin) for part, value in add.parts.items()
    ]


def _close(name: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(name, list(known), n=1)
    return f"Write '{close[0]}'" if close else "Correct the name, or add the element first"


def _said(value: Any) -> str:
    text = "nothing" if value in (None, "", [], {}) else repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."  # noqa: PLR2004 - a line of an error message
