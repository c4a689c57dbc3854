"""The schema: brought to this core's state by Alembic, and compared with it before anything is written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from cas_core.problems import Problem, StoreError
from cas_core.store import (  # noqa: F401 - their tables belong to the schema
    case_tables,
    match_tables,
    office_tables,
    public_tables,
    sign_in_tables,
    value_tables,
    web_tables,
)
from cas_core.store.engine import database_file, open_engine, transaction
from cas_core.store.index_tables import INDEXES
from cas_core.store.queue import WriteQueue
from cas_core.store.troubles import told
from cas_core.store.turns import take

BRANCH = "core"
SCHEMA = "schema"
_PACKAGE = Path(__file__).parents[1]
METADATA = next(iter(INDEXES.values())).metadata


def migrations_folder() -> Path:
    """Return the folder of the migrations: inside an installed package, beside it in a checkout."""
    installed = _PACKAGE / "migrations"
    return installed if installed.is_dir() else _PACKAGE.parent / "migrations"


def upgrade(url: str) -> None:
    """Bring a database to the schema of this core; an empty one is set up."""
    with _alone(url) as connection:
        problems = check_schema(connection)
        ahead = [problem for problem in problems if problem.code == "schema-ahead"]
        if ahead:
            raise StoreError(ahead)
        if problems:
            command.upgrade(_config(connection), f"{BRANCH}@head")


def downgrade(url: str, revision: str = "base") -> None:
    """Take the schema of this core back to an earlier revision."""
    with _alone(url) as connection:
        command.downgrade(_config(connection), f"{BRANCH}@{revision}")


def check_schema(connection: Connection) -> list[Problem]:
    """Return a problem when the database is not at the schema of this core."""
    script = ScriptDirectory.from_config(_config(connection))
    wanted = script.get_current_head() or ""
    found = MigrationContext.configure(connection).get_current_heads()
    if wanted in found:
        return []
    known = {revision.revision for revision in script.walk_revisions()}
    if set(found) - known:
        what = "the database was written by a newer release of the core"
        return [Problem("schema-ahead", what, "Install that release, or restore a copy from before the upgrade")]
    return [Problem("schema-behind", "the database has not the schema of this core", "Run: cas db upgrade")]


def check_drift(connection: Connection) -> list[Problem]:
    """Return a problem for each difference between the tables in the database and those of this core."""
    context = MigrationContext.configure(connection, opts={"include_object": _ours})
    return [
        Problem("schema-drift", f"the tables differ: {str(change)[:200]}", "Undo what was changed by hand")
        for change in compare_metadata(context, METADATA)
    ]


@contextmanager
def _alone(url: str) -> Iterator[Connection]:
    """Open a database for a change of its schema, while no other process changes it."""
    engine = open_engine(url)
    try:
        with told(), WriteQueue(database_file(engine)).turn(), transaction(engine) as connection:
            take(connection, SCHEMA)
            yield connection
    finally:
        engine.dispose()


def _ours(_object: object, name: str | None, kind: str, *_rest: object) -> bool:
    return kind != "table" or name in METADATA.tables


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(migrations_folder()))
    config.attributes["connection"] = connection
    return config
