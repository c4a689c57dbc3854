"""How long an accused may be held without a police report: BNSS s.187(3), or the limit of a special Act."""

from __future__ import annotations

from cas_core.law.catalogue import LIFE
from cas_core.law.charge import Charge

_TEN_YEARS = 10.0
_DAYS = ("d60", "d90", "d180")


def limit(offences: list[Charge]) -> str:
    """Return the longest limit that the offences carry; empty where one that is not known might carry a longer one."""
    standing = [charge for charge in offences if not charge.follows]
    limits = [_limit(charge) for charge in standing]
    if not limits:
        return ""
    sure = max((value for value in limits if value), key=_DAYS.index, default="")
    doubtful = [charge for charge, value in zip(standing, limits, strict=True) if not value]
    at_most = max((_at_most(charge) for charge in doubtful), key=_DAYS.index, default="")
    longer = at_most and (not sure or _DAYS.index(at_most) > _DAYS.index(sure))
    return "" if longer else sure


def limit_at_most(offences: list[Charge]) -> str:
    """Return the longest limit that one of the offences may carry, whether that is known or not."""
    standing = [charge for charge in offences if not charge.follows]
    return max((_limit(charge) or _at_most(charge) for charge in standing), key=_DAYS.index, default="")


def _at_most(charge: Charge) -> str:
    """Return the longest limit that an offence can have whose limit is not known."""
    return "d90" if charge.custody_limit == "general" else "d180"


def _limit(charge: Charge) -> str:
    if charge.custody_limit != "general":
        return charge.custody_limit
    limits = {_by_term(longest, shortest) for longest, shortest in charge.terms} if charge.terms else {""}
    return limits.pop() if len(limits) == 1 else ""


def _by_term(longest: float | None, shortest: float | None) -> str:
    """Tell the limit by BNSS s.187(3).

    Death, life, or ten years at the least is 90 days, less than ten years at the most is 60 days. Courts differ on an
    offence that may reach ten years but need not (Rakesh Kumar Paul v. State of Assam (2017) read the Code for 60).
    """
    if longest is None:
        return ""
    if longest >= LIFE or (shortest or 0) >= _TEN_YEARS:
        return "d90"
    return "d60" if longest < _TEN_YEARS else ""
