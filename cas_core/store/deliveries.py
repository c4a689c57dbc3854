"""How far the journals were delivered to those who listen: a cursor for each receiver and office."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, delete, func, insert, select

from cas_core.store.tables import Journal, Record
from cas_core.store.web_tables import Webhook


def waiting(connection: Connection, receiver: str, most: int) -> list[Row[Any]]:
    """Return journal entries that a receiver was not sent yet, those of one office in order, with their register."""
    place = and_(Webhook.receiver == receiver, Webhook.office == Journal.office)
    wanted = select(Journal.__table__, Record.register)
    wanted = wanted.outerjoin(Webhook, place).outerjoin(Record, Record.id == Journal.record)
    wanted = wanted.where(Journal.sequence > func.coalesce(Webhook.sequence, 0))
    return list(connection.execute(wanted.order_by(Journal.office, Journal.sequence).limit(most)))


def delivered(connection: Connection, receiver: str, entry: Row[Any], at: datetime) -> None:
    """Note that a receiver has an entry and all before it."""
    connection.execute(delete(Webhook).where(Webhook.receiver == receiver, Webhook.office == entry.office))
    row = {"receiver": receiver, "office": entry.office, "sequence": entry.sequence, "delivered_at": at}
    connection.execute(insert(Webhook), [row])
