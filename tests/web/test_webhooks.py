"""Webhooks: every event once in order, signed, and without a word of what a record holds."""

import base64
import hmac
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from builders import form, posted, registered
from click.testing import CliRunner

from cas_core import StoreError
from cas_core.cli import group
from cas_core.composition.saved import save_build
from cas_core.store import journal
from cas_core.web.webhooks import MEDIA_TYPE, Receiver, deliver

KEY = b"thirty-two bytes of a test key.."
SECRET = f"whsec_{base64.b64encode(KEY).decode()}"


@pytest.fixture
def cas(builds, tmp_path):
    """A running build with the officers of one station."""
    opened = posted(builds["ka"], f"sqlite:///{tmp_path / 'ka.db'}")
    yield opened
    opened.close()


class Listener(HTTPServer):
    """A receiver on this machine, which can be told to refuse."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Taking)
        self.taken = []
        self.answers = []
        self.url = f"http://127.0.0.1:{self.server_port}/events?of=ka"


class Taking(BaseHTTPRequestHandler):
    """Takes what is posted."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        status = self.server.answers.pop(0) if self.server.answers else 204
        if status < 300:
            self.server.taken.append((self.path, dict(self.headers), body))
        self.send_response(status)
        if status == 302:
            self.send_header("location", "http://127.0.0.1:1/")
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *_arguments):
        """Say nothing."""


@pytest.fixture
def listener():
    """A receiver that listens."""
    server = Listener()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def events(listener):
    """Return what was taken, read."""
    return [json.loads(body) for _, _, body in listener.taken]


def entries(cas):
    """Return the journal entries about records, in order."""
    with cas.store.reading() as connection:
        return [entry for entry in journal.entries(connection) if entry.record and entry.verb != "read"]


def test_each_entry_about_a_record_becomes_one_event_in_order(cas, listener):
    fir = registered(cas)
    receiver = Receiver.of(listener.url, SECRET)

    first = deliver(cas, receiver)
    again = deliver(cas, receiver)
    with cas.desk("officer:sho") as desk:
        desk.move(fir, "publish")
    later = deliver(cas, receiver)

    assert (first, again, later) == (3, 0, 1)
    assert [event["id"] for event in events(listener)] == [f"{e.office}-{e.sequence}" for e in entries(cas)]
    assert [event["type"] for event in events(listener)] == [f"cas.record.{e.verb}" for e in entries(cas)]
    last = events(listener)[-1]
    assert (last["specversion"], last["source"], last["subject"]) == ("1.0", "urn:cas:KA:upparpet", fir.id)
    assert (last["data"]["register"], last["data"]["step"]) == ("fir", "publish")


def test_an_event_is_signed_as_standard_webhooks_are(cas, listener):
    registered(cas)
    deliver(cas, Receiver.of(listener.url, SECRET))

    for path, headers, body in listener.taken:
        signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
        made = base64.b64encode(hmac.digest(KEY, signed, "sha256")).decode()
        assert path == "/events?of=ka"
        assert headers["webhook-signature"] == f"v1,{made}"
        assert headers["webhook-id"] == json.loads(body)["id"]
        assert headers["content-type"] == MEDIA_TYPE


@pytest.mark.parametrize("status", [302, 400, 500])
def test_a_run_that_broke_off_goes_on_with_the_event_that_was_not_taken(cas, listener, status):
    registered(cas)
    receiver = Receiver.of(listener.url, SECRET)
    listener.answers = [204, status]

    with pytest.raises(StoreError) as caught:
        deliver(cas, receiver)

    assert [problem.code for problem in caught.value.problems] == ["event-not-taken"]
    assert deliver(cas, receiver) == 2
    assert [event["id"] for event in events(listener)] == [f"{e.office}-{e.sequence}" for e in entries(cas)]


def test_a_receiver_that_is_not_there_is_a_problem(cas):
    registered(cas)

    with pytest.raises(StoreError) as caught:
        deliver(cas, Receiver.of("http://127.0.0.1:1/", SECRET))

    assert [problem.code for problem in caught.value.problems] == ["event-not-taken"]


def test_no_event_says_what_a_record_holds_or_who_acted(cas, listener):
    fir = registered(cas, sensitive=True, sensitive_grounds=["sexual"])
    with cas.desk("officer:io") as desk:
        desk.submit(fir, "statement", form("statement"))
    cas.folder(fir.id, as_="officer:sho")
    deliver(cas, Receiver.of(listener.url, SECRET))

    told = b"".join(body for _, _, body in listener.taken).decode()
    known = {"specversion", "id", "source", "type", "subject", "time", "datacontenttype", "data"}
    assert {key for event in events(listener) for key in event} == known
    assert "cas.record.read" not in told
    assert told.isascii()
    for word in ("Ramesh", "9845012345", '"sho"', '"io"', "Io", "statutes", "sexual"):
        assert word not in told


def test_two_receivers_have_a_cursor_each(cas, listener):
    registered(cas)
    one, other = (Receiver.of(f"{listener.url}&to={name}", SECRET) for name in ("one", "other"))

    assert (deliver(cas, one), deliver(cas, other)) == (3, 3)
    assert SECRET not in repr(one)


@pytest.mark.parametrize(
    ("url", "secret", "code"),
    [
        ("http://example.org/", SECRET, "bad-receiver"),
        ("ftp://example.org/", SECRET, "bad-receiver"),
        ("https://example.org:none/", SECRET, "bad-receiver"),
        ("https:///path", SECRET, "bad-receiver"),
        ("https://example.org/a b", SECRET, "bad-receiver"),
        ("https://user:password@example.org/", SECRET, "bad-receiver"),
        ("https://example.org/", "short", "weak-secret"),
        ("https://example.org/", "whsec_!", "weak-secret"),
    ],
)
def test_an_unusable_receiver_is_refused(url, secret, code):
    with pytest.raises(StoreError) as caught:
        Receiver.of(url, secret)
    assert [problem.code for problem in caught.value.problems] == [code]


def test_the_command_delivers_and_says_how_many(cas, builds, tmp_path, listener):
    registered(cas)
    save_build(builds["ka"], tmp_path / "build")
    (tmp_path / "key").write_text(SECRET + "\n")
    url = f"sqlite:///{tmp_path / 'ka.db'}"
    arguments = ["web", "deliver", str(tmp_path / "build"), "--database", url, "--to", listener.url]

    result = CliRunner().invoke(group, [*arguments, "--secret-file", str(tmp_path / "key")], catch_exceptions=False)

    assert (result.exit_code, result.output) == (0, "3 delivered\n")
    assert len(listener.taken) == 3
