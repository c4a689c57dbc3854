"""Sessions and codes are found by when they were last used, so that old ones are cleaned away."""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the indexes. What nobody ended or used so far goes with the next session that begins."""
    op.create_index("ix_login_session_seen_at", "login_session", ["seen_at"])
    op.create_index("ix_one_time_code_sent_at", "one_time_code", ["sent_at"])


def downgrade() -> None:
    """Drop the indexes."""
    op.drop_index("ix_one_time_code_sent_at", "one_time_code")
    op.drop_index("ix_login_session_seen_at", "login_session")
