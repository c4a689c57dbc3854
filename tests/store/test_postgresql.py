"""What a database on PostgreSQL shows, keeps and refuses by itself."""

from datetime import UTC, datetime

import psycopg
import pytest
from builders import diary, registered
from databases import by_hand, on_postgresql
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from cas_core import RecordRefused, StoreError
from cas_core.store import Store, attachments, records
from cas_core.store.engine import open_engine
from cas_core.store.settings import check_settings

pytestmark = on_postgresql


def codes(caught):
    return {problem.code for problem in caught.value.problems}


def test_readers_see_one_unchanging_view(cas):
    with cas.store.reading() as connection:
        before = connection.execute(text("SELECT count(*) FROM record")).scalar_one()
        with cas.desk("officer:sho") as desk:
            diary(desk)
        assert connection.execute(text("SELECT count(*) FROM record")).scalar_one() == before
        with pytest.raises(DBAPIError, match="read-only"):
            connection.execute(text("UPDATE counter SET last = 0"))


@pytest.mark.parametrize("table", ["submission", "journal"])
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "UPDATE {} SET office = 'x'", "TRUNCATE {} CASCADE"])
def test_the_database_itself_refuses_to_change_what_was_entered(cas, url, table, statement):
    registered(cas)
    with pytest.raises(DBAPIError, match="append-only"):
        by_hand(url, statement.format(table))


def test_a_value_that_the_database_can_not_keep_is_refused(store):
    with pytest.raises(RecordRefused) as caught, store.writing() as connection:
        attachments.keep(connection, b"x", "text/\0plain", attachments.Sender("sho", "photo.png", datetime.now(UTC)))
    assert codes(caught) == {"unfit-value"}
    with pytest.raises(RecordRefused) as caught, store.writing() as connection:
        attachments.keep(connection, b"x", "x" * 300, attachments.Sender("sho", "photo.png", datetime.now(UTC)))
    assert codes(caught) == {"unfit-value"}


@pytest.mark.parametrize("setting", ["synchronous_commit"])
def test_a_setting_that_loses_entries_in_a_crash_is_refused(url, setting):
    engine = open_engine(url)
    with engine.begin() as connection:
        connection.execute(text(f"SET LOCAL {setting} = off"))
        assert [problem.code for problem in check_settings(connection)] == ["unsafe-setting"]
    engine.dispose()


def test_a_database_without_the_letters_of_all_scripts_is_refused(kind, server):
    with psycopg.connect(server.url("postgres"), autocommit=True) as connection:
        connection.execute("CREATE DATABASE latin ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C' TEMPLATE template0")
    with pytest.raises(StoreError) as caught:
        Store(server.url("latin"))
    assert codes(caught) == {"database-not-utf8"}


def test_a_reader_waits_for_no_writer(cas):
    record = registered(cas)
    with cas.store.writing() as writing, cas.store.reading() as connection:
        assert records.taken(writing, record.id).id == record.id
        connection.execute(text("SET LOCAL lock_timeout = '5s'"))
        assert records.taken(connection, record.id).id == record.id
