"""How often somebody asked is one count, whoever counts: threads and processes on either database."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta

from databases import on_both

from cas_core.store import Store
from cas_core.store.asked import LONGEST, let_through
from cas_core.store.web_tables import Asked

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
WINDOW = timedelta(minutes=10)
PROGRAM = """
import sys
from datetime import datetime, timedelta
from cas_core.store import Store
from cas_core.store.asked import let_through
store, at = Store(sys.argv[1]), datetime.fromisoformat(sys.argv[2])
print(sum(let_through(store, "code", "somebody", 20, timedelta(minutes=10), at) for _ in range(15)))
"""


def asks(store, minutes, subject="somebody", kind="code"):
    return let_through(store, kind, subject, 3, WINDOW, NOON + timedelta(minutes=minutes))


@on_both
def test_the_window_moves(store):
    assert [asks(store, minute) for minute in (0, 4, 8, 9)] == [True, True, True, False]
    assert [asks(store, minute) for minute in (11, 12)] == [True, False]
    assert asks(store, 12, "another")
    assert asks(store, 12, kind="sign_in")


def test_what_is_long_past_is_forgotten(store):
    asks(store, 0)
    asks(store, LONGEST / timedelta(minutes=1) + 1, "another")
    with store.reading() as connection:
        held = connection.execute(Asked.__table__.select()).all()

    assert [row.subject for row in held] == ["another"]


@on_both
def test_several_processes_count_together(url):
    Store(url).close()
    commands = [[sys.executable, "-c", PROGRAM, url, NOON.isoformat()] for _ in range(3)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for command in commands]
    through = [int(process.communicate(timeout=120)[0]) for process in running]

    assert [process.returncode for process in running] == [0, 0, 0]
    assert sum(through) == 20
