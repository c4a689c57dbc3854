"""Tables of signing in by other means than a password: passkeys, a provider, and what is under way."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from cas_core.store.tables import Base, Digest, Key, Name


class Passkey(Base):
    """The public half of a key that an officer holds. ``id`` is the digest of the credential's own id.

    ``handle`` is what authenticators know the officer by: random, and the same for all of his keys.
    """

    __tablename__ = "passkey"

    id: Mapped[Digest] = mapped_column(primary_key=True)
    officer: Mapped[Key] = mapped_column(ForeignKey("officer.id"), index=True)
    handle: Mapped[Key]
    credential: Mapped[str] = mapped_column(Text)
    public_key: Mapped[str] = mapped_column(Text)
    sign_count: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[Name]
    added_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class ProviderIdentity(Base):
    """Which person at a provider an officer is; ``id`` is the digest of the provider and its subject."""

    __tablename__ = "provider_identity"

    id: Mapped[Digest] = mapped_column(primary_key=True)
    officer: Mapped[Key] = mapped_column(ForeignKey("officer.id"), unique=True)
    bound_at: Mapped[datetime]


class SignInStep(Base):
    """A step of signing in that waits for its answer, which is taken once. ``token`` is the digest of a cookie."""

    __tablename__ = "sign_in_step"

    token: Mapped[Digest] = mapped_column(primary_key=True)
    kind: Mapped[Key] = mapped_column(primary_key=True)
    officer: Mapped[Key]
    detail: Mapped[str] = mapped_column(Text)
    begun_at: Mapped[datetime]
