"""The application behind a real socket: a server in a thread, that can be lost and come back at the same address."""

import asyncio
import contextlib
import socket
import threading
from datetime import UTC, datetime

import uvicorn
from builders import STATION, posted
from web_served import Served

from cas_core.store import sessions


class House(Served):
    """A running build that browsers reach; ``stop`` and ``start`` lose it and bring it back."""

    def __init__(self, cas, fonts, assets):
        self._socket = _bound(0)
        self.port = self._socket.getsockname()[1]
        super().__init__(cas, fonts, origin=self.origin, assets=assets)
        self._server = self._thread = None

    @property
    def origin(self):
        return f"http://127.0.0.1:{self.port}"

    def start(self):
        held = self._socket if self._socket.fileno() >= 0 else _bound(self.port)
        held.listen(128)
        config = uvicorn.Config(self.app, log_level="error", ws="none", lifespan="off", timeout_graceful_shutdown=2)
        self._socket, self._server = held, uvicorn.Server(config)
        self._thread = threading.Thread(target=self._serve, args=[held], daemon=True)
        self._thread.start()
        with contextlib.closing(socket.create_connection(("127.0.0.1", self.port), timeout=30)):
            return self

    def _serve(self, held):
        with asyncio.Runner() as runner:
            runner.run(self._server.serve(sockets=[held]))

    def stop(self):
        self._server.should_exit = True
        self._thread.join(30)
        assert not self._thread.is_alive()
        self._socket.close()

    @property
    def running(self):
        return self._thread.is_alive()

    def officer_cookie(self, officer, office):
        """Return the cookie of a session that an officer opened; signing in itself has a test of its own."""
        return self._cookie("cas_officer", "/desk", opened(self.cas, "officer", officer, office))

    def citizen_cookie(self, mobile):
        """Return the cookie of a citizen who confirmed a number."""
        known = self.app.state.site.seals.seal("contact", f"+91{mobile}")
        return self._cookie("cas_citizen", "/", opened(self.cas, "citizen", known, ""))

    def _cookie(self, name, path, token):
        return {"name": name, "value": token, "domain": "127.0.0.1", "path": path, "httpOnly": True, "sameSite": "Lax"}


class NamedHouse(House):
    """A house that is reached by a name: no passkey is made for a number."""

    @property
    def origin(self):
        return f"http://localhost:{self.port}"


def served(build, database, fonts, assets, code, kind=House):
    """Yield a build on a new database, its officers posted, while it is served."""
    cas = posted(build, f"sqlite:///{database}", code)
    house = kind(cas, fonts, assets).start()
    house.station, house.above, house.district = STATION[code]
    yield house
    if house.running:
        house.stop()
    cas.close()


def opened(cas, kind, subject, office):
    """Open a session and return its token."""
    with cas.store.writing() as connection:
        return sessions.begin(connection, kind, subject, office, datetime.now(UTC))


def _bound(port):
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    made.bind(("127.0.0.1", port))
    return made
