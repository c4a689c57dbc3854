"""Webhooks: what happened to records, posted to whoever listens, as CloudEvents 1.0 signed by Standard Webhooks.

An event says which record of which office was acted on, and how it stands. It says nothing of its contents and of who
acted: a receiver who needs more reads the record through the API, with a token of his own.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any, Self
from urllib.parse import urlsplit

from cas_core.desk import Cas
from cas_core.problems import Problem, StoreError
from cas_core.store import deliveries

MEDIA_TYPE = "application/cloudevents+json"
TOLD = ("form", "step", "status", "derived", "clock", "due_at", "to_office")
"""What an event says of the facts in a journal entry; all else stays."""
UNTOLD = frozenset({"read"})
"""Verbs that are nobody else's business: that somebody looked into a sensitive case."""
BATCH = 500
WAIT_SECONDS = 30
SHORTEST = 24
LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
_HINT = "Name it as https://host/path, without user and password; plain http is for this machine alone"


@dataclass(frozen=True)
class Receiver:
    """Who listens.

    Attributes:
        url: Where events are posted.
        key: Key of the signatures.
    """

    url: str
    key: bytes = field(repr=False)

    @classmethod
    def of(cls, url: str, secret: str) -> Self:
        """Return a receiver, with a secret as it stands in a file.

        Raises:
            StoreError: The address would be reached without TLS, or the secret is too short.
        """
        key = _key(secret.strip())
        problems = []
        if len(key) < SHORTEST:
            mend = f"Put {SHORTEST} random bytes or more into its file, as whsec_ and Base64"
            problems.append(Problem("weak-secret", "the secret of the signatures is too short", mend))
        if not _usable(url):
            problems.append(Problem("bad-receiver", "the address of the receiver can't be used", _HINT))
        if problems:
            raise StoreError(problems)
        return cls(url, key)

    @property
    def digest(self) -> str:
        """What the receiver is known by in the database: an address may hold a secret."""
        return hashlib.sha256(self.url.encode()).hexdigest()

    def headers(self, id_: str, at: datetime, body: bytes) -> dict[str, str]:
        """Return the headers of an event, its signature among them."""
        moment = str(int(at.timestamp()))
        made = hmac.digest(self.key, f"{id_}.{moment}.".encode() + body, "sha256")
        signature = f"v1,{base64.b64encode(made).decode()}"
        own = {"webhook-id": id_, "webhook-timestamp": moment, "webhook-signature": signature}
        return {"content-type": MEDIA_TYPE, **own}

    def post(self, id_: str, body: bytes) -> None:
        """Post an event.

        Raises:
            StoreError: The receiver is not there, or does not take it. Redirections are not followed.
        """
        address = urlsplit(self.url)
        kind = HTTPSConnection if address.scheme == "https" else HTTPConnection
        connection = kind(address.hostname or "", address.port, timeout=WAIT_SECONDS)
        path = f"{address.path or '/'}?{address.query}" if address.query else address.path or "/"
        try:
            connection.request("POST", path, body, self.headers(id_, datetime.now(UTC), body))
            status = connection.getresponse().status
        except (OSError, HTTPException) as error:
            raise _not_taken(type(error).__name__) from None
        finally:
            connection.close()
        if not 200 <= status < 300:  # noqa: PLR2004 - success in HTTP
            raise _not_taken(f"status {status}")


def deliver(cas: Cas, receiver: Receiver) -> int:
    """Post all events that a receiver was not sent yet, and return how many there were.

    The cursor moves on with each event that was taken, so that a run that broke off is simply run again. An event that
    was taken just before a break comes twice, under the same id.

    Raises:
        StoreError: The receiver did not take one; those before it count as delivered.
    """
    count = 0
    while True:
        with cas.store.reading() as connection:
            rows = deliveries.waiting(connection, receiver.digest, BATCH)
        for row in rows:
            told = bool(row.record) and row.verb not in UNTOLD
            if told:
                made = event(cas.build.state, row)
                receiver.post(made["id"], json.dumps(made, ensure_ascii=False).encode())
            with cas.store.writing() as connection:
                deliveries.delivered(connection, receiver.digest, row, datetime.now(UTC))
            count += told
        if len(rows) < BATCH:
            return count


def event(state: str, entry: Any) -> dict[str, Any]:
    """Return a journal entry as an event; its id is the same whenever it is made."""
    detail: Mapping[str, Any] = json.loads(entry.detail)
    facts = {name: detail[name] for name in TOLD if detail.get(name)}
    return {
        "specversion": "1.0",
        "id": f"{entry.office}-{entry.sequence}",
        "source": f"urn:cas:{state}:{entry.office}",
        "type": f"cas.record.{entry.verb}",
        "subject": entry.record,
        "time": entry.at,
        "datacontenttype": "application/json",
        "data": {
            "office": entry.office,
            "sequence": entry.sequence,
            "register": entry.register or "",
            "record": entry.record,
            **facts,
        },
    }


def _usable(url: str) -> bool:
    """Tell whether an address is one of HTTP that is reached over TLS, or on this machine; it names no user."""
    try:
        address = urlsplit(url)
        port = address.port
    except ValueError:
        return False
    secure = address.scheme == "https" or (address.scheme == "http" and address.hostname in LOCAL)
    plain = url.isascii() and url.isprintable() and " " not in url and "@" not in address.netloc
    return secure and bool(address.hostname) and port != 0 and plain


def _key(secret: str) -> bytes:
    if not secret.startswith("whsec_"):
        return secret.encode()
    try:
        return base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    except (ValueError, binascii.Error):
        return b""


def _not_taken(why: str) -> StoreError:
    mend = "Run it again when the receiver is well; nothing is lost"
    return StoreError([Problem("event-not-taken", f"the receiver did not take an event ({why})", mend)])
