"""Accounts of officers: the digest of a password, the secret of the second factor, and what failed of late."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select, update

from cas_core.store.turns import held
from cas_core.store.upsert import keep_first, keep_last
from cas_core.store.web_tables import Account

_OF_OFFICER = select(Account.__table__).where(Account.officer == bindparam("of"))


def account(connection: Connection, officer: str) -> Row[Any] | None:
    """Return the account of an officer; a writer has it alone, so that failures are counted one by one."""
    return connection.execute(held(connection, _OF_OFFICER), {"of": officer}).one_or_none()


def set_password(connection: Connection, officer: str, password: str, second: str) -> None:
    """Write the digest of a password and the secret of a second factor that is still to be confirmed."""
    values = {
        "password": password,
        "second": second,
        "second_confirmed": False,
        "second_used": 0,
        "failures": 0,
        "failed_at": None,
    }
    keep_last(connection, Account, {"officer": officer, **values})


def failed(connection: Connection, officer: str, failures: int, at: datetime) -> None:
    """Note how often signing in failed, and when it last did."""
    _change(connection, officer, failures=failures, failed_at=at)


def passed(connection: Connection, officer: str, step: int) -> bool:
    """Note that the second factor of a time step was used, once; tell whether it was new."""
    unused = update(Account).where(Account.officer == officer, Account.second_used < step)
    values = {"second_used": step, "second_confirmed": True, "failures": 0, "failed_at": None}
    return bool(connection.execute(unused.values(**values)).rowcount)


def cleared(connection: Connection, officer: str) -> None:
    """Forget what failed of late: the officer proved who he is."""
    _change(connection, officer, failures=0, failed_at=None)


def open_without_password(connection: Connection, officer: str) -> None:
    """Open an account that no password and no authenticator fits, for who signs in by other means alone."""
    values = {"password": "", "second": "", "second_confirmed": False, "second_used": 0, "failures": 0}
    keep_first(connection, Account, {"officer": officer, **values, "failed_at": None})


def rehashed(connection: Connection, officer: str, password: str) -> None:
    """Keep the password under a newer digest."""
    _change(connection, officer, password=password)


def _change(connection: Connection, officer: str, **values: Any) -> None:
    connection.execute(update(Account).where(Account.officer == officer).values(**values))
