"""Which law applies: the substantive one by the day of the occurrence, the procedural one by the day of the act.

BNS s.358 and BNSS s.531: an offence before 1 July 2024 remains one under the IPC, even where the FIR comes later.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from cas_core.law.catalogue import Catalogue, Section
from cas_core.problems import Problem, Sentence

COMMENCED = date(2024, 7, 1)

_NEVER = date(9999, 12, 31)
_FULL = 10  # characters of a whole date


def procedure(day: date) -> str:
    """Return the procedural law of a day: ``bnss`` from 1 July 2024, ``crpc`` before."""
    return "bnss" if day >= COMMENCED else "crpc"


def header(day: date) -> str:
    """Return the provision that the heading of an FIR of a day names."""
    return "u/s 173 BNSS" if procedure(day) == "bnss" else "u/s 154 CrPC"


def unfit(
    rows: Mapping[str, Mapping[str, Any]], occurrence_span: Mapping[str, Any] | None, catalogue: Catalogue
) -> list[Problem]:
    """Return a problem for each section that was not the law at the time of the occurrence.

    An unknown or approximate time allows every law; a span across a change allows both sides of it.

    Args:
        rows: Act and section, by their place in the form.
    """
    earliest, latest = _bounds(occurrence_span)
    problems = []
    for place, row in rows.items():
        section = catalogue.find(row["act"], row["section"])
        if section is None or catalogue.act(section.act).regime == "procedure":  # goes by the day of the act
            continue
        if fault := _fault(section, earliest, latest):
            mend = _mend(section, catalogue, earliest, latest)
            problems.append(Problem("not-law-then", fault, mend, field=place))
    return problems


def _bounds(span: Mapping[str, Any] | None) -> tuple[date, date]:
    """Return the first and the last day on which it can have happened."""
    if not span or not span.get("from") or span.get("approximate"):
        return date.min, _NEVER - timedelta(days=1)
    return first_day(str(span["from"])), _last(str(span.get("to") or span["from"]))


def first_day(text: str) -> date:
    """Return the first day of a year, a month, a date or a moment."""
    known = text[:_FULL]
    return date.fromisoformat(known + "0000-01-01"[len(known) :])


def _last(text: str) -> date:
    known = text[:_FULL]
    if len(known) == _FULL:
        return date.fromisoformat(known)
    year, month = int(known[:4]), int(known[5:] or 12)
    return date(year, month, monthrange(year, month)[1])


def _fault(section: Section, earliest: date, latest: date) -> Sentence | None:
    if section.offence_from == _NEVER:
        return Sentence("'{section}' has not been brought into force", section=section.id)
    if section.offence_from and latest < section.offence_from:
        said = {"section": section.id, "day": f"{section.offence_from:%d.%m.%Y}"}
        return Sentence("'{section}' applies to what happened on or after {day}", **said)
    if section.offence_until and earliest > section.offence_until:
        said = {"section": section.id, "day": f"{section.offence_until:%d.%m.%Y}"}
        return Sentence("'{section}' applies to what happened on or before {day}", **said)
    return None


def _mend(section: Section, catalogue: Catalogue, earliest: date, latest: date) -> Sentence:
    instead = [
        code
        for code in (*section.successor, *_predecessors(section, catalogue))
        if code in catalogue.sections and not _fault(catalogue.sections[code], earliest, latest)
    ]
    if instead:
        return Sentence("Cite {sections}, or correct the date of occurrence", sections=" / ".join(instead))
    return Sentence("Cite the law of that day, or correct the date of occurrence")


def _predecessors(section: Section, catalogue: Catalogue) -> list[str]:
    return [other.id for other in catalogue if section.id in other.successor]
