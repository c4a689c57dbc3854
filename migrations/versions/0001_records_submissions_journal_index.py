"""Records, submissions, journal, index."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = ("core",)
depends_on = None

APPEND_ONLY = ("submission", "journal")
"""What was entered and what happened is never changed: the database refuses it, whoever asks."""


def _refuse(verb: str, table: str) -> None:
    name = f"{table}_append_only_{verb.lower()}"
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"CREATE TRIGGER {name} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, 'append-only'); END")
        return
    op.execute(
        "CREATE OR REPLACE FUNCTION cas_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'append-only'; END $$"
    )
    op.execute(f"CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW EXECUTE FUNCTION cas_append_only()")


def upgrade() -> None:
    """Apply this step."""
    op.create_table(
        "answer",
        sa.Column("office", sa.String(length=80), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("request", sa.String(length=64), nullable=False),
        sa.Column("result", sa.String(length=36), nullable=False),
        sa.PrimaryKeyConstraint("office", "key", name=op.f("pk_answer")),
    )
    op.create_table(
        "attachment",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.String(length=200), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_attachment")),
    )
    op.create_table(
        "counter",
        sa.Column("scope", sa.String(length=200), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("scope", name=op.f("pk_counter")),
    )
    op.create_table(
        "journal",
        sa.Column("office", sa.String(length=80), nullable=False),
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.Column("actor", sa.String(length=80), nullable=False),
        sa.Column("verb", sa.String(length=80), nullable=False),
        sa.Column("record", sa.String(length=36), nullable=False),
        sa.Column("submission", sa.String(length=36), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("national_digest", sa.String(length=64), nullable=False),
        sa.Column("state_digest", sa.String(length=64), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("office", "sequence", name=op.f("pk_journal")),
    )
    with op.batch_alter_table("journal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_journal_record"), ["record"], unique=False)

    op.create_table(
        "office",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("code", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("local_name", sa.String(length=200), nullable=False),
        sa.Column("type", sa.String(length=80), nullable=False),
        sa.Column("parent", sa.String(length=80), nullable=False),
        sa.Column("district", sa.String(length=80), nullable=False),
        sa.Column("unit", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("id", "valid_from", name=op.f("pk_office")),
    )
    op.create_table(
        "officer",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("rank", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_officer")),
    )
    op.create_table(
        "record",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("state", sa.String(length=80), nullable=False),
        sa.Column("office", sa.String(length=80), nullable=False),
        sa.Column("register", sa.String(length=80), nullable=False),
        sa.Column("series", sa.String(length=80), nullable=False),
        sa.Column("period", sa.String(length=80), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=200), nullable=False),
        sa.Column("national_number", sa.String(length=200), nullable=False),
        sa.Column("status", sa.String(length=80), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("composition", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record")),
        sa.UniqueConstraint("national_number", name=op.f("uq_record_national_number")),
        sa.UniqueConstraint(
            "state",
            "office",
            "register",
            "series",
            "period",
            "serial",
            name=op.f("uq_record_state_office_register_series_period_serial"),
        ),
    )
    op.create_table(
        "clock",
        sa.Column("record", sa.String(length=36), nullable=False),
        sa.Column("clock", sa.String(length=80), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["record"], ["record.id"], name=op.f("fk_clock_record")),
        sa.PrimaryKeyConstraint("record", "clock", "started_at", name=op.f("pk_clock")),
    )
    with op.batch_alter_table("clock", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_clock_due_at"), ["due_at"], unique=False)

    op.create_table(
        "firearm_index",
        sa.Column("kind", sa.String(length=80), nullable=False),
        sa.Column("number", sa.String(length=200), nullable=False),
        sa.Column("submission", sa.String(length=36), nullable=False),
        sa.Column("path", sa.String(length=200), nullable=False),
        sa.Column("record", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["record"], ["record.id"], name=op.f("fk_firearm_index_record")),
        sa.PrimaryKeyConstraint("submission", "path", name=op.f("pk_firearm_index")),
    )
    with op.batch_alter_table("firearm_index", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_firearm_index_number"), ["number"], unique=False)
        batch_op.create_index(batch_op.f("ix_firearm_index_record"), ["record"], unique=False)

    op.create_table(
        "offence_index",
        sa.Column("act", sa.String(length=80), nullable=False),
        sa.Column("section", sa.String(length=80), nullable=False),
        sa.Column("submission", sa.String(length=36), nullable=False),
        sa.Column("path", sa.String(length=200), nullable=False),
        sa.Column("record", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["record"], ["record.id"], name=op.f("fk_offence_index_record")),
        sa.PrimaryKeyConstraint("submission", "path", name=op.f("pk_offence_index")),
    )
    with op.batch_alter_table("offence_index", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_offence_index_record"), ["record"], unique=False)
        batch_op.create_index(batch_op.f("ix_offence_index_section"), ["section"], unique=False)

    op.create_table(
        "person_index",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("roman", sa.String(length=200), nullable=False),
        sa.Column("name_key", sa.String(length=200), nullable=False),
        sa.Column("relative_name", sa.String(length=200), nullable=False),
        sa.Column("gender", sa.String(length=80), nullable=False),
        sa.Column("birth_year", sa.String(length=80), nullable=False),
        sa.Column("mobile", sa.String(length=80), nullable=False),
        sa.Column("submission", sa.String(length=36), nullable=False),
        sa.Column("path", sa.String(length=200), nullable=False),
        sa.Column("record", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["record"], ["record.id"], name=op.f("fk_person_index_record")),
        sa.PrimaryKeyConstraint("submission", "path", name=op.f("pk_person_index")),
    )
    with op.batch_alter_table("person_index", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_person_index_mobile"), ["mobile"], unique=False)
        batch_op.create_index(batch_op.f("ix_person_index_name_key"), ["name_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_person_index_record"), ["record"], unique=False)

    op.create_table(
        "place_index",
        sa.Column("district", sa.String(length=200), nullable=False),
        sa.Column("village", sa.String(length=200), nullable=False),
        sa.Column("pin", sa.String(length=80), nullable=False),
        sa.Column("submission", sa.String(length=36), nullable=False),
        sa.Column("path", sa.String(length=200), nullable=False),
        sa.Column("record", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["record"], ["record.id"], name=op.f("fk_place_index_record")),
        sa.PrimaryKeyConstraint("submission", "path", name=op.f("pk_place_index")),
    )
    with op.batch_alter_table("place_index", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_place_index_pin"), ["pin"], unique=False)
        batch_op.create_index(batch_op.f("ix_place_index_record"), ["record"], unique=False)

    op.create_table(
        "posting",
        sa.Column("officer", sa.String(length=80), nullable=False),
        sa.Column("office", sa.String(length=80), nullable=False),
        sa.Column("role", sa.String(length=80), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["officer"], ["officer.id"], name=op.f("fk_posting_officer")),
        sa.PrimaryKeyConstraint("officer", "office", "role", "since", name=op.f("pk_posting")),
    )
    op.create_table(
        "property_index",
        sa.Column("kind", sa.String(length=80), nullable=False),
        sa.Column("description", sa.String(length=200), nullable=False),
        sa.Column("identifier", sa.String(length=200), nullable=False),
        sa.Column("submission", sa.String(length=36), nullable=False),
        sa.Column("path", sa.String(length=200), nullable=False),
        sa.Column("record", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["record"], ["record.id"], name=op.f("fk_property_index_record")),
        sa.PrimaryKeyConstraint("submission", "path", name=op.f("pk_property_index")),
    )
    with op.batch_alter_table("property_index", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_property_index_identifier"), ["identifier"], unique=False)
        batch_op.create_index(batch_op.f("ix_property_index_record"), ["record"], unique=False)

    op.create_table(
        "record_alias",
        sa.Column("record", sa.String(length=36), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("text", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["record"], ["record.id"], name=op.f("fk_record_alias_record")),
        sa.PrimaryKeyConstraint("record", "key", name=op.f("pk_record_alias")),
    )
    with op.batch_alter_table("record_alias", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_record_alias_key"), ["key"], unique=False)

    op.create_table(
        "submission",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("record", sa.String(length=36), nullable=False),
        sa.Column("form", sa.String(length=80), nullable=False),
        sa.Column("supersedes", sa.String(length=36), nullable=True),
        sa.Column("national", sa.Text(), nullable=False),
        sa.Column("rest", sa.Text(), nullable=False),
        sa.Column("seed", sa.String(length=64), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by", sa.String(length=80), nullable=False),
        sa.Column("office", sa.String(length=80), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("composition", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["record"], ["record.id"], name=op.f("fk_submission_record")),
        sa.ForeignKeyConstraint(["supersedes"], ["submission.id"], name=op.f("fk_submission_supersedes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission")),
        sa.UniqueConstraint("supersedes", name=op.f("uq_submission_supersedes")),
    )
    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_submission_record_form"), ["record", "form"], unique=False)

    op.create_table(
        "vehicle_index",
        sa.Column("registration", sa.String(length=80), nullable=False),
        sa.Column("chassis", sa.String(length=80), nullable=False),
        sa.Column("engine", sa.String(length=80), nullable=False),
        sa.Column("make", sa.String(length=200), nullable=False),
        sa.Column("model", sa.String(length=200), nullable=False),
        sa.Column("submission", sa.String(length=36), nullable=False),
        sa.Column("path", sa.String(length=200), nullable=False),
        sa.Column("record", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["record"], ["record.id"], name=op.f("fk_vehicle_index_record")),
        sa.PrimaryKeyConstraint("submission", "path", name=op.f("pk_vehicle_index")),
    )
    with op.batch_alter_table("vehicle_index", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_vehicle_index_chassis"), ["chassis"], unique=False)
        batch_op.create_index(batch_op.f("ix_vehicle_index_engine"), ["engine"], unique=False)
        batch_op.create_index(batch_op.f("ix_vehicle_index_record"), ["record"], unique=False)
        batch_op.create_index(batch_op.f("ix_vehicle_index_registration"), ["registration"], unique=False)
    for table in APPEND_ONLY:
        for verb in ("UPDATE", "DELETE"):
            _refuse(verb, table)


def downgrade() -> None:
    """Undo this step."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION IF EXISTS cas_append_only() CASCADE")
    with op.batch_alter_table("vehicle_index", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_vehicle_index_registration"))
        batch_op.drop_index(batch_op.f("ix_vehicle_index_record"))
        batch_op.drop_index(batch_op.f("ix_vehicle_index_engine"))
        batch_op.drop_index(batch_op.f("ix_vehicle_index_chassis"))

    op.drop_table("vehicle_index")
    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_submission_record_form"))

    op.drop_table("submission")
    with op.batch_alter_table("record_alias", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_record_alias_key"))

    op.drop_table("record_alias")
    with op.batch_alter_table("property_index", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_property_index_record"))
        batch_op.drop_index(batch_op.f("ix_property_index_identifier"))

    op.drop_table("property_index")
    op.drop_table("posting")
    with op.batch_alter_table("place_index", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_place_index_record"))
        batch_op.drop_index(batch_op.f("ix_place_index_pin"))

    op.drop_table("place_index")
    with op.batch_alter_table("person_index", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_person_index_record"))
        batch_op.drop_index(batch_op.f("ix_person_index_name_key"))
        batch_op.drop_index(batch_op.f("ix_person_index_mobile"))

    op.drop_table("person_index")
    with op.batch_alter_table("offence_index", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_offence_index_section"))
        batch_op.drop_index(batch_op.f("ix_offence_index_record"))

    op.drop_table("offence_index")
    with op.batch_alter_table("firearm_index", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_firearm_index_record"))
        batch_op.drop_index(batch_op.f("ix_firearm_index_number"))

    op.drop_table("firearm_index")
    with op.batch_alter_table("clock", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_clock_due_at"))

    op.drop_table("clock")
    op.drop_table("record")
    op.drop_table("officer")
    op.drop_table("office")
    with op.batch_alter_table("journal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_journal_record"))

    op.drop_table("journal")
    op.drop_table("counter")
    op.drop_table("attachment")
    op.drop_table("answer")
