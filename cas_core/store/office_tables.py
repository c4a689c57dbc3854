"""Tables of the establishment: offices, officers, and what holds of them from a day on."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from cas_core.store.tables import Base, Key, Name


class Office(Base):
    """An office, one row for each span of time in which nothing about it changed."""

    __tablename__ = "office"

    id: Mapped[Key] = mapped_column(primary_key=True)
    valid_from: Mapped[date] = mapped_column(primary_key=True)
    valid_to: Mapped[date | None]
    code: Mapped[Key]
    name: Mapped[Name]
    local_name: Mapped[Name]
    type: Mapped[Key]
    parent: Mapped[Key] = mapped_column(index=True)
    district: Mapped[Key]
    unit: Mapped[Key]
    successor: Mapped[Key] = mapped_column(index=True)


class Officer(Base):
    """A person who may be posted; there are no shared logins."""

    __tablename__ = "officer"

    id: Mapped[Key] = mapped_column(primary_key=True)
    name: Mapped[Name]


class OfficerRank(Base):
    """The rank of an officer from a day on, until the next one."""

    __tablename__ = "officer_rank"

    officer: Mapped[Key] = mapped_column(ForeignKey("officer.id"), primary_key=True)
    since: Mapped[date] = mapped_column(primary_key=True)
    rank: Mapped[Key]


class Leave(Base):
    """Days on which an officer does not act, whatever the postings say."""

    __tablename__ = "leave"

    officer: Mapped[Key] = mapped_column(ForeignKey("officer.id"), primary_key=True)
    since: Mapped[date] = mapped_column(primary_key=True)
    until: Mapped[date]


class Posting(Base):
    """An officer in a role at an office, from a day to a day; authority comes from it alone."""

    __tablename__ = "posting"

    officer: Mapped[Key] = mapped_column(ForeignKey("officer.id"), primary_key=True)
    office: Mapped[Key] = mapped_column(primary_key=True)
    role: Mapped[Key] = mapped_column(primary_key=True)
    since: Mapped[date] = mapped_column(primary_key=True)
    until: Mapped[date | None]


class Handover(Base):
    """Which pending records another office takes over on a day.

    ``chosen`` is the id of a record, ``field=value`` of its opening form, or ``*`` for all that are left.
    """

    __tablename__ = "handover"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    office: Mapped[Key]
    effective: Mapped[date] = mapped_column(index=True)
    chosen: Mapped[Name]
    successor: Mapped[Key]
    ordered_by: Mapped[Key]
    done_at: Mapped[datetime | None]
