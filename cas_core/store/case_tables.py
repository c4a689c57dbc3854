"""Tables about a record as a whole: who is answerable for it, who is party to it, what it is linked to, what runs.

All of it but the assignments can be filled anew from submissions and journal.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from cas_core.store.tables import Base, Key, Name, RecordId


class Assignment(Base):
    """An officer who is answerable for a record in one respect, from a moment to a moment."""

    __tablename__ = "assignment"

    record: Mapped[RecordId] = mapped_column(primary_key=True)
    duty: Mapped[Key] = mapped_column(primary_key=True)
    since: Mapped[datetime] = mapped_column(primary_key=True)
    officer: Mapped[Key] = mapped_column(index=True)
    until: Mapped[datetime | None]


class Party(Base):
    """A person who is party to one record, under a code that no other person of the record has."""

    __tablename__ = "party"

    record: Mapped[RecordId] = mapped_column(primary_key=True)
    kind: Mapped[Key] = mapped_column(primary_key=True)
    code: Mapped[Key] = mapped_column(primary_key=True)
    submission: Mapped[str] = mapped_column(String(36), index=True)
    path: Mapped[Name]


class Link(Base):
    """A record that a submission of another one refers to."""

    __tablename__ = "record_link"

    submission: Mapped[str] = mapped_column(String(36), primary_key=True)
    path: Mapped[Name] = mapped_column(primary_key=True)
    record: Mapped[RecordId] = mapped_column(index=True)
    target: Mapped[RecordId] = mapped_column(index=True)


class Clock(Base):
    """A time limit that runs or ran on a record, as it was last reckoned.

    ``ceased`` tells that it was found not to apply, for instance after a section was altered.
    """

    __tablename__ = "clock"
    __table_args__ = (
        Index(
            "ix_clock_running",
            "due_at",
            sqlite_where=text("stopped_at IS NULL AND ceased IS 0"),
            postgresql_where=text("stopped_at IS NULL AND ceased IS false"),
        ),
    )

    record: Mapped[RecordId] = mapped_column(primary_key=True)
    clock: Mapped[Key] = mapped_column(primary_key=True)
    subject: Mapped[Key] = mapped_column(primary_key=True)
    started_at: Mapped[datetime] = mapped_column(primary_key=True)
    due_at: Mapped[datetime]
    stopped_at: Mapped[datetime | None]
    breached_at: Mapped[datetime | None]
    ceased: Mapped[bool]
