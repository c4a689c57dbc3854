"""What goes to the driver as it is comes back as SQLAlchemy would have brought it, and fails as it would have failed."""

from datetime import UTC, date, datetime, timedelta

import pytest
from databases import by_hand, on_both, on_postgresql
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import bindparam, select
from sqlalchemy.exc import IntegrityError, ProgrammingError

from cas_core import RecordRefused, StoreError
from cas_core.store import Store, officers, records, rows, upgrade, values
from cas_core.store.case_tables import Clock
from cas_core.store.direct import Direct
from cas_core.store.office_tables import Posting

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)
POSTINGS = select(Posting.__table__).where(Posting.since <= bindparam("day")).order_by(Posting.since).limit(2)
DUE = (Clock.record == bindparam("of"), Clock.due_at <= bindparam("by"))
CLOCKS = select(Clock.__table__).where(*DUE).order_by(Clock.clock)
HEAD = {"composition": "0" * 64, "created_by": "sho", "office": "upparpet", "state": "ka", "status": "registered"}


def clock(name, *, ceased=False, stopped_at=None):
    moments = {"started_at": NOON, "due_at": NOON + timedelta(days=60), "stopped_at": stopped_at, "breached_at": None}
    return {"record": "id-1", "clock": name, "subject": "A1", "ceased": ceased, **moments}


def record(number):
    told = {"register": "fir", "series": "", "period": "2026", "number": f"{number:04}/2026", "created_at": NOON}
    return {**HEAD, **told, "id": f"id-{number}", "serial": number, "national_number": f"KA-{number}"}


def posting(office, since, until=None):
    return {"officer": "sho", "office": office, "role": "sho", "since": since, "until": until}


def asked(connection, statement, **given):
    """Return what a statement finds, when SQLAlchemy runs it and when the driver does."""
    ours = Direct(statement).all(connection, **given)
    theirs = connection.execute(statement, given).all()
    assert [row._asdict() for row in ours] == [dict(row._mapping) for row in theirs]
    return ours


@pytest.fixture
def store(store):
    """A store with an officer, who can be posted."""
    with store.writing() as connection:
        officers.enlist(connection, "sho", "A", "INSP", date.min)
    return store


@on_both
def test_moments_days_and_empty_columns_come_back_as_they_were(store):
    with store.writing() as connection:
        records.add_record(connection, record(1), ())
        rows.add(connection, Clock, [clock("bail"), clock("report", ceased=True, stopped_at=NOON)])
        rows.add(connection, Posting, [posting("upparpet", date(2025, 1, 31), date(2025, 12, 1))])
        rows.add(connection, Posting, [posting(office, date(2026, 1, 31)) for office in ("a", "b", "c")])

        bail, report = asked(connection, CLOCKS, of="id-1", by=NOON + timedelta(days=60))
        found = asked(connection, POSTINGS, day=date(2026, 11, 27))

    assert (bail.ceased, bail.stopped_at, bail.started_at) == (False, None, NOON)
    assert (report.ceased, report.stopped_at) == (True, NOON)
    assert (found[0].since, found[0].until, found[1].until) == (date(2025, 1, 31), date(2025, 12, 1), None)
    assert len(found) == 2


@on_both
def test_a_query_that_finds_nothing_says_so(store):
    with store.writing() as connection:
        records.add_record(connection, record(1), ())
        rows.add(connection, Clock, [clock("bail")])
        assert Direct(CLOCKS).all(connection, of="id-1", by=NOON + timedelta(days=59)) == []
        assert Direct(CLOCKS).all(connection, of="nobody", by=NOON) == []
        assert Direct(CLOCKS).first(connection, of="nobody", by=NOON) is None


@on_both
def test_a_day_may_stand_in_the_statement_and_a_value_may_not_be_left_out(store):
    begun = select(Posting.office).where(Posting.since == date(2026, 1, 31), Posting.role == bindparam("of"))
    with store.writing() as connection:
        rows.add(connection, Posting, [posting("upparpet", date(2026, 1, 31)), posting("a", date(2026, 2, 1))])
        assert [row.office for row in asked(connection, begun, of="sho")] == ["upparpet"]
    with pytest.raises((KeyError, ProgrammingError)), store.reading() as connection:
        Direct(begun).all(connection, off="sho")


@on_both
def test_what_the_database_refuses_is_told_without_the_values(store):
    with store.writing() as connection:
        rows.add(connection, Posting, [posting("upparpet", date(2026, 1, 31))])
    with pytest.raises(IntegrityError) as caught, store.writing() as connection:
        rows.add(connection, Posting, [posting("cubbon", date(2026, 1, 31)), posting("upparpet", date(2026, 1, 31))])

    assert "posting" in str(caught.value).lower()
    assert "cubbon" not in str(caught.value)
    with store.reading() as connection:
        assert [row.office for row in Direct(POSTINGS).all(connection, day=date.max)] == ["upparpet"]


@on_both
def test_half_a_character_is_refused_in_a_question_and_in_a_row(store):
    for ask in (
        lambda connection: records.heads(connection, ["\ud800"]),
        lambda connection: rows.add(connection, Posting, [posting("\ud800", date.min), posting("b", date.min)]),
    ):
        with pytest.raises(RecordRefused) as caught, store.writing() as connection:
            ask(connection)
        assert [problem.code for problem in caught.value.problems] == ["unfit-value"]


@on_postgresql
def test_a_connection_that_was_cut_is_a_problem_and_the_next_one_works(store, url):
    cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = '{}'"
    with pytest.raises(StoreError) as caught, store.writing() as connection:
        name = connection.exec_driver_sql("SELECT current_database()").scalar_one()
        by_hand(url, cut.format(name))
        values.latest(connection)

    assert [problem.code for problem in caught.value.problems] == ["database-unreachable"]
    with store.reading() as connection:
        assert values.latest(connection) == 0


def test_a_table_that_is_missing_is_told_as_such(store, url):
    by_hand(url, "DROP TABLE local_value")
    with pytest.raises(StoreError) as caught, store.reading() as connection:
        values.latest(connection)

    assert [problem.code for problem in caught.value.problems] == ["database-differs"]


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    url = f"sqlite:///{tmp_path_factory.mktemp('many') / 'cas.db'}"
    upgrade(url)
    opened = Store(url)
    with opened.writing() as connection:
        for number in range(9):
            records.add_record(connection, record(number), ())
    yield opened
    opened.close()


@given(wanted=st.sets(st.integers(0, 12)))
def test_of_however_many_records_the_heads_of_those_that_are_there_are_found(many, wanted):
    with many.reading() as connection:
        found = records.heads(connection, [f"id-{number}" for number in sorted(wanted)])

    assert sorted(head.id for head in found) == sorted(f"id-{number}" for number in wanted if number < 9)
