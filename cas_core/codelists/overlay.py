"""What a layer may say of code lists: ``codelists/<list>.csv``."""

from __future__ import annotations

from typing import Any

from cas_core.codelists.definition import Entry
from cas_core.problems import Origin, Problem
from cas_core.sources import Define, Document, Statement, checked
from cas_core.sources.shape import partial, said_parts

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


def _entry(row: dict[str, str]) -> dict[str, Any]:
    known: dict[str, Any] = {column: row[column] for column in _COLUMNS if column in row}
    rest = {column: value for column, value in row.items() if column not in (*_COLUMNS, "code")}
    return {"id": row.get("code", ""), **known, **({"attributes": rest} if rest else {})}
