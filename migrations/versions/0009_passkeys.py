"""Passkeys of officers, who they are at a provider, and sign-ins that are under way."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

KEY, NAME, DIGEST = sa.String(length=80), sa.String(length=200), sa.String(length=64)
MOMENT = sa.DateTime(timezone=True)


def _needed(name: str, kind: sa.types.TypeEngine) -> sa.Column:
    return sa.Column(name, kind, nullable=False)


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "passkey",
        _needed("id", DIGEST),
        _needed("officer", KEY),
        _needed("handle", KEY),
        _needed("credential", sa.Text()),
        _needed("public_key", sa.Text()),
        _needed("sign_count", sa.BigInteger()),
        _needed("name", NAME),
        _needed("added_at", MOMENT),
        sa.Column("used_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["officer"], ["officer.id"], name="fk_passkey_officer"),
        sa.PrimaryKeyConstraint("id", name="pk_passkey"),
    )
    op.create_index("ix_passkey_officer", "passkey", ["officer"])
    op.create_table(
        "provider_identity",
        _needed("id", DIGEST),
        _needed("officer", KEY),
        _needed("bound_at", MOMENT),
        sa.ForeignKeyConstraint(["officer"], ["officer.id"], name="fk_provider_identity_officer"),
        sa.PrimaryKeyConstraint("id", name="pk_provider_identity"),
        sa.UniqueConstraint("officer", name="uq_provider_identity_officer"),
    )
    op.create_table(
        "sign_in_step",
        _needed("token", DIGEST),
        _needed("kind", KEY),
        _needed("officer", KEY),
        _needed("detail", sa.Text()),
        _needed("begun_at", MOMENT),
        sa.PrimaryKeyConstraint("token", "kind", name="pk_sign_in_step"),
    )


def downgrade() -> None:
    """Drop the tables. Officers then sign in by password and code alone."""
    for table in ("sign_in_step", "provider_identity", "passkey"):
        op.drop_table(table)
