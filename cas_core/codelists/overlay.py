"""What a layer may say of code lists: ``codelists/<list>.csv``, and ``codelists.toml`` of those that are open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import Field as Limit

from cas_core.codelists.definition import LONGEST, Entry
from cas_core.problems import Origin, Problem
from cas_core.sources import Define, Definition, Document, Statement, checked
from cas_core.sources.shape import partial, said_parts, sets

_COLUMNS = ("label", "context", "parent", "rolls_up_to", "valid_from", "valid_to")


def read(document: Document, problems: list[Problem]) -> list[Statement]:
    """Return the list that a file defines; over a list of a lower layer its rows add and change codes."""
    members: dict[str, dict[str, Any]] = {}
    origins: dict[tuple[str, str], Origin] = {}
    if not {"code", "label"} <= set(document.data["columns"]):
        mend = "Begin the file with a header line: code,label,..."
        problems.append(document.problem("missing-key", "the columns 'code' and 'label' are needed", mend))
        return []
    for index, row in enumerate(document.data["rows"]):
        path = ("rows", index)
        entry = checked(partial(Entry), _entry(row), document, path, problems)
        if entry is None:
            continue
        parts = said_parts(entry)
        code = parts.pop("id", "")
        if not code or code in members:
            what = f"the code '{code}' stands here twice" if code else "the row has no code"
            problems.append(document.problem("duplicate-code", what, "Give each code one row", path))
            continue
        members[code] = parts
        origins["codes", code] = document.origin(*path)
    return [Define("codelist", document.stem, {}, {"codes": members}, document.origin(), origins)]


class Opening(Definition):
    """What ``[[local]]`` says of a list: who may hold values of his own in it, and within what limits.

    Attributes:
        codelist: The list.
        held_by: Types of office that may hold values of their own in it.
        roll_up: Whether each of these values names a code of a layer that stands for it.
        max_length: Most letters of their labels.
        because: Order that it rests on.
    """

    codelist: str
    held_by: tuple[str, ...]
    roll_up: bool | None = None
    max_length: Annotated[int, Limit(ge=1, le=LONGEST)] | None = None
    because: str = ""


def read_openings(document: Document, problems: list[Problem]) -> list[Statement]:
    """Return what ``codelists.toml`` says: which lists are open for values that offices hold."""
    for key in document.data.keys() - {"local"}:
        what = f"'{key}' is not known here"
        problems.append(document.problem("unknown-key", what, "Delete it; known here: local", (key,)))
    said = document.data.get("local", [])
    if not isinstance(said, list):
        what = "'local' is not a list of tables"
        problems.append(document.problem("bad-value", what, "Write [[local]]", ("local",)))
        return []
    return [one for index, raw in enumerate(said) for one in _opening(document, index, raw, problems)]


def _opening(document: Document, index: int, raw: Any, problems: list[Problem]) -> Iterator[Statement]:
    value = checked(Opening, raw, document, ("local", index), problems)
    if value is not None:
        parts = said_parts(value)
        target, because = (parts.pop("codelist"), "", ""), parts.pop("because", "")
        yield from sets(document, "codelist", target, parts, ("local", index), because)


def _entry(row: dict[str, str]) -> dict[str, Any]:
    known: dict[str, Any] = {column: row[column] for column in _COLUMNS if column in row}
    rest = {column: value for column, value in row.items() if column not in (*_COLUMNS, "code")}
    return {"id": row.get("code", ""), **known, **({"attributes": rest} if rest else {})}
