"""Pictures that a public entry shows are found by a term, like its words and numbers."""

import re

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

AT_ONCE = 1000
FILES = re.compile(r'"sha256":"([0-9a-f]{64})"')
ENTRY = sa.table("public_entry", sa.column("record"), sa.column("view"), sa.column("status"), sa.column("data"))
TERM = sa.table("public_term", sa.column("record"), sa.column("view"), sa.column("term"))


def upgrade() -> None:
    """Add the terms of all that is published."""
    connection = op.get_bind()
    published = sa.select(ENTRY.c.record, ENTRY.c.view, ENTRY.c.data).where(ENTRY.c.status == "published")
    for rows in connection.execute(published, execution_options={"yield_per": AT_ONCE}).partitions():
        terms = [
            {"record": row.record, "view": row.view, "term": f"sha256:{digest}"}
            for row in rows
            for digest in set(FILES.findall(row.data))
        ]
        if terms:
            connection.execute(sa.insert(TERM), terms)


def downgrade() -> None:
    """Remove them; the earlier core looks into the entries themselves."""
    op.execute(sa.delete(TERM).where(TERM.c.term.startswith("sha256:")))
