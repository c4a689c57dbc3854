"""Values that offices hold in open code lists."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

KEY, NAME = sa.String(length=80), sa.String(length=200)


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "local_value",
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("codelist", KEY, nullable=False),
        sa.Column("code", KEY, nullable=False),
        sa.Column("office", KEY, nullable=False),
        sa.Column("labels", sa.Text(), nullable=False),
        sa.Column("stands_as", KEY, nullable=False),
        sa.Column("after", KEY, nullable=False),
        sa.Column("effective", sa.Date(), nullable=False),
        sa.Column("offered", sa.Boolean(), nullable=False),
        sa.Column("verb", KEY, nullable=False),
        sa.Column("ordered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ordered_by", NAME, nullable=False),
        sa.PrimaryKeyConstraint("sequence", name="pk_local_value"),
    )
    op.create_index("ix_local_value_codelist_code", "local_value", ["codelist", "code"])
    for verb in ("UPDATE", "DELETE"):
        _refuse(verb)


def _refuse(verb: str) -> None:
    """Let the database refuse to change an order that was given."""
    head = f"CREATE TRIGGER local_value_append_only_{verb.lower()} BEFORE {verb} ON local_value"
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"{head} BEGIN SELECT RAISE(ABORT, 'append-only'); END")
    else:
        op.execute(f"{head} FOR EACH ROW EXECUTE FUNCTION cas_append_only()")


def downgrade() -> None:
    """Drop the table. Records that used such a value keep its code, and show it instead of its label."""
    op.drop_table("local_value")
