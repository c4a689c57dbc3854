"""What was entered is not emptied either: on PostgreSQL a table is emptied by a verb of its own."""

from alembic import op

revision = "0007"
down_revision = "0005"
branch_labels = None
depends_on = None

APPEND_ONLY = ("submission", "journal")


def upgrade() -> None:
    """Apply this step."""
    if op.get_bind().dialect.name == "postgresql":
        for table in APPEND_ONLY:
            op.execute(
                f"CREATE TRIGGER {table}_append_only_truncate BEFORE TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION cas_append_only()"
            )


def downgrade() -> None:
    """Undo this step."""
    if op.get_bind().dialect.name == "postgresql":
        for table in APPEND_ONLY:
            op.execute(f"DROP TRIGGER {table}_append_only_truncate ON {table}")
