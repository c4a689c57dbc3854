"""Readers of the journals go on from where they are: webhooks, and what describes records for matching."""

from datetime import UTC, date, datetime

import pytest
from databases import on_both, on_postgresql
from sqlalchemy import insert, select, text

from cas_core.store import deliveries, journal, matches
from cas_core.store.office_tables import Office
from cas_core.store.tables import Journal

NOW = datetime(2026, 11, 24, tzinfo=UTC)
MANY = 500
READ = text("SELECT seq_tup_read + idx_tup_fetch FROM pg_stat_xact_user_tables WHERE relname = 'journal'")


@pytest.fixture
def offices(store):
    """Three offices, of which one was renamed; the last has not written anything."""
    line = dict.fromkeys(("code", "name", "local_name", "type", "parent", "district", "unit", "successor"), "")
    spans = [("a", date(2020, 1, 1)), ("a", date(2021, 1, 1)), ("b", date(2020, 1, 1)), ("c", date(2020, 1, 1))]
    with store.writing() as connection:
        connection.execute(insert(Office), [{**line, "id": office, "valid_from": day} for office, day in spans])
        for office in ("b", "a", "b", "a"):
            journal.append(connection, journal.Event(office, "sho", "read", NOW))


def waiting(store, most=100):
    with store.reading() as connection:
        return [(row.office, row.sequence) for row in deliveries.waiting(connection, "r", most)]


@on_both
@pytest.mark.usefixtures("offices")
def test_entries_come_office_by_office_from_where_the_reader_is(store):
    assert waiting(store) == [("a", 1), ("a", 2), ("b", 1), ("b", 2)]
    assert waiting(store, 3) == [("a", 1), ("a", 2), ("b", 1)]

    with store.writing() as connection:
        deliveries.delivered(connection, "r", journal.entries(connection, "a")[-1], NOW)
        deliveries.delivered(connection, "r", journal.entries(connection, "b")[0], NOW)
        deliveries.delivered(connection, "another", journal.entries(connection, "b")[1], NOW)

    assert waiting(store) == [("b", 2)]


@on_postgresql
@pytest.mark.usefixtures("offices")
def test_who_is_at_the_end_of_the_journals_reads_none_of_them_again(store):
    """PostgreSQL knows how long the journals are, and would rather read them as a whole."""
    with store.writing() as connection:
        entry = connection.execute(select(Journal.__table__).limit(1)).one()._asdict()
        for office in ("a", "b"):
            held = [{**entry, "office": office, "sequence": number} for number in range(3, MANY)]
            connection.execute(insert(Journal), held)
            deliveries.delivered(connection, "r", journal.latest(connection, office, 1)[0], NOW)
        matches.advance(connection, {"a": MANY - 1, "b": MANY - 1})
    with store.writing() as connection:
        connection.execute(text("ANALYZE"))

    with store.reading() as connection:
        assert deliveries.waiting(connection, "r", 500) == []
        assert matches.waiting(connection, 500) == []
        assert connection.execute(READ).scalar_one() < MANY / 10
