"""Uploads: who sent which file."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table. Files that records hold already are opened with them; nobody has to send those again."""
    op.create_table(
        "upload",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("sender", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("record", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["sha256"], ["attachment.sha256"], name="fk_upload_sha256_attachment"),
        sa.PrimaryKeyConstraint("sha256", "sender", name="pk_upload"),
    )
    op.create_index("ix_upload_at", "upload", ["at"])


def downgrade() -> None:
    """Drop the table. What stands in no record can't be opened then."""
    op.drop_index("ix_upload_at", "upload")
    op.drop_table("upload")
