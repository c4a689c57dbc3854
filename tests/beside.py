"""Something that is done by another thread while a test works."""

import threading
import time
from contextlib import contextmanager

from databases import opened


@contextmanager
def beside(act, ready):
    """Let something be done by another thread, from when it is ready; it has to end well once the block ends."""
    failed = []

    def run():
        try:
            act()
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told below
            failed.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    assert ready(), f"the other one never came so far: {failed}"
    yield
    thread.join(60)
    assert not failed
    assert not thread.is_alive()


def waits(url):
    """Wait until somebody waits for a lock."""
    end = time.monotonic() + 10
    with opened(url) as connection:
        while time.monotonic() < end:
            if connection.exec_driver_sql("SELECT count(*) FROM pg_locks WHERE NOT granted").scalar_one():
                return True
            time.sleep(0.02)
    return False
