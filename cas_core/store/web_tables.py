"""Tables behind portal and desk: who signed in, what a citizen holds a receipt for, what is not yet entered."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from cas_core.store.tables import Base, Digest, Key, Name, RecordId


class Account(Base):
    """How an officer signs in. There is one for each person, and none for an office."""

    __tablename__ = "account"

    officer: Mapped[Key] = mapped_column(ForeignKey("officer.id"), primary_key=True)
    password: Mapped[Name]
    second: Mapped[Key]
    second_confirmed: Mapped[bool]
    second_used: Mapped[int]
    failures: Mapped[int]
    failed_at: Mapped[datetime | None]


class LoginSession(Base):
    """Somebody signed in. ``token`` is the digest of what the cookie holds."""

    __tablename__ = "login_session"

    token: Mapped[Digest] = mapped_column(primary_key=True)
    kind: Mapped[Key]
    subject: Mapped[Name] = mapped_column(index=True)
    office: Mapped[Key]
    begun_at: Mapped[datetime]
    seen_at: Mapped[datetime] = mapped_column(index=True)


class OneTimeCode(Base):
    """A code sent to a contact, which is kept as a keyed digest."""

    __tablename__ = "one_time_code"

    contact: Mapped[Digest] = mapped_column(primary_key=True)
    code: Mapped[Digest]
    sent_at: Mapped[datetime] = mapped_column(index=True)
    tries: Mapped[int]


class ApiToken(Base):
    """A token by which a program acts as an officer."""

    __tablename__ = "api_token"

    token: Mapped[Digest] = mapped_column(primary_key=True)
    officer: Mapped[Key] = mapped_column(ForeignKey("officer.id"), index=True)
    office: Mapped[Key]
    label: Mapped[Name]
    issued_at: Mapped[datetime]
    until: Mapped[datetime]


class Receipt(Base):
    """What lets a citizen come back to a record: the digest of a code, and of a confirmed contact."""

    __tablename__ = "receipt"

    record: Mapped[RecordId] = mapped_column(primary_key=True)
    code: Mapped[Digest]
    contact: Mapped[Digest] = mapped_column(index=True)
    service: Mapped[Key]


class Draft(Base):
    """A form as far as it is filled in; it has no number and no standing."""

    __tablename__ = "draft"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    owner: Mapped[Name] = mapped_column(index=True)
    office: Mapped[Key]
    register: Mapped[Key]
    record: Mapped[str] = mapped_column(String(36))
    form: Mapped[Key]
    data: Mapped[str] = mapped_column(Text)
    saved_at: Mapped[datetime]


class Payment(Base):
    """A fee that was asked for through a provider."""

    __tablename__ = "payment"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    record: Mapped[RecordId] = mapped_column(index=True)
    amount: Mapped[Key]
    reference: Mapped[Name]
    asked_at: Mapped[datetime]
    paid_at: Mapped[datetime | None]


class Webhook(Base):
    """How far the journal of an office was delivered to a receiver, who is known by the digest of his address."""

    __tablename__ = "webhook"

    receiver: Mapped[Digest] = mapped_column(primary_key=True)
    office: Mapped[Key] = mapped_column(primary_key=True)
    sequence: Mapped[int]
    delivered_at: Mapped[datetime]


class MatchDecision(Base):
    """What an officer decided of two records that may concern the same person or thing."""

    __tablename__ = "match_decision"

    record: Mapped[RecordId] = mapped_column(primary_key=True)
    other: Mapped[RecordId] = mapped_column(primary_key=True)
    same: Mapped[bool]
    decided_by: Mapped[Key]
    decided_at: Mapped[datetime]


class Asked(Base):
    """When somebody asked for something that is limited; who it was is kept as a keyed digest.

    ``moments`` holds the seconds since 1970 of the requests that were let through, as JSON.
    """

    __tablename__ = "asked"

    kind: Mapped[Key] = mapped_column(primary_key=True)
    subject: Mapped[Digest] = mapped_column(primary_key=True)
    moments: Mapped[str] = mapped_column(Text)
    last_at: Mapped[datetime] = mapped_column(index=True)
