"""Idempotency: the same key gets the same answer, so that a lost answer never becomes a second FIR."""

from __future__ import annotations

import hashlib
from typing import Any

from sqlalchemy import Connection, bindparam, select

from cas_core.problems import Problem, RecordRefused, Sentence
from cas_core.store.chain import canonical
from cas_core.store.direct import Direct
from cas_core.store.tables import Answer
from cas_core.store.upsert import INSERTS

_FIRST = {
    dialect: Direct(added(Answer).on_conflict_do_nothing().returning(Answer.key)) for dialect, added in INSERTS.items()
}
_KNOWN = select(Answer.request, Answer.result).where(Answer.office == bindparam("of"), Answer.key == bindparam("under"))

LONGEST_KEY = 200


def request_digest(*parts: Any) -> str:
    """Return the digest by which a repeat of a request is told from another request."""
    return hashlib.sha256(canonical(list(parts))).hexdigest()


def claim(connection: Connection, office: str, key: str, answer: tuple[str, str]) -> str | None:
    """Keep the digest of a request and its result under a key; return the result of the first, None for a new key.

    Raises:
        RecordRefused: The key was used for another request, or can't be kept.
    """
    if not (isinstance(key, str) and 0 < len(key) <= LONGEST_KEY and key.isprintable()):
        what = Sentence("the key of this entry is no text of 1 to {most} signs in one line", most=str(LONGEST_KEY))
        raise RecordRefused([Problem("bad-key", what, Sentence("Make a new key for each new entry"))])
    request, result = answer
    first = _FIRST[connection.dialect.name]
    if first.all(connection, office=office, key=key, request=request, result=result):
        return None
    row = connection.execute(_KNOWN, {"of": office, "under": key}).one()
    if row.request != request:
        what = Sentence("the key of this entry was used for another entry")
        mend = Sentence("Make a new key for each new entry")
        raise RecordRefused([Problem("key-reused", what, mend)])
    return str(row.result)


def known(connection: Connection, office: str, key: str) -> bool:
    """Tell whether a key was given an answer before."""
    return connection.execute(_KNOWN, {"of": office, "under": key}).first() is not None


def given(connection: Connection, office: str, key: str) -> str | None:
    """Return the answer that a key was given, whatever it was asked with; None for a new key."""
    row = connection.execute(_KNOWN, {"of": office, "under": key}).one_or_none()
    return row.result if row else None
