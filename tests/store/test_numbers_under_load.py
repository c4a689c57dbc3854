"""Promise 4: numbers start at 1, without gap or duplicate, under any number of writers and any crash."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from builders import SOAK
from databases import on_both
from sqlalchemy import text

from cas_core import Cas
from cas_core.composition.saved import save_build
from cas_core.store import chain

PROCESSES, THREADS = 8, 8
SHARE = {"sqlite": 50, "postgresql": 50 if SOAK > 1 else 5}
"""Entries of one thread: 3,200 in all, or on PostgreSQL 320 where no soak is asked for."""
KILLS = {"sqlite": 12, "postgresql": 12 if SOAK > 1 else 2}
BOUND = 600
"""Seconds after which writers count as hanging."""


def started(url, folder, process, each):
    command = [sys.executable, str(Path(__file__).with_name("writer.py")), str(folder), url, str(folder)]
    with (folder / f"{process}.err").open("a") as errors:
        return subprocess.Popen([*command, str(process), str(each)], stderr=errors)


def write_with_kills(url, folder, each, most):
    """Let all processes write until their share is done, kill some at random, and start those anew."""
    chance, kills, end = random.Random(7), 0, time.monotonic() + BOUND
    running = {process: started(url, folder, process, each) for process in range(PROCESSES)}
    try:
        while running:
            assert time.monotonic() < end, f"processes hang: {sorted(running)}"
            time.sleep(chance.uniform(0.5, 1.5))
            if kills < most:
                running[chance.choice(sorted(running))].send_signal(signal.SIGKILL)
                kills += 1
            for process, handle in list(running.items()):
                code = handle.poll()
                if code == 0:
                    del running[process]
                elif code is not None:
                    assert code == -signal.SIGKILL, (folder / f"{process}.err").read_text()[-2000:]
                    running[process] = started(url, folder, process, each)
    finally:
        for handle in running.values():
            handle.kill()


@on_both
def test_64_writers_with_random_kills_leave_no_gap_no_duplicate_and_lose_nothing(builds, url, kind, tmp_path):
    """Eight processes of eight threads enter diary entries at one station; processes are killed at random."""
    save_build(builds["ka"], tmp_path)  # a writer starts from the composed build, as a station does
    cas = Cas.prepare(builds["ka"], url)
    cas.appoint("sho", name="S", rank="INSP", office="upparpet", role="sho")

    cas.close()
    write_with_kills(url, tmp_path, SHARE[kind], KILLS[kind])

    acknowledged = dict(line.split() for path in tmp_path.glob("*.ack") for line in path.read_text().splitlines())
    cas = Cas.open(tmp_path, url)
    with cas.store.reading() as connection:
        rows = connection.execute(text("SELECT serial, national_number FROM record ORDER BY serial")).all()
        answers = text("SELECT a.key, r.national_number FROM answer a JOIN record r ON r.id = a.result")
        keys = {row.key: row.national_number for row in connection.execute(answers)}
    faults = cas.verify()
    cas.close()

    assert [serial for serial, _ in rows] == list(range(1, PROCESSES * THREADS * SHARE[kind] + 1))
    assert len({number for _, number in rows}) == len(rows)
    assert acknowledged == keys
    assert len(keys) == len(rows), "a key that was repeated after a kill made no second entry"
    assert faults == []
    if kind == "sqlite":
        assert chain.verify(*chain.read_sqlite(tmp_path / "cas.db")) == []
