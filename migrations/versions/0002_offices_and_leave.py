"""Offices that succeed each other, handovers, ranks over time and leave; a record is worked elsewhere than numbered."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

RENAMED = "ALTER TABLE record RENAME COLUMN {} TO {}"
"""Both databases carry the unique constraint along; a copy of the table would break what refers to it."""


def upgrade() -> None:
    """Apply this step."""
    op.create_table(
        "officer_rank",
        sa.Column("officer", sa.String(length=80), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("rank", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["officer"], ["officer.id"], name=op.f("fk_officer_rank_officer")),
        sa.PrimaryKeyConstraint("officer", "since", name=op.f("pk_officer_rank")),
    )
    op.execute("INSERT INTO officer_rank (officer, since, rank) SELECT id, '1860-01-01', rank FROM officer")
    op.drop_column("officer", "rank")
    op.create_table(
        "leave",
        sa.Column("officer", sa.String(length=80), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["officer"], ["officer.id"], name=op.f("fk_leave_officer")),
        sa.PrimaryKeyConstraint("officer", "since", name=op.f("pk_leave")),
    )
    op.create_table(
        "handover",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("office", sa.String(length=80), nullable=False),
        sa.Column("effective", sa.Date(), nullable=False),
        sa.Column("chosen", sa.String(length=200), nullable=False),
        sa.Column("successor", sa.String(length=80), nullable=False),
        sa.Column("ordered_by", sa.String(length=80), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover")),
    )
    op.create_index(op.f("ix_handover_effective"), "handover", ["effective"])
    op.add_column("office", sa.Column("successor", sa.String(length=80), nullable=False, server_default=""))
    op.create_index(op.f("ix_office_successor"), "office", ["successor"])
    op.create_index(op.f("ix_office_parent"), "office", ["parent"])
    op.execute(RENAMED.format("office", "numbered_at"))
    op.add_column("record", sa.Column("office", sa.String(length=80), nullable=False, server_default=""))
    op.execute("UPDATE record SET office = numbered_at")
    op.create_index(op.f("ix_record_office_register"), "record", ["office", "register"])


def downgrade() -> None:
    """Undo this step: records go back to where they were numbered, officers keep their latest rank."""
    op.drop_index(op.f("ix_record_office_register"), table_name="record")
    op.drop_column("record", "office")
    op.execute(RENAMED.format("numbered_at", "office"))
    op.drop_index(op.f("ix_office_parent"), table_name="office")
    op.drop_index(op.f("ix_office_successor"), table_name="office")
    op.drop_column("office", "successor")
    op.drop_index(op.f("ix_handover_effective"), table_name="handover")
    op.drop_table("handover")
    op.drop_table("leave")
    op.add_column("officer", sa.Column("rank", sa.String(length=80), nullable=False, server_default=""))
    op.execute(
        "UPDATE officer SET rank = COALESCE((SELECT held.rank FROM officer_rank held WHERE held.officer = officer.id "
        "ORDER BY held.since DESC LIMIT 1), '')"
    )
    op.drop_table("officer_rank")
