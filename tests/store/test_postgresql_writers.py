"""On PostgreSQL many write at once; what SQLite gives by one writer at a time must hold there as well."""

import multiprocessing
import os
import threading
from concurrent.futures import FIRST_EXCEPTION, BrokenExecutor, ProcessPoolExecutor, ThreadPoolExecutor, wait
from datetime import UTC, datetime

import pytest
from builders import diary, form, registered
from databases import on_postgresql
from sqlalchemy import text

from cas_core import Cas, RecordRefused, StoreError
from cas_core.composition.saved import save_build
from cas_core.store import Store, attachments, journal, upgrade
from cas_core.store.migrate import check_drift
from cas_core.store.turns import ESTABLISHMENT

pytestmark = on_postgresql
NOW = datetime(2026, 11, 24, tzinfo=UTC)
SENDER = attachments.Sender("sho", "photo.png", NOW)
WRITERS, EACH = 16, 10
BOUND = 120
"""Seconds after which a writer counts as hanging; what the server lets one wait is less, see `conftest.BOUNDED`."""


def at_once(*works):
    """Do works in threads that begin together, and return what each returned, or raise what one raised."""
    start = threading.Barrier(len(works))

    def begun(work):
        start.wait(30)
        return work()

    with ThreadPoolExecutor(len(works)) as pool:
        return [future.result(BOUND) for future in [pool.submit(begun, work) for work in works]]


def serials(cas, register):
    with cas.store.reading() as connection:
        rows = connection.execute(
            text("SELECT serial FROM record WHERE register = :r ORDER BY serial"), {"r": register}
        )
        return [row.serial for row in rows]


def test_16_threads_at_one_station_leave_no_gap_and_a_whole_journal(cas):
    def enter(writer):
        for number in range(EACH):
            with cas.desk("officer:sho") as desk:
                diary(desk, f"{writer}-{number}")

    at_once(*(lambda writer=writer: enter(writer) for writer in range(WRITERS)))

    assert serials(cas, "general_diary") == list(range(1, WRITERS * EACH + 1))
    assert cas.verify() == []


def in_a_process(folder, url, writer):
    """Enter a share of diary entries, as another server would; raise what went wrong as any process can read it."""
    cas = Cas.open(folder, url)
    try:
        for number in range(EACH):
            with cas.desk("officer:sho") as desk:
                diary(desk, f"{writer}-{number}")
    except Exception as error:  # noqa: BLE001 - an error of the driver can't be made anew in another process
        raise RuntimeError(f"{type(error).__name__}: {error}") from None
    finally:
        cas.close()


def in_processes(count, work, *shares):
    """Do works in processes, or raise what the first to fail met; one that is killed is a failure as well."""
    with ProcessPoolExecutor(count, multiprocessing.get_context("spawn")) as pool:
        started = [pool.submit(work, *share) for share in shares]
        done, waiting = wait(started, BOUND, FIRST_EXCEPTION)
        for each in waiting:
            each.cancel()
        for each in done:
            each.result()
        assert not waiting, f"{len(waiting)} of {len(started)} writers hang"


def test_a_process_that_dies_is_noticed(kind):
    with pytest.raises(BrokenExecutor):
        in_processes(1, os.abort, ())


def test_16_processes_at_one_station_leave_no_gap_and_a_whole_journal(cas, builds, url, tmp_path):
    save_build(builds["ka"], tmp_path)
    in_processes(4, in_a_process, *((tmp_path, url, writer) for writer in range(WRITERS)))

    assert serials(cas, "general_diary") == list(range(1, WRITERS * EACH + 1))
    assert cas.verify() == []


def test_a_refused_entry_among_others_takes_no_number(cas):
    def enter(writer):
        with cas.desk("officer:sho") as desk:
            if writer % 2:
                with pytest.raises(RecordRefused):
                    desk.enter("fir", form("fir", gd_entry="446c5bdf-9228-44bd-bd49-eb346c3071c8"), key=f"f{writer}")
                raise ZeroDivisionError
            diary(desk, f"d{writer}")

    def undone(writer):
        try:
            enter(writer)
        except ZeroDivisionError:
            return writer
        return None

    at_once(*(lambda writer=writer: undone(writer) for writer in range(8)))

    assert serials(cas, "general_diary") == [1, 2, 3, 4]
    assert serials(cas, "fir") == []
    assert cas.verify() == []


