"""How often somebody asked: counted by all processes on one database."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "asked",
        sa.Column("kind", sa.String(length=80), nullable=False),
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("moments", sa.Text(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("kind", "subject", name="pk_asked"),
    )
    op.create_index("ix_asked_last_at", "asked", ["last_at"])


def downgrade() -> None:
    """Drop the table. Everybody may then ask as if for the first time."""
    op.drop_table("asked")
