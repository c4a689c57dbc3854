"""The shape that files of one concept have, and the one reader for all of them.

A file defines elements (``[workflow]`` or ``[[register]]`` with members such as ``[[state]]``), or overlays an element
of a lower layer (``extends = "..."`` with new members and ``change = [...]``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import copy
from functools import cache
from typing import Any, NamedTuple, cast

from pydantic import Field, create_model

from cas_core.problems import Origin, Problem
from cas_core.sources.definition import Definition, checked
from cas_core.sources.document import Document, KeyPath
from cas_core.sources.statement import Add, Define, Set, Statement


class Shape(NamedTuple):
    """How one concept is written.

    Attributes:
        kind: Kind of element, also the name of its table in a file.
        model: Definition of the element; its collections are left to ``members``.
        members: Table name of a member, with its collection and definition.
    """

    kind: str
    model: type[Definition]
    members: Mapping[str, tuple[str, type[Definition]]] = {}


def read_elements(document: Document, shape: Shape, problems: list[Problem]) -> list[Statement]:
    """Return what a file with one element, or an overlay on one, says."""
    if "extends" in document.data:
        return list(_overlay(document, shape, problems))
    known = {shape.kind, *shape.members}
    _refuse_unknown(document, known, problems)
    if shape.kind not in document.data:
        what = f"the file neither defines a {shape.kind} nor extends one"
        problems.append(document.problem("no-element", what, f'Begin it with [{shape.kind}] or extends = "..."'))
        return []
    define = _define(document, shape, (shape.kind,), document.data, problems)
    return [define] if define else []


def read_list(document: Document, shape: Shape, problems: list[Problem]) -> list[Statement]:
    """Return what a file of many small elements says: ``[[kind]]`` tables and ``[[change]]`` tables."""
    _refuse_unknown(document, {shape.kind, "change"}, problems)
    said: list[Statement] = []
    for index, _ in _tables(document, shape.kind, problems):
        define = _define(document, shape, (shape.kind, index), {}, problems)
        said += [define] if define else []
    for index, table in _tables(document, "change", problems):
        said += changes(document, shape, ("change", index), table, problems)
    return said


def sets(
    document: Document,
    kind: str,
    target: tuple[str, str, str],
    parts: Mapping[str, Any],
    path: KeyPath,
    because: str = "",
) -> Iterator[Set]:
    """Yield one statement for each part that a checked table sets on ``(element, collection, key)``."""
    element, collection, key = target
    for part, value in parts.items():
        yield Set(kind, element, collection, key, part, value, document.origin(*path, part), because)


def said_parts(value: Definition) -> dict[str, Any]:
    """Return what was written of a definition, in plain JSON values, without what was left to defaults."""
    return value.model_dump(mode="json", exclude_unset=True, by_alias=True)


@cache
def partial(model: type[Definition], *, extra: tuple[str, ...] = (), without: tuple[str, ...] = ()) -> type[Definition]:
    """Return a model in which every key of ``model`` is optional, with further text keys in ``extra``."""
    parts: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        if name not in without:
            optional = copy(field)
            optional.default, optional.default_factory = None, None
            parts[name] = (field.annotation, optional)
    texts: dict[str, Any] = {f"{name}_": (str, Field("", alias=name)) for name in extra}  # no name of pydantic's own
    return create_model(f"{model.__name__}Parts", __base__=Definition, **parts, **texts)


def _define(
    document: Document, shape: Shape, path: KeyPath, tables: Mapping[str, Any], problems: list[Problem]
) -> Define | None:
    head: Any = document.data
    for step in path:
        head = head[step]
    collections = tuple(collection for collection, _ in shape.members.values())
    value = checked(partial(shape.model, without=collections), head, document, path, problems)
    if value is None:
        return None
    parts = said_parts(value)
    name = parts.pop("id", "")
    if not name:
        problems.append(document.problem("missing-key", "'id' is missing", 'Write id = "..." here', path))
        return None
    define = Define(shape.kind, name, parts, {c: {} for c in collections}, document.origin(*path), {})
    for table, (collection, model) in shape.members.items():
        for index, raw in _tables(document, table, problems) if table in tables else ():
            _member(
                define, collection, checked(model, raw, document, (table, index), problems), document, (table, index)
            )
    return define


def _member(define: Define, collection: str, value: Definition | None, document: Document, path: KeyPath) -> None:
    if value is not None:
        parts = said_parts(value)
        key = parts.pop("id")
        cast("dict[str, Any]", define.members[collection])[key] = parts
        cast("dict[tuple[str, str], Origin]", define.origins)[collection, key] = document.origin(*path)


def _overlay(document: Document, shape: Shape, problems: list[Problem]) -> Iterator[Statement]:
    collections = tuple(collection for collection, _ in shape.members.values())
    head = partial(shape.model, extra=("extends", "because"), without=(*collections, "id"))
    tables = {*shape.members, "change"}
    value = checked(head, {k: v for k, v in document.data.items() if k not in tables}, document, (), problems)
    if value is None:
        return
    parts = said_parts(value)
    element, because = parts.pop("extends"), parts.pop("because", "")
    yield from sets(document, shape.kind, (element, "", ""), parts, (), because)
    for table, (collection, model) in shape.members.items():
        for index, raw in _tables(document, table, problems):
            yield from _added(document, shape.kind, element, (table, index, collection, model, raw), problems)
    for index, raw in _tables(document, "change", problems):
        yield from changes(document, shape, ("change", index), {shape.kind: element, **raw}, problems)


def _added(
    document: Document,
    kind: str,
    element: str,
    said: tuple[str, int, str, type[Definition], Any],
    problems: list[Problem],
) -> Iterator[Add]:
    table, index, collection, model, raw = said
    after = raw.get("after", "")
    bare = {key: value for key, value in raw.items() if key != "after"}
    value = checked(model, bare, document, (table, index), problems)
    if value is not None:
        parts = said_parts(value)
        yield Add(kind, element, collection, parts.pop("id"), parts, document.origin(table, index), str(after))


def changes(
    document: Document, shape: Shape, path: KeyPath, raw: Mapping[str, Any], problems: list[Problem]
) -> Iterator[Set]:
    """Yield what one ``change`` table sets: the key that names its target is a member's or the element's."""
    named = _named(shape, raw)
    if len(named) > 1 or not (named or shape.kind in raw):
        choices = " or ".join(f"'{name}'" for name in (*shape.members, shape.kind))
        problems.append(document.problem("no-target", "a change names one target", f"Name it by {choices}", path))
        return
    collection, model = shape.members[named[0]] if named else ("", shape.model)
    collections = tuple(held for held, _ in shape.members.values())
    extra = tuple(dict.fromkeys((shape.kind, *named, "because")))
    value = checked(partial(model, extra=extra, without=("id", *collections)), raw, document, path, problems)
    if value is not None:
        parts = said_parts(value)
        element, key = parts.pop(shape.kind), parts.pop(named[0]) if named else ""
        yield from sets(document, shape.kind, (element, collection, key), parts, path, parts.pop("because", ""))


def _named(shape: Shape, raw: Mapping[str, Any]) -> list[str]:
    """Return the tables whose members a change may be about; a table's name may also be a part of another's member."""
    named = [table for table in shape.members if table in raw]
    owners = [table for table in named if set(named) - {table} <= shape.members[table][1].model_fields.keys()]
    return owners if len(named) > 1 and len(owners) == 1 else named


def _tables(document: Document, key: str, problems: list[Problem]) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the tables of a list with their places in it, and add a problem for whatever is none."""
    value = document.data.get(key, [])
    if not isinstance(value, list):
        problems.append(document.problem("bad-value", f"'{key}' is not a list of tables", f"Write [[{key}]]", (key,)))
        return
    for index, table in enumerate(value):
        if isinstance(table, dict):
            yield index, table
        else:
            what = f"'{key}' holds something that is no table"
            problems.append(document.problem("bad-value", what, 'Write each as { id = "...", ... }', (key, index)))


def _refuse_unknown(document: Document, known: set[str], problems: list[Problem]) -> None:
    for key in document.data.keys() - known:
        what, mend = f"'{key}' is not known here", f"Delete it; known here: {', '.join(sorted(known))}"
        problems.append(document.problem("unknown-key", what, mend, (key,)))
