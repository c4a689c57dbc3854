"""Tables of the store: records and what was entered, append-only, with the journal over all of it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

from sqlalchemy import DateTime, Dialect, ForeignKey, Index, MetaData, String, Text, TypeDecorator, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Moment(TypeDecorator[datetime]):
    """A moment with a zone, stored in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Refuse a moment without a zone.

        Raises:
            ValueError: It has none.
        """
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment needs a zone")
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Return the moment in UTC, which SQLite does not keep."""
        return value.replace(tzinfo=UTC) if value and value.tzinfo is None else value


Key = Annotated[str, mapped_column(String(80))]
Name = Annotated[str, mapped_column(String(200))]
Digest = Annotated[str, mapped_column(String(64))]
RecordId = Annotated[str, mapped_column(String(36), ForeignKey("record.id"))]


class Base(DeclarativeBase):
    """All tables, with constraint names that migrations can refer to."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: Moment(), dict[str, Any]: Text()}


class Record(Base):
    """One entry of a register. Its identity never changes; its status follows its workflow.

    ``office`` is where it is worked now; ``numbered_at``, a part of its identity, is where it was given its number.
    """

    __tablename__ = "record"
    __table_args__ = (
        UniqueConstraint(
            "state",
            "numbered_at",
            "register",
            "series",
            "period",
            "serial",
            name="uq_record_state_office_register_series_period_serial",
        ),
        Index(None, "office", "register", "created_at", "id"),
        Index(None, "register", "created_at", "id"),
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    state: Mapped[Key]
    numbered_at: Mapped[Key]
    office: Mapped[Key]
    register: Mapped[Key]
    series: Mapped[Key]
    period: Mapped[Key]
    serial: Mapped[int]
    number: Mapped[Name]
    national_number: Mapped[Name] = mapped_column(unique=True)
    status: Mapped[Key]
    created_at: Mapped[datetime]
    created_by: Mapped[Key]
    composition: Mapped[Digest]


class RecordAlias(Base):
    """A form under which a record is found: printed numbers, the court's, old ones."""

    __tablename__ = "record_alias"

    record: Mapped[RecordId] = mapped_column(primary_key=True)
    key: Mapped[Name] = mapped_column(primary_key=True, index=True)
    text: Mapped[Name]


class Submission(Base):
    """One filled form; never changed, superseded by an amendment.

    ``national`` and ``rest`` are canonical JSON: the national part, and what the state's layers said beyond it.
    """

    __tablename__ = "submission"
    __table_args__ = (Index(None, "record", "form"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    record: Mapped[RecordId]
    form: Mapped[Key]
    supersedes: Mapped[str | None] = mapped_column(String(36), ForeignKey("submission.id"), unique=True)
    national: Mapped[str] = mapped_column(Text)
    rest: Mapped[str] = mapped_column(Text)
    seed: Mapped[Digest]
    entered_at: Mapped[datetime]
    entered_by: Mapped[Key]
    office: Mapped[Key]
    reason: Mapped[str] = mapped_column(Text)
    composition: Mapped[Digest]


class Journal(Base):
    """What happened in an office, in order, each entry bound to the one before; see ``store.chain``."""

    __tablename__ = "journal"

    office: Mapped[Key] = mapped_column(primary_key=True)
    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[str] = mapped_column(String(40))
    actor: Mapped[Key]
    verb: Mapped[Key]
    record: Mapped[str] = mapped_column(String(36), index=True)
    submission: Mapped[str] = mapped_column(String(36))
    detail: Mapped[str] = mapped_column(Text)
    national_digest: Mapped[Digest]
    state_digest: Mapped[Digest]
    previous: Mapped[Digest]
    hash: Mapped[Digest]


class Counter(Base):
    """The last serial that was given in one scope."""

    __tablename__ = "counter"

    scope: Mapped[Name] = mapped_column(primary_key=True)
    last: Mapped[int]


class Answer(Base):
    """The first answer to an idempotency key; a repeat gets it again."""

    __tablename__ = "answer"

    office: Mapped[Key] = mapped_column(primary_key=True)
    key: Mapped[Name] = mapped_column(primary_key=True)
    request: Mapped[Digest]
    result: Mapped[str] = mapped_column(String(36))


class Attachment(Base):
    """A file, kept under the digest of its content."""

    __tablename__ = "attachment"

    sha256: Mapped[Digest] = mapped_column(primary_key=True)
    size: Mapped[int]
    media_type: Mapped[Name]
    content: Mapped[bytes]


class Upload(Base):
    """Who sent a file, and in which record he entered it first; empty while it stands in none."""

    __tablename__ = "upload"

    sha256: Mapped[Digest] = mapped_column(ForeignKey("attachment.sha256"), primary_key=True)
    sender: Mapped[Key] = mapped_column(primary_key=True)
    name: Mapped[Name]
    at: Mapped[datetime] = mapped_column(index=True)
    record: Mapped[str] = mapped_column(String(36))
