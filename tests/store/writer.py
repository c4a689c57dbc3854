"""A process of writers for the test of numbers: eight threads that enter until their share is done.

Each appends what the database acknowledged to a file of its own, synced, before it goes on.
"""

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from cas_core import Cas

ENTRY = {
    "kind": "patrol",
    "happened_at": "2026-11-20T10:05+05:30",
    "brief": "Patrol of the beat",
    "officer": {"name": {"text": "Suma"}, "rank": "HC"},
}


def write(cas: Cas, keys: list[str], acknowledged: Path) -> None:
    """Enter one diary entry for each key that was not acknowledged yet."""
    done = {line.split()[0] for line in acknowledged.read_text().splitlines()} if acknowledged.exists() else set()
    with acknowledged.open("a") as file:
        for key in keys:
            if key in done:
                continue
            with cas.desk("officer:sho") as desk:
                record = desk.enter("general_diary", ENTRY, key=key)
            file.write(f"{key} {record.national_number}\n")
            file.flush()
            os.fsync(file.fileno())


def main(build: str, database: str, folder: str, process: int, each: int) -> None:
    """Run eight threads of writers; the process fails with what one of them met."""
    cas = Cas.open(Path(build), database)
    with ThreadPoolExecutor(8) as pool:
        shares = []
        for thread in range(8):
            name = f"{process}-{thread}"
            keys = [f"{name}-{number}" for number in range(each)]
            shares.append(pool.submit(write, cas, keys, Path(folder) / f"{name}.ack"))
        for share in shares:
            share.result()
    cas.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]), int(sys.argv[5]))
