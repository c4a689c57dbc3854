"""Indexes by which lists and searches need no walk through a table; on PostgreSQL what was entered is not emptied."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

APPEND_ONLY = ("submission", "journal")
ADDED = {
    "record": (("office", "register", "created_at", "id"), ("register", "created_at", "id")),
    "name_index": (("sound", "submission", "path"), ("bones", "submission", "path")),
}
REPLACED = {"record": (("office", "register"),), "name_index": (("sound",), ("bones",)), "clock": (("due_at",),)}


def upgrade() -> None:
    """Apply this step."""
    _drop(REPLACED)
    _create(ADDED)
    op.create_index(
        "ix_clock_running",
        "clock",
        ["due_at"],
        sqlite_where=sa.text("stopped_at IS NULL AND ceased IS 0"),
        postgresql_where=sa.text("stopped_at IS NULL AND ceased IS false"),
    )
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
    op.drop_index("ix_clock_running", "clock")
    _drop(ADDED)
    _create(REPLACED)


def _create(indexes: dict[str, tuple[tuple[str, ...], ...]]) -> None:
    for table, held in indexes.items():
        for columns in held:
            op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))


def _drop(indexes: dict[str, tuple[tuple[str, ...], ...]]) -> None:
    for table, held in indexes.items():
        for columns in held:
            op.drop_index(f"ix_{table}_{'_'.join(columns)}", table)
