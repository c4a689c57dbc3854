"""Changes of the establishment from a day on: each returns all lines anew, and loses none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from cas_core.offices.definition import Office
from cas_core.offices.timeline import DAY, Lines, by_id
from cas_core.problems import Problem, RecordRefused, Sentence


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
        what = Sentence("the id '{office}' is or was that of an office", office=office.id)
        mend = Sentence("Give the new office an id of its own")
        raise RecordRefused([Problem("duplicate-office", what, mend, field="id")])
    return [*lines, office]


def closed(lines: Lines, office: str, on: date, successor: str = "") -> list[Office]:
    """Return the lines with an office that exists no more on a day.

    Raises:
        RecordRefused: It is not open on that day, or a later change is recorded already.
    """
    line = _current(lines, office, on)
    ended = line.model_copy(update={"valid_to": on - DAY, "successor": successor})
    return [*(kept for kept in lines if kept is not line), ended]


def not_open(office: str, on: date) -> Problem:
    """Return the problem of an office that is closed on a day, or not yet open."""
    what = Sentence("'{office}' is not open on {day}", office=office, day=on.isoformat())
    return Problem("office-not-open", what, Sentence("Name an office that is open on that day"), field="office")


def unknown(office: str) -> Problem:
    """Return the problem of an office that never was."""
    what = Sentence("there is no office '{office}'", office=office)
    return Problem("unknown-office", what, Sentence("Name an office that is open on that day"), field="office")


def _current(lines: Lines, office: str, on: date) -> Office:
    spans: Sequence[Office] = by_id(lines).get(office, [])
    line = next((line for line in spans if line.holds_on(on)), None)
    if line is None:
        raise RecordRefused([not_open(office, on) if spans else unknown(office)])
    if line is not spans[-1] or line.valid_to is not None:
        what = Sentence("a change of '{office}' after {day} is recorded already", office=office, day=on.isoformat())
        mend = Sentence("Make the change on a day after it")
        raise RecordRefused([Problem("later-change", what, mend, field="on")])
    return line
