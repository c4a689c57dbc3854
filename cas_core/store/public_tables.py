"""What is public: entries already cut down to what their view allows. The public side reads nothing else."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from cas_core.store.tables import Base, Key, Name, RecordId


class PublicEntry(Base):
    """One record in one view; what is withheld or withdrawn has no data."""

    __tablename__ = "public_entry"

    record: Mapped[RecordId] = mapped_column(primary_key=True)
    view: Mapped[Key] = mapped_column(primary_key=True)
    status: Mapped[Key] = mapped_column(index=True)
    since: Mapped[datetime]
    grounds: Mapped[Name]
    office: Mapped[Key] = mapped_column(index=True)
    number: Mapped[Name]
    data: Mapped[str] = mapped_column(Text)


class PublicTerm(Base):
    """A word or number by which a public entry is found."""

    __tablename__ = "public_term"

    record: Mapped[str] = mapped_column(String(36), primary_key=True)
    view: Mapped[Key] = mapped_column(primary_key=True)
    term: Mapped[Name] = mapped_column(primary_key=True, index=True)
