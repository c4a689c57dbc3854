"""Which queries behind the pages read a large table from end to end."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import psycopg
import pyotp
from sqlalchemy import event
from starlette.testclient import TestClient

from cas_core import Cas
from cas_core.web import Settings, application

LARGE = 5_000


def scans(
    cas: Cas,
    settings: Settings,
    url: str,
    officer: tuple[str, str, str],
    acts: Mapping[str, tuple[Callable[..., Any], int]],
) -> list[str]:
    """Do each act once and return its queries that scan a table of many rows, with what is scanned."""
    with TestClient(
        application(cas, settings),
        base_url=settings.origin,
        follow_redirects=False,
        headers={"origin": settings.origin},
    ) as client:
        name, password, second = officer
        sign_in = {"officer": name, "password": password, "code": pyotp.TOTP(second).now()}
        client.post("/desk/sign-in", data=sign_in)
        asked = {page: _asked(cas, act, client, good) for page, (act, good) in acts.items()}
    with psycopg.connect(url) as connection:
        return [
            f"{page}: {scan}\n{' '.join(query.split())}"
            for page, queries in asked.items()
            for query, values in queries.items()
            for scan in _scanned(connection, query, values)
        ]


def _asked(cas: Cas, act: Callable[..., Any], client: TestClient, good: int) -> dict[str, Any]:
    queries: dict[str, Any] = {}

    def note(_connection: Any, _cursor: Any, query: str, values: Any, _context: Any, many: bool) -> None:  # noqa: FBT001
        if not many and query.lstrip().startswith(("SELECT", "UPDATE", "DELETE", "WITH")):
            queries[query] = values

    event.listen(cas.store._engine, "before_cursor_execute", note)
    answer = act(client, random.Random(1))
    event.remove(cas.store._engine, "before_cursor_execute", note)
    if answer.status_code != good:
        raise SystemExit(f"{answer.request.url}: {answer.status_code}")
    return queries


def _scanned(connection: psycopg.Connection, query: str, values: Any) -> Iterator[str]:
    (plan,) = connection.execute(f"EXPLAIN (FORMAT JSON) {query}", values).fetchone()  # type: ignore[misc,arg-type]
    for node in _nodes(plan[0]["Plan"]):
        if node["Node Type"] == "Seq Scan":
            table = node["Relation Name"]
            (rows,) = connection.execute("SELECT reltuples FROM pg_class WHERE relname = %s", (table,)).fetchone()  # type: ignore[misc]
            if rows > LARGE:
                yield f"{table}, {rows:.0f} rows"


def _nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for inner in plan.get("Plans", ()):
        yield from _nodes(inner)
