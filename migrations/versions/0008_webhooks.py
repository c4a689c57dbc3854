"""Webhooks: how far each journal was delivered."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "webhook",
        sa.Column("receiver", sa.String(length=64), nullable=False),
        sa.Column("office", sa.String(length=80), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("delivered_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("receiver", "office", name="pk_webhook"),
    )


def downgrade() -> None:
    """Drop the table. Receivers then get all events again, under the ids that they know."""
    op.drop_table("webhook")
