"""Public entries: what the public may see, cut down before it is stored."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "public_entry",
        sa.Column("record", sa.String(length=36), nullable=False),
        sa.Column("view", sa.String(length=80), nullable=False),
        sa.Column("status", sa.String(length=80), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("grounds", sa.String(length=200), nullable=False),
        sa.Column("office", sa.String(length=80), nullable=False),
        sa.Column("number", sa.String(length=200), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["record"], ["record.id"], name="fk_public_entry_record"),
        sa.PrimaryKeyConstraint("record", "view", name="pk_public_entry"),
    )
    op.create_index("ix_public_entry_status", "public_entry", ["status"])
    op.create_index("ix_public_entry_office", "public_entry", ["office"])
    op.create_table(
        "public_term",
        sa.Column("record", sa.String(length=36), nullable=False),
        sa.Column("view", sa.String(length=80), nullable=False),
        sa.Column("term", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("record", "view", "term", name="pk_public_term"),
    )
    op.create_index("ix_public_term_term", "public_term", ["term"])


def downgrade() -> None:
    """Drop the tables; they are filled again from records."""
    op.drop_table("public_term")
    op.drop_table("public_entry")
