"""Values that offices hold in code lists, as they were ordered."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select

from cas_core.store.direct import Direct
from cas_core.store.value_tables import LocalValue


def latest(connection: Connection) -> int:
    """Return how far the orders have come; a greater number than before says that something changed."""
    return _LATEST.one(connection)[0] or 0


def orders(connection: Connection) -> list[tuple[Row[Any], Mapping[str, str]]]:
    """Return all orders about values with the labels they gave, in the order in which they were given."""
    rows = connection.execute(select(LocalValue.__table__).order_by(LocalValue.sequence))
    return [(row, json.loads(row.labels)) for row in rows]


def add(connection: Connection, order: Mapping[str, Any], labels: Mapping[str, str], at: datetime, by: str) -> None:
    """Add an order about a value."""
    said = json.dumps(labels, sort_keys=True, ensure_ascii=False)
    connection.execute(insert(LocalValue), [{**order, "labels": said, "ordered_at": at, "ordered_by": by}])


_LATEST = Direct(select(func.max(LocalValue.sequence)))
