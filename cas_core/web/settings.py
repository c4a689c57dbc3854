"""What an installation sets: secrets, limits, providers. Nothing of it belongs to a build."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from cas_core.documents.fonts import default_folder
from cas_core.problems import Problem, StoreError
from cas_core.sources.files import keep_secret, read
from cas_core.web.openid_settings import Provider
from cas_core.web.providers import Cashier, ConsoleMessenger, Messenger

MEGABYTE = 1_048_576
SHORTEST_SECRET = 24
LONGEST_SECRET = 4096


@dataclass(frozen=True)
class Settings:
    """How the application is served.

    Attributes:
        secret: Key of all digests and seals; whoever changes it ends sessions and receipts.
        secure: Whether cookies travel over TLS only; off on localhost alone.
        origin: Address under which people reach it, printed on papers that are checked by a QR code.
        passkey_domain: Name for which passkeys are made, where it is not the whole name in ``origin``, e.g.
            ``example.in`` for all stations below it.
        provider: Where officers may sign in by OpenID Connect, if anywhere.
        fonts, assets: Folders filled at set-up.
        messenger: Brings codes to citizens.
        cashier: Takes fees; None where fees are paid at the counter only.
        officer_idle, citizen_idle: Idle time after which a session ends.
        most_bytes: Greatest size of a request.
        limits: Whether requests are limited at all; how many of each kind, `web.limiting` says.
    """

    secret: bytes = field(repr=False)
    secure: bool = True
    origin: str = "http://127.0.0.1:8000"
    passkey_domain: str = ""
    provider: Provider | None = None
    fonts: Path = field(default_factory=default_folder)
    assets: Path = field(default_factory=lambda: Path(os.environ.get("CAS_ASSETS", "assets")))
    messenger: Messenger = field(default_factory=ConsoleMessenger)
    cashier: Cashier | None = None
    officer_idle: timedelta = timedelta(minutes=15)
    citizen_idle: timedelta = timedelta(minutes=30)
    most_bytes: int = 30 * MEGABYTE
    limits: bool = True


def kept_secret(file: Path) -> bytes:
    """Return the secret of an installation from ``$CAS_SECRET``, or from a file that is made at its first use.

    Raises:
        CasError: The file can't be read or made, or the secret is one that can be guessed.
    """
    held = os.environ.get("CAS_SECRET", "").encode("utf-8", "surrogateescape")
    if not held:
        keep_secret(file, secrets.token_hex(32).encode())
        held = read(file, LONGEST_SECRET)
    if len(held.strip()) < SHORTEST_SECRET:
        mend = "Put 24 random bytes or more into $CAS_SECRET or the file, or name a new file and it is made"
        raise StoreError([Problem("weak-secret", "the secret of the installation is too short", mend)])
    return held