def test_the_same_key_from_several_at_once_is_one_entry(cas):
    """An answer that is late is asked again while the first is still at work."""

    def enter():
        with cas.desk("officer:sho") as desk:
            return diary(desk, "the same").id

    assert len(set(at_once(*[enter] * 8))) == 1
    assert serials(cas, "general_diary") == [1]


def test_one_step_is_taken_once_by_officers_of_two_offices(cas):
    """The station and its supervisor take the same step of one case at the same moment."""
    fir = registered(cas)
    with cas.desk("officer:io") as desk:
        desk.submit(fir, "crime_details", form("crime_details"))

    def assigned():
        try:
            with cas.desk("officer:sho") as desk:
                return desk.move(fir, "assign_io", to_officer="second_io").duties["io"]
        except RecordRefused as refused:
            return refused.problems[0].code

    def noted():
        with cas.desk("officer:acp") as desk:
            return desk.submit(fir, "supervision_note", form("supervision_note")).status

    at_once(assigned, noted, assigned, noted)

    with cas.store.reading() as connection:
        entries = journal.entries(connection, record=fir.id)
    assert [entry.verb for entry in entries].count("submit") == 3
    assert cas.verify() == []


def test_a_record_that_a_writer_holds_is_waited_for(cas):
    """What the second reads is what the first left, or two would take one step."""
    fir = registered(cas)
    seen = []
    with cas.desk("officer:sho") as desk:
        desk.move(fir, "assign_io", to_officer="second_io")

        def other():
            with cas.desk("officer:acp") as second:
                seen.append(second.read(fir).duties["io"])

        waiting = threading.Thread(target=other)
        waiting.start()
        waiting.join(0.5)
        assert seen == []
    waiting.join(30)
    assert seen == ["second_io"]


def test_offices_are_ordered_one_after_the_other(cas, builds, url):
    """Two installers at once bring in the offices of a build once."""
    opened = at_once(*[lambda: Cas.prepare(builds["ka"], url)] * 3)
    for each in opened:
        each.close()
    with cas.store.reading() as connection:
        twice = text("SELECT id FROM office GROUP BY id, valid_from HAVING count(*) > 1")
        assert connection.execute(twice).all() == []


def test_several_at_once_upgrade_one_empty_database(empty):
    at_once(*[lambda: upgrade(empty)] * 4)
    store = Store(empty)
    with store.reading() as connection:
        assert check_drift(connection) == []
    store.close()


def test_several_at_once_note_one_breach(cas):
    fir = registered(cas)
    late = datetime(2030, 1, 1, tzinfo=UTC)

    noted = at_once(*[lambda: cas.note_breaches(late)] * 4)

    assert sum(noted) == len(fir.running) > 0
    assert cas.verify() == []


def test_a_file_that_comes_twice_at_once_is_kept_once(store):
    def keep():
        with store.writing() as connection:
            return attachments.keep(connection, b"a photograph", "image/png", SENDER)

    assert len(set(at_once(*[keep] * 6))) == 1


def test_two_that_wait_for_each_other_are_told_to_do_it_again(store):
    """The database ends one of them; nothing of it is kept."""
    first, second = threading.Event(), threading.Event()

    def hold(own, other, turns):
        with store.writing(turns[0]) as connection:
            own.set()
            other.wait(30)
            journal.take(connection, turns[1])
        return "kept"

    def told(*given):
        try:
            return hold(*given)
        except StoreError as error:
            return error.problems[0].code

    outcome = at_once(lambda: told(first, second, ("a", "b")), lambda: told(second, first, ("b", "a")))
    assert sorted(outcome) == ["database-busy", "kept"]


def test_those_who_change_offices_wait_for_each_other(store):
    order = []
    inside = threading.Event()

    def second():
        inside.wait(30)
        with store.writing(ESTABLISHMENT):
            order.append("second")

    waiting = threading.Thread(target=second)
    waiting.start()
    with store.writing(ESTABLISHMENT):
        inside.set()
        waiting.join(0.3)
        order.append("first")
    waiting.join(30)
    assert order == ["first", "second"]
