"""Programs that use the API: a token of an officer, and a client that carries it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count

from starlette.testclient import TestClient

from cas_core.store import sessions
from cas_core.web import Settings, application

ROOT = "/api/v1"
OFFICES = {"acp": "chickpet", "dcp": "bcp", "other": "cubbon_park"}
_keys = count(1)


def served(cas, *, limits=False):
    """Return the application of a running build, with rate limits or without."""
    return application(cas, Settings(secret=b"kept for tests only", secure=False, limits=limits))


def issued(cas, officer, *, days=1, since=0):
    """Return a token of an officer, valid from a day on for some days."""
    begin = datetime.now(UTC) + timedelta(days=since)
    with cas.store.writing() as connection:
        span = (begin, begin + timedelta(days=days))
        return sessions.issue_token(connection, officer, OFFICES.get(officer, "upparpet"), "tests", span)


class Program:
    """A program that acts as an officer."""

    def __init__(self, app, token=""):
        headers = {"authorization": f"Bearer {token}"} if token else {}
        self.client = TestClient(app, headers=headers, raise_server_exceptions=False, follow_redirects=False)

    def get(self, path, **question):
        return self.client.get(f"{ROOT}{path}", params=question or None)

    def post(self, path, data=None, key="", **more):
        headers = {"idempotency-key": key} if key else {}
        return self.client.post(f"{ROOT}{path}", json=data, headers=headers, **more)

    def enter(self, register, data, key=""):
        return self.post(f"/registers/{register}/records", data, key or f"entry-{next(_keys):06}")


def refused(answer, status, *codes):
    """Check that an answer is a refusal as RFC 9457 has it, and return its problems."""
    said = answer.json()
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert said.keys() == {"type", "title", "status", "problems"}
    assert said["status"] == status
    assert [problem["code"] for problem in said["problems"]] == list(codes)
    assert said["type"] == f"urn:cas:problem:{codes[0] if len(set(codes)) == 1 else 'several'}"
    assert all(problem.keys() == {"code", "what", "where", "mend"} for problem in said["problems"])
    assert all(problem["what"] and problem["mend"] for problem in said["problems"])
    return said["problems"]
