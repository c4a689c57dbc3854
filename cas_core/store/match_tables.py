"""Tables by which records are found that may concern the same person or thing.

They hold nothing that submissions do not, follow the journals, and can be emptied and filled anew.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from cas_core.store.tables import Base, Key, Name, RecordId


class MatchProfile(Base):
    """A person or thing in a submission: what it is compared with, and within what limits.

    ``born_from`` and ``born_to`` are years; ``day`` is when the person was last seen or found, the thing lost or found.
    """

    __tablename__ = "match_profile"
    __table_args__ = (Index(None, "side", "born_from"),)

    submission: Mapped[str] = mapped_column(String(36), primary_key=True)
    path: Mapped[Name] = mapped_column(primary_key=True)
    side: Mapped[Key] = mapped_column(primary_key=True)
    record: Mapped[RecordId] = mapped_column(index=True)
    gender: Mapped[Key]
    born_from: Mapped[int]
    born_to: Mapped[int]
    day: Mapped[date] = mapped_column(index=True)


class MatchMark(Base):
    """A number by which a person or thing is known for sure, as it is compared."""

    __tablename__ = "match_mark"

    submission: Mapped[str] = mapped_column(String(36), primary_key=True)
    path: Mapped[Name] = mapped_column(primary_key=True)
    side: Mapped[Key] = mapped_column(primary_key=True)
    mark: Mapped[Key] = mapped_column(primary_key=True, index=True)
    record: Mapped[RecordId] = mapped_column(index=True)


class MatchCursor(Base):
    """How far the journal of an office was read."""

    __tablename__ = "match_cursor"

    office: Mapped[Key] = mapped_column(primary_key=True)
    sequence: Mapped[int]
