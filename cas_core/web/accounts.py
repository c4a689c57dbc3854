"""How officers sign in: a password and a second factor, and a pause after five failures, whatever failed."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError
from sqlalchemy import Connection, Row

from cas_core.messages.mark import mark as _
from cas_core.problems import NotPermitted, Problem, RecordRefused
from cas_core.sources import plain_digits, today
from cas_core.store import Store, accounts, identities, officers, passkeys, sessions

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


def forget_other_means(store: Store, officer: str) -> None:
    """Take away an officer's passkeys, tokens and who he is at the provider: he begins anew, as after a theft."""
    with store.writing() as connection:
        passkeys.remove_all(connection, officer)
        identities.release(connection, officer)
        sessions.revoke_tokens(connection, officer)
        sessions.end_all(connection, "officer", officer)


def enrolment(officer: str, second: str, issuer: str) -> str:
    """Return the address that an authenticator reads from a QR code."""
    return pyotp.TOTP(second).provisioning_uri(name=officer, issuer_name=issuer)


def check(store: Store, officer: str, password: str, code: str, now: datetime | None = None) -> None:
    """Pass an officer who knows the password and holds the second factor; a code is good once.

    Raises:
        NotPermitted: One of them is wrong, or too much failed of late; which it is stays open.
    """
    at = now or datetime.now(UTC)
    knows, used = _knowing(store, officer, password), partial(_used, code=code, at=at)
    tried(store, officer, at, lambda connection, row: knows(connection, row) and used(connection, row))


def check_password(store: Store, officer: str, password: str, now: datetime | None = None) -> None:
    """Pass an officer who knows the password; the second factor is asked next, and until then nothing is forgiven.

    Raises:
        NotPermitted: It is wrong, or too much failed of late.
    """
    tried(store, officer, now or datetime.now(UTC), _knowing(store, officer, password))


def check_code(store: Store, officer: str, code: str, now: datetime | None = None) -> None:
    """Pass an officer who showed another factor before, and holds the authenticator.

    Raises:
        NotPermitted: The code is wrong, or too much failed of late.
    """
    at = now or datetime.now(UTC)
    tried(store, officer, at, partial(_used, code=code, at=at))


def tried(store: Store, officer: str, at: datetime, holds: Callable[[Connection, Row[Any]], bool]) -> None:
    """Pass an officer whose account does not rest and of whom something holds; what does not is counted.

    Raises:
        NotPermitted: It does not hold, or too much failed of late.
    """
    with store.writing() as connection:
        row = accounts.account(connection, officer)
        if row is not None and rests(row, at):
            row = None
        passed = row is not None and holds(connection, row)
        if row is not None and not passed:
            recent = row.failed_at is not None and at - row.failed_at < PAUSE
            accounts.failed(connection, officer, row.failures + 1 if recent else 1, at)
    if not passed:
        raise NotPermitted([WRONG])


def rests(row: Row[Any], at: datetime) -> bool:
    """Tell whether so much failed of late that an account takes nothing."""
    recent = row.failed_at is not None and at - row.failed_at < PAUSE
    return recent and row.failures >= MOST_FAILURES


def weaknesses(password: str) -> list[Problem]:
    """Return why a password is not taken."""
    if len(password) >= LEAST_LETTERS and len(set(password)) >= LEAST_LETTERS // 2:
        return []
    mend = f"Use at least {LEAST_LETTERS} letters, e.g. four words"
    return [Problem("weak-password", _("the password is too easy to guess"), mend, None, "password")]


def _knowing(store: Store, officer: str, password: str) -> Callable[[Connection, Row[Any]], bool]:
    """Return what tells whether an account has the password that was typed.

    The hash is reckoned here, before others wait for the turn, and for anybody, officer or not: the time that an
    answer takes tells nothing.
    """
    with store.reading() as connection:
        row = accounts.account(connection, officer)
    kept = row.password if row is not None else _NOBODY
    right = _right(kept, password)
    better = _hasher.hash(password) if right and _hasher.check_needs_rehash(kept) else ""

    def knows(connection: Connection, now: Row[Any]) -> bool:
        if not right or now.password != kept:
            return False
        if better:
            accounts.rehashed(connection, now.officer, better)
        return True

    return knows


def _used(connection: Connection, row: Row[Any], code: str, at: datetime) -> bool:
    step = _step(row.second, code, at)
    return step is not None and accounts.passed(connection, row.officer, step)


def _right(known: str, password: str) -> bool:
    try:
        return _hasher.verify(known or _NOBODY, password)
    except (VerifyMismatchError, VerificationError, InvalidHashError):
        return False


def _step(second: str, code: str, at: datetime) -> int | None:
    """Return the time step of a code, the present one or one beside it; None where it fits none."""
    if not second:
        return None
    counter, now = pyotp.TOTP(second), int(at.timestamp()) // STEP_SECONDS
    plain = re.sub(r"[^0-9]", "", plain_digits(code))
    steps = (now, now - 1, now + 1)
    return next((step for step in steps if secrets.compare_digest(counter.generate_otp(step), plain)), None)
