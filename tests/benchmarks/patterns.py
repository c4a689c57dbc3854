"""Rows of one record of each register, as a desk writes them, and the same rows as those of another record."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import select

from cas_core import Cas
from cas_core.store.migrate import METADATA

CASE = Path(__file__).parents[2] / "docs/tutorial/first-case"

Row = dict[str, Any]


class Pattern(NamedTuple):
    """The rows of one record, by table."""

    register: str
    record: Row
    rows: Mapping[str, list[Row]]


class Moved(NamedTuple):
    """What becomes of the rows of a pattern: other ids, words, office and days."""

    fresh: Mapping[str, str]
    words: Mapping[str, str]
    office: str
    later: timedelta

    def row(self, row: Row) -> Row:
        """Return a row as that of the other record."""
        moved = {name: self._value(name, value) for name, value in row.items()}
        if "office" in moved:
            moved["office"] = self.office
        return moved

    def _value(self, name: str, value: Any) -> Any:
        if isinstance(value, datetime):
            return value + self.later
        if name == "at":
            return (datetime.fromisoformat(value) + self.later).isoformat()
        if name in {"national", "detail"}:
            for old, new in self.words.items():
                value = value.replace(json.dumps(old, ensure_ascii=False), json.dumps(new))
            return value
        return self.fresh.get(value) or self.words.get(value, value) if isinstance(value, str) else value


def patterns(cas: Cas) -> dict[str, Pattern]:
    """Enter a record of each kind at a desk and return their rows."""
    cas.appoint("pattern", name="P", rank="INSP", office="upparpet", role="sho")
    with cas.desk("officer:pattern") as desk:
        diary = desk.enter("general_diary", _form("gd_entry"), key="diary")
        complaint = desk.enter("complaint", {**_form("complaint"), "gd_entry": diary.id}, key="complaint")
        own = {"ka": {"beat": "3", "officer_kgid": "2154876"}}
        fir = desk.enter("fir", {**_form("fir"), "gd_entry": diary.id, "complaint": complaint.id, **own}, key="fir")
    return {record.register: _pattern(cas, record.register, record.id) for record in (diary, complaint, fir)}


def _pattern(cas: Cas, register: str, record: str) -> Pattern:
    rows: dict[str, list[Row]] = {}
    with cas.store.reading() as connection:
        for table in METADATA.sorted_tables:
            key = {"record": "id", "answer": "result"}.get(table.name, "record")
            if key in table.c and table.name not in {"record_alias", "name_index"}:
                held = connection.execute(select(table).where(table.c[key] == record))
                rows[table.name] = [dict(row._mapping) for row in held]
    (head,) = rows.pop("record")
    rows = {table: held for table, held in rows.items() if held}
    first = ["submission", *(table for table in rows if table != "submission")]
    return Pattern(register, head, {table: rows[table] for table in first})


def _form(name: str) -> Row:
    return json.loads((CASE / f"{name}.json").read_text("utf-8"))
