"""How far the journals were delivered to those who listen: a cursor for each receiver and office."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select

from cas_core.store.unread import unread
from cas_core.store.web_tables import Webhook


def waiting(connection: Connection, receiver: str, most: int) -> list[Row[Any]]:
    """Return journal entries that a receiver was not sent yet, those of one office in order, with their register."""
    return unread(connection, select(Webhook.office, Webhook.sequence).where(Webhook.receiver == receiver), most)


def delivered(connection: Connection, receiver: str, entry: Row[Any], at: datetime) -> None:
    """Note that a receiver has an entry and all before it."""
    connection.execute(delete(Webhook).where(Webhook.receiver == receiver, Webhook.office == entry.office))
    row = {"receiver": receiver, "office": entry.office, "sequence": entry.sequence, "delivered_at": at}
    connection.execute(insert(Webhook), [row])
