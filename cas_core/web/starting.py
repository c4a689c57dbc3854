"""How an installation is started: all that is wrong with what was named is told at once, before anybody is served."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple, TypeVar
from urllib.parse import urlsplit

from cas_core.problems import CasError, Problem, StoreError
from cas_core.web.openid_settings import Provider
from cas_core.web.providers import Cashier
from cas_core.web.settings import Settings, kept_secret

T = TypeVar("T")


class Named(NamedTuple):
    """What an operator names: where it is reached, and the files of its secret and of its provider.

    Attributes:
        own: Address under which the machine itself reaches it; holds where no ``origin`` is named.
    """

    own: str
    origin: str
    passkey_domain: str
    secret: Path
    openid: Path | None


def settings(named: Named, cashier: Cashier | None = None) -> Settings:
    """Return the settings of an installation.

    Raises:
        StoreError: With everything that is wrong with what was named.
    """
    problems = [*_address_faults(named.origin, named.passkey_domain)] if named.origin else []
    provider = _told(problems, lambda: Provider.of(named.openid) if named.openid else None)
    secret = _told(problems, lambda: kept_secret(named.secret))
    if problems or secret is None:
        raise StoreError(problems)
    origin = (named.origin or named.own).rstrip("/")
    return Settings(
        secret=secret,
        secure=origin.startswith("https:"),
        origin=origin,
        passkey_domain=named.passkey_domain,
        provider=provider,
        cashier=cashier,
    )


@contextmanager
def bound(host: str, port: int) -> Iterator[list[socket.socket]]:
    """Hold a port at all addresses of a host for the length of a block.

    Raises:
        StoreError: There is no such host, it is not this machine, or another program holds the port.
    """
    with ExitStack() as held:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM) if host else []
            sockets = [held.enter_context(_at(family, address)) for family, *_, address in dict.fromkeys(found)]
        except (OSError, ValueError) as error:  # ValueError: no name of a host is like that
            raise _not_had(getattr(error, "strerror", None) or "this is no name of a host") from None
        if not sockets:
            raise _not_had("no host is named")
        yield sockets


def _at(family: int, address: tuple[object, ...]) -> socket.socket:
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        made.bind(address)
    except OSError:
        made.close()
        raise
    return made


def _not_had(why: str) -> StoreError:
    mend = "Name a host of this machine, as 127.0.0.1 or 0.0.0.0, and a port that no other program holds"
    return StoreError([Problem("port-not-had", f"host and port can't be had: {why}", mend)])


def _told(problems: list[Problem], made: Callable[[], T]) -> T | None:
    try:
        return made()
    except CasError as error:
        problems += error.problems
        return None


def _address_faults(origin: str, domain: str) -> Iterator[Problem]:
    host = _host(origin)
    if not host:
        mend = "Write it as people type it, e.g. https://police.example.in, without a path"
        yield Problem("bad-origin", "the address under which people reach it can't be one", mend)
    elif domain and host != domain and not host.endswith(f".{domain}"):
        what = f"passkeys for '{domain}' are not taken at '{host}'"
        yield Problem("bad-passkey-domain", what, "Name the host of the origin, or a domain above it")


def _host(origin: str) -> str:
    """Return the host of an address that browsers can ask, and nothing for any other."""
    try:
        at = urlsplit(origin)
        port = at.port
    except ValueError:
        return ""
    beyond = at.path.strip("/") or at.query or at.fragment or at.username is not None
    plain = origin.isascii() and origin.isprintable() and " " not in origin
    return at.hostname or "" if at.scheme in {"http", "https"} and plain and not beyond and port != 0 else ""
