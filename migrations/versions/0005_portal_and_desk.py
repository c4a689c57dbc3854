"""Portal and desk: accounts, sessions, receipts, drafts, payments, decisions on matches."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

KEY, NAME, DIGEST, ID = sa.String(length=80), sa.String(length=200), sa.String(length=64), sa.String(length=36)
MOMENT = sa.DateTime(timezone=True)


def _needed(name: str, kind: sa.types.TypeEngine) -> sa.Column:
    return sa.Column(name, kind, nullable=False)


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "account",
        _needed("officer", KEY),
        _needed("password", NAME),
        _needed("second", KEY),
        _needed("second_confirmed", sa.Boolean()),
        _needed("second_used", sa.Integer()),
        _needed("failures", sa.Integer()),
        sa.Column("failed_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["officer"], ["officer.id"], name="fk_account_officer"),
        sa.PrimaryKeyConstraint("officer", name="pk_account"),
    )
    op.create_table(
        "login_session",
        _needed("token", DIGEST),
        _needed("kind", KEY),
        _needed("subject", NAME),
        _needed("office", KEY),
        _needed("begun_at", MOMENT),
        _needed("seen_at", MOMENT),
        sa.PrimaryKeyConstraint("token", name="pk_login_session"),
    )
    op.create_index("ix_login_session_subject", "login_session", ["subject"])
    op.create_table(
        "one_time_code",
        _needed("contact", DIGEST),
        _needed("code", DIGEST),
        _needed("sent_at", MOMENT),
        _needed("tries", sa.Integer()),
        sa.PrimaryKeyConstraint("contact", name="pk_one_time_code"),
    )
    op.create_table(
        "api_token",
        _needed("token", DIGEST),
        _needed("officer", KEY),
        _needed("office", KEY),
        _needed("label", NAME),
        _needed("issued_at", MOMENT),
        _needed("until", MOMENT),
        sa.ForeignKeyConstraint(["officer"], ["officer.id"], name="fk_api_token_officer"),
        sa.PrimaryKeyConstraint("token", name="pk_api_token"),
    )
    op.create_index("ix_api_token_officer", "api_token", ["officer"])
    op.create_table(
        "receipt",
        _needed("record", ID),
        _needed("code", DIGEST),
        _needed("contact", DIGEST),
        _needed("service", KEY),
        sa.ForeignKeyConstraint(["record"], ["record.id"], name="fk_receipt_record"),
        sa.PrimaryKeyConstraint("record", name="pk_receipt"),
    )
    op.create_index("ix_receipt_contact", "receipt", ["contact"])
    op.create_table(
        "draft",
        _needed("id", ID),
        _needed("owner", NAME),
        _needed("office", KEY),
        _needed("register", KEY),
        _needed("record", ID),
        _needed("form", KEY),
        _needed("data", sa.Text()),
        _needed("saved_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_draft"),
    )
    op.create_index("ix_draft_owner", "draft", ["owner"])
    op.create_table(
        "payment",
        _needed("id", ID),
        _needed("record", ID),
        _needed("amount", KEY),
        _needed("reference", NAME),
        _needed("asked_at", MOMENT),
        sa.Column("paid_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["record"], ["record.id"], name="fk_payment_record"),
        sa.PrimaryKeyConstraint("id", name="pk_payment"),
    )
    op.create_index("ix_payment_record", "payment", ["record"])
    op.create_table(
        "match_decision",
        _needed("record", ID),
        _needed("other", ID),
        _needed("same", sa.Boolean()),
        _needed("decided_by", KEY),
        _needed("decided_at", MOMENT),
        sa.ForeignKeyConstraint(["record"], ["record.id"], name="fk_match_decision_record"),
        sa.ForeignKeyConstraint(["other"], ["record.id"], name="fk_match_decision_other"),
        sa.PrimaryKeyConstraint("record", "other", name="pk_match_decision"),
    )
    op.create_table(
        "name_index",
        _needed("submission", ID),
        _needed("path", NAME),
        _needed("sound", KEY),
        _needed("bones", KEY),
        _needed("record", ID),
        sa.ForeignKeyConstraint(["record"], ["record.id"], name="fk_name_index_record"),
        sa.PrimaryKeyConstraint("submission", "path", "sound", name="pk_name_index"),
    )
    for column in ("sound", "bones", "record"):
        op.create_index(f"ix_name_index_{column}", "name_index", [column])


def downgrade() -> None:
    """Drop the tables. Accounts, receipts and drafts are lost; records are not."""
    for table in (
        "name_index",
        "match_decision",
        "payment",
        "draft",
        "receipt",
        "api_token",
        "one_time_code",
        "login_session",
        "account",
    ):
        op.drop_table(table)
