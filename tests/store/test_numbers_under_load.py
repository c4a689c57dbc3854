"""Promise 4: numbers start at 1, without gap or duplicate, under any number of writers and any crash."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from cas_core import Cas
from cas_core.composition.saved import save_build
from cas_core.store import Store, chain

PROCESSES, EACH, KILLS = 8, 50, 12


def started(url, folder, process):
    command = [sys.executable, str(Path(__file__).with_name("writer.py")), str(folder), url, str(folder)]
    return subprocess.Popen([*command, str(process), str(EACH)])


def test_64_writers_with_random_kills_leave_no_gap_no_duplicate_and_lose_nothing(builds, tmp_path):
    """Eight processes of eight threads enter 3,200 diary entries at one station; processes are killed at random."""
    database = tmp_path / "load.db"
    url = f"sqlite:///{database}"
    save_build(builds["ka"], tmp_path)  # a writer starts from the composed build, as a station does
    cas = Cas.prepare(builds["ka"], url)
    cas.appoint("sho", name="S", rank="INSP", office="upparpet", role="sho")
    cas.close()
    chance = random.Random(7)
    running = {process: started(url, tmp_path, process) for process in range(PROCESSES)}
    kills = 0
    while running:
        time.sleep(chance.uniform(0.5, 1.5))
        if kills < KILLS:
            victim = chance.choice(sorted(running))
            running[victim].send_signal(signal.SIGKILL)
            kills += 1
        for process, handle in list(running.items()):
            code = handle.poll()
            if code == 0:
                del running[process]
            elif code is not None:
                assert code == -signal.SIGKILL
                running[process] = started(url, tmp_path, process)

    acknowledged = dict(line.split() for path in tmp_path.glob("*.ack") for line in path.read_text().splitlines())
    store = Store(url)
    with store.reading() as connection:
        rows = connection.exec_driver_sql("SELECT serial, national_number FROM record ORDER BY serial").fetchall()
        keys = dict(
            connection.exec_driver_sql(
                "SELECT a.key, r.national_number FROM answer a JOIN record r ON r.id = a.result"
            ).fetchall()
        )
    store.close()

    assert [serial for serial, _ in rows] == list(range(1, PROCESSES * 8 * EACH + 1))
    assert len({number for _, number in rows}) == len(rows)
    assert acknowledged == keys
    assert len(keys) == len(rows), "a key that was repeated after a kill made no second entry"
    assert chain.verify(*chain.read_sqlite(database)) == []
