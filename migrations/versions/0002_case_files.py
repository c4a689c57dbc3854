"""Case files: assignments, parties, links; clocks for single persons, with breaches."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def _record() -> sa.Column:
    return sa.Column("record", sa.String(length=36), nullable=False)


def _of_record(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["record"], ["record.id"], name=f"fk_{table}_record")


def _indexed(table: str, *columns: str) -> None:
    with op.batch_alter_table(table) as batch_op:
        for column in columns:
            batch_op.create_index(f"ix_{table}_{column}", [column], unique=False)


def upgrade() -> None:
    """Add the tables; clocks are derived from the journal, so that their table is begun anew."""
    op.create_table(
        "assignment",
        _record(),
        sa.Column("duty", sa.String(length=80), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("officer", sa.String(length=80), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        _of_record("assignment"),
        sa.PrimaryKeyConstraint("record", "duty", "since", name="pk_assignment"),
    )
    _indexed("assignment", "officer")
    op.create_table(
        "party",
        _record(),
        sa.Column("kind", sa.String(length=80), nullable=False),
        sa.Column("code", sa.String(length=80), nullable=False),
        sa.Column("submission", sa.String(length=36), nullable=False),
        sa.Column("path", sa.String(length=200), nullable=False),
        _of_record("party"),
        sa.PrimaryKeyConstraint("record", "kind", "code", name="pk_party"),
    )
    _indexed("party", "submission")
    op.create_table(
        "record_link",
        sa.Column("submission", sa.String(length=36), nullable=False),
        sa.Column("path", sa.String(length=200), nullable=False),
        _record(),
        sa.Column("target", sa.String(length=36), nullable=False),
        _of_record("record_link"),
        sa.ForeignKeyConstraint(["target"], ["record.id"], name="fk_record_link_target"),
        sa.PrimaryKeyConstraint("submission", "path", name="pk_record_link"),
    )
    _indexed("record_link", "record", "target")
    _drop_clock()
    op.create_table(
        "clock",
        _record(),
        sa.Column("clock", sa.String(length=80), nullable=False),
        sa.Column("subject", sa.String(length=80), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("breached_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ceased", sa.Boolean(), nullable=False),
        _of_record("clock"),
        sa.PrimaryKeyConstraint("record", "clock", "subject", "started_at", name="pk_clock"),
    )
    _indexed("clock", "due_at")


def downgrade() -> None:
    """Take the step back; the older clocks are reckoned again by the older core as things happen."""
    _drop_clock()
    op.create_table(
        "clock",
        _record(),
        sa.Column("clock", sa.String(length=80), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        _of_record("clock"),
        sa.PrimaryKeyConstraint("record", "clock", "started_at", name="pk_clock"),
    )
    _indexed("clock", "due_at")
    for table in ("record_link", "party", "assignment"):
        op.drop_table(table)


def _drop_clock() -> None:
    op.drop_index("ix_clock_due_at", "clock")
    op.drop_table("clock")
