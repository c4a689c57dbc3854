"""CSV files: one row a line, the header names the columns."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path

from cas_core.problems import Problem
from cas_core.sources.document import Document, KeyPath
from cas_core.sources.files import read_text

MOST_BYTES = 8 * 1024 * 1024


def read_csv(source: Path | bytes, layer: str, file: str, problems: list[Problem]) -> Document | None:
    """Return a CSV file as a document ``{"rows": [...]}`` of text values, or None after adding a problem."""
    empty = Document(layer, file, {}, {})
    text = read_text(source, empty, MOST_BYTES, problems)
    if text is None:
        return None
    try:
        reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        return None if _twice(reader, empty, problems) else _rows(reader, layer, file, problems)
    except csv.Error as error:
        problems.append(empty.problem("not-csv", str(error), "Correct the quotes and commas (RFC 4180)"))
    return None


def _twice(reader: csv.DictReader[str], empty: Document, problems: list[Problem]) -> bool:
    """Tell of columns that stand twice, of which one would silently win."""
    named = Counter(reader.fieldnames or ())
    again = [column for column, times in named.items() if times > 1]
    for column in again:
        what = f"the column '{column}' stands in the header {named[column]} times"
        place = Document(empty.layer, empty.file, {}, {(): reader.line_num})
        problems.append(place.problem("duplicate-column", what, "Keep one of them"))
    return bool(again)


def _rows(reader: csv.DictReader[str], layer: str, file: str, problems: list[Problem]) -> Document:
    rows: list[dict[str, str]] = []
    lines: dict[KeyPath, int] = {("rows",): 1}
    width = len(reader.fieldnames or ())
    for row in reader:
        index = len(rows)
        lines["rows", index] = reader.line_num
        if None in row or None in row.values():
            place = Document(layer, file, {}, {("rows", index): reader.line_num})
            what = f"the row has not the {width} columns of the header"
            problems.append(
                place.problem("ragged-row", what, "Give each row as many columns as the header", ("rows", index))
            )
            continue
        rows.append({column: value.strip() for column, value in row.items() if value.strip()})
    return Document(layer, file, {"columns": list(reader.fieldnames or ()), "rows": rows}, lines)
