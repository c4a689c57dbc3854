"""The core's own number for a record: all six parts of its identity, the same in every state."""

from __future__ import annotations

import re
from typing import Final

from cas_core.numbering.identity import GREATEST_SERIAL, Identity, identity_problems
from cas_core.problems import Problem, RecordRefused

_STROKE: Final = "/"
_NO_PERIOD: Final = "-"
SERIAL: Final = rf"[0-9]{{1,{len(str(GREATEST_SERIAL))}}}"
_MEND: Final = "Write it like KA/104430006/FIR/MAIN/2024/78"


def national(identity: Identity) -> str:
    """Return the national number, e.g. ``KA/104430006/FIR/MAIN/2024/78``.

    Two identities never have the same national number: no part may hold the stroke between them, the ids of
    registers and series are of small letters only, and ``-`` stands for a series without periods.

    Raises:
        RecordRefused: A part is malformed.
    """
    problems = identity_problems(identity)
    if problems:
        raise RecordRefused(problems)
    state, office, register, series, period, serial = identity
    return _STROKE.join((state, office, register.upper(), series.upper(), period or _NO_PERIOD, str(serial)))


def parse_national(text: str) -> Identity:
    """Return the identity that a national number means.

    Raises:
        RecordRefused: The text is not a national number exactly as `national` writes it.
    """
    parts = text.split(_STROKE)
    if len(parts) == len(Identity._fields) and re.fullmatch(SERIAL, parts[5]):
        state, office, register, series, period, serial = parts
        known = "" if period == _NO_PERIOD else period
        identity = Identity(state, office, register.lower(), series.lower(), known, int(serial))
        if not identity_problems(identity) and national(identity) == text:
            return identity
    raise RecordRefused([Problem("number-unreadable", "The text is not a national number", _MEND)])
