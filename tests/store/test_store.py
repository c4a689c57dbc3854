"""What the store refuses, and how its schema comes and goes."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from builders import diary, posted
from databases import by_hand, on_both

from cas_core import RecordRefused, StoreError
from cas_core.store import Store, answers, downgrade, queue, upgrade
from cas_core.store.keys import name_keys, number_key
from cas_core.store.migrate import check_drift
from cas_core.store.records import listed, next_serial
from cas_core.store.settings import check_settings


def codes(caught):
    return [problem.code for problem in caught.value.problems]


@on_both
def test_serials_are_taken_only_by_transactions_that_commit(store):
    with store.writing() as connection:
        assert next_serial(connection, "fir", 1) == 1
    with pytest.raises(ZeroDivisionError), store.writing() as connection:
        assert next_serial(connection, "fir", 1) == 2
        raise ZeroDivisionError
    with store.writing() as connection:
        assert next_serial(connection, "fir", 1) == 2


def test_without_the_systems_lock_writers_still_follow_one_another(builds, url, monkeypatch):
    """A writer has the database before it looks: one that looked first would have to give up what it found."""
    monkeypatch.setattr(queue, "fcntl", None)
    cas = posted(builds["ka"], url)

    def enter(writer):
        for number in range(5):
            with cas.desk("officer:sho") as desk:
                diary(desk, f"{writer}-{number}")

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(enter, range(4)))
    with cas.store.reading() as connection:
        found = [row.serial for row in listed(connection, "general_diary", ["upparpet"], 100)]
    cas.close()
    assert sorted(found) == list(range(1, 21))


@on_both
def test_a_legacy_period_begins_where_the_old_system_left_off(store):
    with store.writing() as connection:
        assert [next_serial(connection, "fir/2024", 1501) for _ in range(2)] == [1501, 1502]


@on_both
def test_the_same_key_gets_the_same_answer_and_another_request_is_refused(store):
    with store.writing() as connection:
        assert answers.claim(connection, "up", "k", ("digest", "record-1")) is None
        assert answers.claim(connection, "up", "k", ("digest", "record-2")) == "record-1"
        with pytest.raises(RecordRefused) as caught:
            answers.claim(connection, "up", "k", ("other", "record-3"))
    assert codes(caught) == ["key-reused"]


@on_both
def test_the_schema_is_set_up_taken_back_and_set_up_again(empty):
    upgrade(empty)
    downgrade(empty)
    with pytest.raises(StoreError) as caught:
        Store(empty)
    assert codes(caught) == ["schema-behind"]
    upgrade(empty)
    store = Store(empty)
    with store.reading() as connection:
        assert check_drift(connection) == []
    store.close()


@on_both
def test_tables_changed_by_hand_are_reported(url):
    by_hand(url, "ALTER TABLE record ADD COLUMN remark TEXT")
    store = Store(url)
    with store.reading() as connection:
        assert [problem.code for problem in check_drift(connection)] == ["schema-drift"]
    store.close()


@on_both
def test_a_newer_database_is_not_opened(url):
    by_hand(url, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError) as caught:
        Store(url)
    assert codes(caught) == ["schema-ahead"]


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("sqlite://", "database-in-memory"),
        ("nonsense", "bad-database-url"),
        ("mysql://root@localhost/cas", "bad-database-url"),
        ("postgresql://nobody@/cas?host=/nowhere", "database-unreachable"),
    ],
)
def test_an_unusable_address_is_refused(url, code):
    with pytest.raises(StoreError) as caught:
        Store(url)
    assert codes(caught) == [code]


@pytest.mark.parametrize(
    ("setting", "code"),
    [
        ("journal_mode = MEMORY", "unsafe-journal-mode"),
        ("synchronous = OFF", "unsafe-synchronous"),
        ("foreign_keys = OFF", "foreign-keys-off"),
    ],
)
def test_settings_that_lose_entries_in_a_crash_are_reported(store, setting, code):
    with store._engine.connect() as connection:
        connection.connection.execute(f"PRAGMA {setting}")
        found = [problem.code for problem in check_settings(connection)]
        connection.connection.execute("PRAGMA journal_mode = TRUNCATE")
        connection.invalidate()
    assert found == [code]


@pytest.mark.parametrize("written", ["Crime No. 0012/2024", "CRIME NO 0012/2024", "Crime No. ೦೦೧೨/೨೦೨೪"])
def test_a_number_is_found_however_it_is_typed(written):
    assert number_key(written) == number_key("crime no.0012/2024")


@pytest.mark.parametrize(
    ("one", "other"), [("Ramesh Kumar", "Kumaar Rameesh"), ("Venkatesh", "Wenkatesh"), ("Lakshmi", "Laksmi")]
)
def test_names_that_sound_alike_have_one_key(one, other):
    assert name_keys(one) == name_keys(other)
