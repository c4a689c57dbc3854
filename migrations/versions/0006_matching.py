"""Matching: what persons and things are compared by, and how far the journals were read for it."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

KEY, NAME, ID = sa.String(length=80), sa.String(length=200), sa.String(length=36)


def _needed(name: str, kind: sa.types.TypeEngine) -> sa.Column:
    return sa.Column(name, kind, nullable=False)


def upgrade() -> None:
    """Add the tables; they are filled when matches are first asked for."""
    op.create_table(
        "match_profile",
        _needed("submission", ID),
        _needed("path", NAME),
        _needed("side", KEY),
        _needed("record", ID),
        _needed("gender", KEY),
        _needed("born_from", sa.Integer()),
        _needed("born_to", sa.Integer()),
        _needed("day", sa.Date()),
        sa.ForeignKeyConstraint(["record"], ["record.id"], name="fk_match_profile_record"),
        sa.PrimaryKeyConstraint("submission", "path", "side", name="pk_match_profile"),
    )
    op.create_index("ix_match_profile_record", "match_profile", ["record"])
    op.create_index("ix_match_profile_day", "match_profile", ["day"])
    op.create_index("ix_match_profile_side_born_from", "match_profile", ["side", "born_from"])
    op.create_table(
        "match_mark",
        _needed("submission", ID),
        _needed("path", NAME),
        _needed("side", KEY),
        _needed("mark", KEY),
        _needed("record", ID),
        sa.ForeignKeyConstraint(["record"], ["record.id"], name="fk_match_mark_record"),
        sa.PrimaryKeyConstraint("submission", "path", "side", "mark", name="pk_match_mark"),
    )
    op.create_index("ix_match_mark_record", "match_mark", ["record"])
    op.create_index("ix_match_mark_mark", "match_mark", ["mark"])
    op.create_table(
        "match_cursor",
        _needed("office", KEY),
        _needed("sequence", sa.Integer()),
        sa.PrimaryKeyConstraint("office", name="pk_match_cursor"),
    )


def downgrade() -> None:
    """Drop the tables; they hold nothing of their own."""
    for table in ("match_cursor", "match_mark", "match_profile"):
        op.drop_table(table)
