"""How long portal and desk take to answer on PostgreSQL with a State's records: ``nox -s load``, not for CI.

The database is filled with 100,000 records at 50 stations, one uvicorn process serves it, and 16 clients ask at once.
Server, database and clients share the machine, so that the times are those of a crowded small server. With ``--plans``
the queries behind the pages are explained instead, and those that read a large table from end to end are shown.
"""

from __future__ import annotations

import argparse
import json
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pyotp
import uvicorn

sys.path.insert(0, str(Path(__file__).parents[1]))

import plans
import population
from patterns import CASE
from postgresql import Server

from cas_core import Cas
from cas_core.web import Settings, accounts, application
from cas_core.web.seals import Seals

CLIENTS, EACH = 16, 20
SECRET = b"of the benchmark alone"
PASSWORD = "four words are enough"

Act = Callable[[httpx.Client, random.Random], httpx.Response]


def serve(build: Path, url: str, port: int) -> None:
    """Serve a build until the process is ended."""
    settings = Settings(secret=SECRET, secure=False, limits=False)
    uvicorn.run(application(Cas.open(build, url), settings), port=port, log_level="warning", access_log=False)


def fields(values: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Yield the controls of a form that is filled in, as a browser sends them."""
    if isinstance(values, dict):
        for key, value in values.items():
            yield from fields(value, f"{name}.{key}" if name else key)
    elif isinstance(values, list):
        for position, value in enumerate(values):
            yield from fields(value, f"{name}.{position}" if isinstance(value, dict) else name)
    else:
        yield name, {True: "yes", False: "no"}.get(values, str(values).removesuffix("+05:30"))


def entering(register: str, values: dict[str, Any]) -> Act:
    """Return the sending of an opening form."""
    sent = dict(fields(values))

    def act(client: httpx.Client, _chance: random.Random) -> httpx.Response:
        return client.post(
            f"/desk/registers/{register}/new", data={**sent, "do": "send", "key": uuid.uuid4().hex, "draft": ""}
        )

    return act


def searching(client: httpx.Client, chance: random.Random) -> httpx.Response:
    """Search a person by name."""
    return client.get(
        "/desk/search", params={"q": f"{chance.choice(population.GIVEN)} {chance.choice(population.FAMILY)}"}
    )


def acts(receipts: list[tuple[str, str]]) -> dict[str, tuple[Act, int]]:
    """Return what is measured, with the status of a good answer."""

    def status(client: httpx.Client, chance: random.Random) -> httpx.Response:
        number, code = chance.choice(receipts)
        return client.post("/status", data={"number": number, "receipt": code})

    case = {name: json.loads((CASE / f"{name}.json").read_text("utf-8")) for name in ("complaint", "gd_entry")}
    return {
        "FIR form (desk)": (lambda client, _: client.get("/desk/registers/fir/new"), 200),
        "complaint form (desk)": (lambda client, _: client.get("/desk/registers/complaint/new"), 200),
        "enter a complaint": (entering("complaint", case["complaint"]), 303),
        "enter a diary entry": (entering("general_diary", case["gd_entry"]), 303),
        "search by name": (searching, 200),
        "register of FIRs": (lambda client, _: client.get("/desk/registers/fir"), 200),
        "my work": (lambda client, _: client.get("/desk"), 200),
        "status (portal)": (status, 200),
    }


def signed_in(base: str, officer: str, second: str) -> httpx.Client:
    """Return the browser of an officer who signed in."""
    client = httpx.Client(base_url=base, headers={"origin": base}, timeout=60)
    code = pyotp.TOTP(second).now()
    answer = client.post("/desk/sign-in", data={"officer": officer, "password": PASSWORD, "code": code})
    if answer.status_code != 303:
        raise SystemExit(f"{officer} could not sign in: {answer.status_code}")
    return client


def taken(clients: list[httpx.Client], act: Act, good: int, each: int) -> tuple[list[float], float]:
    """Return the milliseconds of each answer, and answers per second, with all clients asking at once."""
    spent: list[float] = []
    start = threading.Barrier(len(clients) + 1)

    def ask(client: httpx.Client, seed: int) -> None:
        chance = random.Random(seed)
        start.wait()
        for _ in range(each):
            begun = time.perf_counter()
            answer = act(client, chance)
            spent.append((time.perf_counter() - begun) * 1000)
            if answer.status_code != good:
                raise SystemExit(f"{answer.request.url}: {answer.status_code} {answer.text[:2000]}")

    threads = [threading.Thread(target=ask, args=(client, seed)) for seed, client in enumerate(clients)]
    for thread in threads:
        thread.start()
    start.wait()
    begun = time.perf_counter()
    for thread in threads:
        thread.join()
    if len(spent) != each * len(clients):
        raise SystemExit("some clients did not get a good answer")
    return spent, len(spent) / (time.perf_counter() - begun)


def row(name: str, spent: list[float], rate: float) -> str:
    """Return a line of the table."""
    cuts = statistics.quantiles(spent, n=20)
    return f"| {name} | {cuts[9]:.0f} | {cuts[18]:.0f} | {rate:.0f} |"


@contextmanager
def running(build: Path, url: str) -> Iterator[str]:
    """Serve a build in a process of its own, and yield its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen([sys.executable, __file__, "--serve", str(build), url, str(port)])
    base = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            try:
                httpx.get(base, timeout=5)
                break
            except httpx.TransportError:
                time.sleep(0.2)
        yield base
    finally:
        process.terminate()
        process.wait(30)


def measure(cas: Cas, build: Path, url: str) -> None:
    """Print the table."""
    receipts = population.receipts(cas, url, Seals(SECRET).seal, 1000)
    officers = [f"sho{n:02}" for n in range(CLIENTS)]
    seconds = {officer: accounts.set_up(cas.store, officer, PASSWORD) for officer in officers}
    with running(build, url) as base:
        clients = [signed_in(base, officer, seconds[officer]) for officer in officers]
        print("| page | p50 ms | p95 ms | answers/s |\n| --- | ---: | ---: | ---: |")  # noqa: T201
        for name, (act, good) in acts(receipts).items():
            taken(clients[:2], act, good, 2)
            print(row(f"{name}, 1 client", *taken(clients[:1], act, good, EACH)), flush=True)  # noqa: T201
            print(row(f"{name}, {CLIENTS} clients", *taken(clients, act, good, EACH)), flush=True)  # noqa: T201
        act, good = acts(receipts)["enter a diary entry"]
        print(row("enter a diary entry, 16 clients at one station", *taken(clients[:1] * CLIENTS, act, good, EACH)))  # noqa: T201


def explain(cas: Cas, url: str) -> None:
    """Print the queries that read a large table from end to end."""
    receipts = population.receipts(cas, url, Seals(SECRET).seal, 1000)
    second = accounts.set_up(cas.store, "sho00", PASSWORD)
    found = plans.scans(
        cas, Settings(secret=SECRET, secure=False, limits=False), url, ("sho00", PASSWORD, second), acts(receipts)
    )
    print("\n\n".join(found) or "no query reads a large table from end to end")  # noqa: T201


def main() -> None:
    """Fill a database and measure, or explain."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--serve", nargs=3, metavar=("BUILD", "URL", "PORT"))
    parser.add_argument("--plans", action="store_true")
    parser.add_argument("--records", type=int, default=100_000)
    given = parser.parse_args()
    if given.serve:
        serve(Path(given.serve[0]), given.serve[1], int(given.serve[2]))
        return
    server = Server(shared_buffers="512MB")
    try:
        with tempfile.TemporaryDirectory() as scratch:
            build = population.build_with_stations(Path(scratch) / "build")
            url = server.create()
            cas = population.staffed(build, url)
            begun = time.perf_counter()
            population.populate(cas, url, given.records)
            print(f"{given.records} records in {time.perf_counter() - begun:.0f} s", flush=True)  # noqa: T201
            explain(cas, url) if given.plans else measure(cas, build, url)
            cas.close()
    finally:
        server.stop()


if __name__ == "__main__":
    main()
