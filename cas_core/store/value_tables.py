"""The table of values that offices hold in code lists: orders, each from a day on, added and never changed."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from cas_core.store.tables import Base, Key, Name


class LocalValue(Base):
    """What one order said of a value. ``labels`` is canonical JSON: its label by language, the English one always."""

    __tablename__ = "local_value"
    __table_args__ = (Index(None, "codelist", "code"),)

    sequence: Mapped[int] = mapped_column(primary_key=True)
    codelist: Mapped[Key]
    code: Mapped[Key]
    office: Mapped[Key]
    labels: Mapped[str] = mapped_column(Text)
    stands_as: Mapped[Key]
    after: Mapped[Key]
    effective: Mapped[date]
    offered: Mapped[bool]
    verb: Mapped[Key]
    ordered_at: Mapped[datetime]
    ordered_by: Mapped[Name]
