"""What the store refuses, and how its schema comes and goes."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from builders import diary, posted
from databases import by_hand, on_both

from cas_core import RecordRefused, StoreError
from cas_core.store import Store, answers, downgrade, queue, upgrade
from cas_core.store.keys import name_keys, number_key
from cas_core.store.migrate import check_drift
from cas_core.store.oversight import within
from cas_core.store.records import newest, next_serial
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
    with cas.desk("officer:sho") as desk:
        first = diary(desk, "first")

    def enter(writer):
        for number in range(5):
            with cas.desk("officer:sho") as desk:
                desk.read(first)
                diary(desk, f"{writer}-{number}")

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(enter, range(4)))
    with cas.store.reading() as connection:
        found = [row.serial for row in newest(connection, [within(["upparpet"], ["general_diary"])], 100)]
    cas.close()
    assert sorted(found) == list(range(1, 22))


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
@pytest.mark.parametrize("use", [Store, upgrade])
def test_a_newer_database_is_neither_opened_nor_upgraded(url, use):
    by_hand(url, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError) as caught:
        use(url)
    assert codes(caught) == ["schema-ahead"]


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("sqlite://", "database-in-memory"),
        ("nonsense", "bad-database-url"),
        ("mysql://root@localhost/cas", "bad-database-url"),
        ("postgresql://root@localhost:port/cas", "bad-database-url"),
        ("sqlite:///cas.db?timeout=long", "bad-database-url"),
        ("sqlite:///cas\x00.db", "bad-database-url"),
        ("sqlite:///no/such/folder/cas.db", "no-database"),
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


@pytest.mark.parametrize(
    ("held", "code"),
    [(b"Dear Sir,\n" * 100, "database-damaged"), (b"SQLite format 3\x00" + b"\xff" * 4000, "database-damaged")],
)
def test_a_file_that_is_no_database_is_refused_and_stays_as_it_is(tmp_path, held, code):
    file = tmp_path / "cas.db"
    file.write_bytes(held)

    for open_it in (Store, upgrade):
        with pytest.raises(StoreError) as caught:
            open_it(f"sqlite:///{file}")
        assert codes(caught) == [code]

    assert file.read_bytes() == held


def test_a_misspelt_address_makes_no_database(tmp_path):
    with pytest.raises(StoreError) as caught:
        Store(f"sqlite:///{tmp_path / 'kaa.db'}")

    assert codes(caught) == ["no-database"]
    assert list(tmp_path.iterdir()) == []


def test_a_new_database_in_no_folder_is_refused(tmp_path):
    with pytest.raises(StoreError) as caught:
        upgrade(f"sqlite:///{tmp_path / 'none/ka.db'}")

    assert codes(caught) == ["database-folder"]


@on_both
def test_a_table_that_is_missing_is_no_fault_of_the_program(url):
    by_hand(url, "DROP TABLE posting")
    store = Store(url)

    with pytest.raises(StoreError) as caught, store.reading() as connection:
        connection.exec_driver_sql("SELECT * FROM posting")

    assert codes(caught) == ["database-differs"]
    store.close()


@on_both
def test_a_text_with_half_a_character_is_refused(store):
    with pytest.raises(RecordRefused) as caught, store.writing() as connection:
        answers.known(connection, "market", "\ud800")

    assert codes(caught) == ["unfit-value"]
