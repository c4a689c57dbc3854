"""How officers sign in: a password and a second factor, and a pause after five failures."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError

from cas_core.messages.mark import mark as _
from cas_core.problems import NotPermitted, Problem, RecordRefused
from cas_core.sources import today
from cas_core.store import Store, accounts, officers, sessions

MOST_FAILURES = 5
PAUSE = timedelta(minutes=15)
LEAST_LETTERS = 12
STEP_SECONDS = 30
WRONG = Problem("sign-in", _("Officer, password and code do not belong together"), _("Try again, or ask the operator"))

_hasher = PasswordHasher()  # RFC 9106, second recommended option
_NOBODY = _hasher.hash(secrets.token_hex(16))


def set_up(store: Store, officer: str, password: str) -> str:
    """Give an officer a password and a new second factor, and return the secret for the authenticator.

    Raises:
        RecordRefused: There is no such officer, or the password is too short.
    """
    with store.writing() as connection:
        problems = weaknesses(password)
        if officers.officer(connection, officer, today()) is None:
            problems.append(Problem("unknown-officer", f"there is no officer '{officer}'", "Enlist the officer first"))
        if problems:
            raise RecordRefused(problems)
        second = pyotp.random_base32()
        accounts.set_password(connection, officer, _hasher.hash(password), second)
        sessions.end_all(connection, "officer", officer)
    return second


def enrolment(officer: str, second: str, issuer: str) -> str:
    """Return the address that an authenticator reads from a QR code."""
    return pyotp.TOTP(second).provisioning_uri(name=officer, issuer_name=issuer)


def check(store: Store, officer: str, password: str, code: str, now: datetime | None = None) -> None:
    """Pass an officer who knows the password and holds the second factor; a code is good once.

    Raises:
        NotPermitted: One of them is wrong, or too much failed of late; which it is stays open.
    """
    at = now or datetime.now(UTC)
    with store.writing() as connection:
        row = accounts.account(connection, officer)
        right = _right(row.password if row else _NOBODY, password)
        if row is None:
            raise NotPermitted([WRONG])
        recent = row.failed_at is not None and at - row.failed_at < PAUSE
        failures = row.failures if recent else 0
        step = _step(row.second, code, at) if right and failures < MOST_FAILURES else None
        passed = step is not None and accounts.passed(connection, officer, step)
        if passed and _hasher.check_needs_rehash(row.password):
            accounts.rehashed(connection, officer, _hasher.hash(password))
        if not passed and failures < MOST_FAILURES:
            accounts.failed(connection, officer, failures + 1, at)
    if not passed:
        raise NotPermitted([WRONG])


def weaknesses(password: str) -> list[Problem]:
    """Return why a password is not taken."""
    if len(password) >= LEAST_LETTERS and len(set(password)) >= LEAST_LETTERS // 2:
        return []
    mend = f"Use at least {LEAST_LETTERS} letters, e.g. four words"
    return [Problem("weak-password", _("the password is too easy to guess"), mend, None, "password")]


def _right(known: str, password: str) -> bool:
    try:
        return _hasher.verify(known, password)
    except (VerifyMismatchError, VerificationError, InvalidHashError):
        return False


def _step(second: str, code: str, at: datetime) -> int | None:
    """Return the time step of a code, the present one or one beside it; None where it fits none."""
    counter, now = pyotp.TOTP(second), int(at.timestamp()) // STEP_SECONDS
    plain = "".join(letter for letter in code if letter.isdigit())
    steps = (now, now - 1, now + 1)
    return next((step for step in steps if secrets.compare_digest(counter.generate_otp(step), plain)), None)
