"""Requests of citizens: the receipts by which they come back to a record, and the fees they paid for it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from cas_core.store.records import new_id
from cas_core.store.tables import Record
from cas_core.store.upsert import keep_first
from cas_core.store.web_tables import Payment, Receipt


def give_receipt(connection: Connection, record: str, service: str, code: str, contact: str) -> None:
    """Keep the digests of a receipt's code and of the contact it was given to; a repeat keeps the first."""
    keep_first(connection, Receipt, {"record": record, "service": service, "code": code, "contact": contact})


def receipt(connection: Connection, record: str) -> Row[Any] | None:
    """Return the receipt for a record."""
    return connection.execute(select(Receipt.__table__).where(Receipt.record == record)).one_or_none()


def office_of(connection: Connection, record: str) -> str:
    """Return the office at which a record is worked; an empty text where there is no such record."""
    return connection.execute(select(Record.office).where(Record.id == record)).scalar() or ""


def of_contact(connection: Connection, contact: str, most: int = 100) -> list[Row[Any]]:
    """Return the records for which a contact holds a receipt, the newest first, each with its service."""
    wanted = select(Record.__table__, Receipt.service).join(Receipt, Receipt.record == Record.id)
    wanted = wanted.where(Receipt.contact == contact).order_by(Record.created_at.desc(), Record.id)
    return list(connection.execute(wanted.limit(most)))


def ask_fee(connection: Connection, record: str, amount: str, reference: str, at: datetime) -> str:
    """Note that a fee was asked for, and return the id of the payment."""
    payment = new_id()
    row = {"id": payment, "record": record, "amount": amount, "reference": reference, "asked_at": at, "paid_at": None}
    connection.execute(insert(Payment), [row])
    return payment


def payment(connection: Connection, payment_id: str) -> Row[Any] | None:
    """Return a payment."""
    return connection.execute(select(Payment.__table__).where(Payment.id == payment_id)).one_or_none()


def paid(connection: Connection, payment_id: str, at: datetime) -> bool:
    """Note that a fee was paid; tell whether it was not known before."""
    open_one = update(Payment).where(Payment.id == payment_id, Payment.paid_at.is_(None))
    return bool(connection.execute(open_one.values(paid_at=at)).rowcount)
