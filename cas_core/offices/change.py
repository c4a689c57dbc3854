"""Changes of the establishment from a day on: each returns all lines anew, and loses none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from cas_core.offices.definition import Office
from cas_core.offices.timeline import DAY, Lines, by_id
from cas_core.problems import Problem, RecordRefused


def changed(lines: Lines, office: str, on: date, **parts: Any) -> list[Office]:
    """Return the lines with an office that is otherwise from a day on.

    Raises:
        RecordRefused: It is not open on that day, or a later change is recorded already.
    """
    line = _current(lines, office, on)
    new = line.model_copy(update={**parts, "valid_from": on if on != line.begins else line.valid_from})
    ended = [line.model_copy(update={"valid_to": on - DAY})] if on != line.begins else []
    return [*(kept for kept in lines if kept is not line), *ended, new]


def opened(lines: Lines, office: Office) -> list[Office]:
    """Return the lines with a new office; a closed one is never opened again under its id.

    Raises:
        RecordRefused: Its id is or was in use.
    """
    if any(line.id == office.id for line in lines):
        what = f"the id '{office.id}' is or was that of an office"
        raise RecordRefused([Problem("duplicate-office", what, "Give the new office an id of its own")])
    return [*lines, office]


def closed(lines: Lines, office: str, on: date, successor: str = "") -> list[Office]:
    """Return the lines with an office that exists no more on a day.

    Raises:
        RecordRefused: It is not open on that day, or a later change is recorded already.
    """
    line = _current(lines, office, on)
    ended = line.model_copy(update={"valid_to": on - DAY, "successor": successor})
    return [*(kept for kept in lines if kept is not line), ended]


def _current(lines: Lines, office: str, on: date) -> Office:
    spans: Sequence[Office] = by_id(lines).get(office, [])
    line = next((line for line in spans if line.holds_on(on)), None)
    if line is None:
        mend = "Name an office that is open on that day"
        unknown = Problem("unknown-office", f"there is no office '{office}'", mend, field="office")
        shut = Problem("office-not-open", f"'{office}' is not open on {on}", mend, field="office")
        raise RecordRefused([shut if spans else unknown])
    if line is not spans[-1] or line.valid_to is not None:
        what = f"a change of '{office}' after {on} is recorded already"
        raise RecordRefused([Problem("later-change", what, "Make the change on a day after it", field="on")])
    return line
