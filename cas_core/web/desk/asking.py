"""Pages that ask for an order, show what it would change, and give it when that is confirmed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from cas_core.messages.mark import mark as _
from cas_core.problems import CasError, Problem
from cas_core.sources import today
from cas_core.web.desk.orders import Asked
from cas_core.web.forms import Sent

PREVIEW, CONFIRM, CHANGE = "preview", "confirm", "change"
"""What the buttons of such pages say under ``do``: show what changes; give the order; go back to the form."""

MOST_LETTERS = 400


class Sheet(NamedTuple):
    """What was typed into the form of an order.

    Attributes:
        values: By name of control; lists for those that take several.
        on: The day; today where none can be read.
        problems: What can't be read.
    """

    values: Mapping[str, Any]
    on: date
    problems: tuple[Problem, ...]


def taken(asks: Iterable[Asked], sent: Sent) -> Sheet:
    """Return what was typed, with a problem for each thing that is needed and missing, and for each unreadable day."""
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for ask in asks:
        if ask.kind == "lines":
            values[ask.name] = [line.strip() for line in sent.text(ask.name).splitlines() if line.strip()]
        elif ask.kind == "offices":
            values[ask.name] = [text for text in sent.fields.get(ask.name, []) if text]
        else:
            values[ask.name] = sent.text(ask.name)[:MOST_LETTERS]
        problems += _faults(ask, values[ask.name])
    on = values.get("on", "")
    return Sheet(values, date.fromisoformat(on) if _is_day(on) else today(), tuple(problems))


def readable(sheet: Sheet, asks: Iterable[Asked]) -> dict[str, Any]:
    """Return the values without days that can't be read, so that all else can still be checked."""
    days = {ask.name for ask in asks if ask.kind == "day"}
    return {name: "" if name in days and not _is_day(value) else value for name, value in sheet.values.items()}


def together(sheet: Sheet, error: CasError | None) -> list[Problem]:
    """Return all problems, those of reading first; of one field that could not be read only that."""
    met = {problem.field for problem in sheet.problems}
    more = [problem for problem in error.problems if problem.field not in met] if error else []
    return [*sheet.problems, *more]


def faults(problems: Iterable[Problem], say: Callable[[str], str]) -> dict[str, str]:
    """Return what is wrong with each control, by its name, in the words of the visitor."""
    found: dict[str, str] = {}
    for problem in problems:
        what, mend = (say(text).rstrip(".।") for text in (problem.what, problem.mend))
        found.setdefault(problem.field, f"{what}. {mend}.")
    return found


def placed(problems: Iterable[Problem], names: Iterable[str]) -> list[Problem]:
    """Return problems so that each leads to a control of the page, or to none."""
    known = set(names)
    return [problem if problem.field in known else problem._replace(field="") for problem in problems]


def _faults(ask: Asked, value: Any) -> Iterable[Problem]:
    if ask.needed and not value:
        yield _NOT_FILLED._replace(field=ask.name)
    elif ask.kind == "day" and value and not _is_day(value):
        yield _NO_DAY._replace(field=ask.name)


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


_NOT_FILLED = Problem("missing", _("This is not filled in"), _("Fill it in"))
_NO_DAY = Problem("not-date", _("This is no day"), _("Write it as 2024-06-30"))
