"""What must hold of the table of offences: what arrest, bail, custody and clocks are worked out from can be read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date

from cas_core.codelists import CodeList
from cas_core.problems import Problem
from cas_core.sources import View

TABLES = ("sections", "acts")
_WORDS = frozenset({"LIFE", "DEATH", "varies"})


def check(view: View) -> Iterator[Problem]:
    """Yield a problem for each value of a row that nothing can be worked out from."""
    lists = view.all(CodeList)
    ranks = {entry.id for entry in lists["rank"].codes} if "rank" in lists else set()
    for name in TABLES:
        for entry in lists[name].codes if name in lists else ():
            for column, value in _unreadable(entry.attributes, ranks):
                what = f"'{value}' is nothing that the column '{column}' can say"
                origin = view.origin("codelist", name, "codes", entry.id)
                mend = "Write it as the national table does, or leave it empty where it is not known"
                yield Problem("bad-offence", what, mend, origin, f"codelist.{name}.{entry.id}")


def _unreadable(said: Mapping[str, str], ranks: set[str]) -> Iterator[tuple[str, str]]:
    """Yield the columns of a row that say what they can't say, with what they say."""
    codes = {**_CODES, "io_rank": ranks}
    for column, value in said.items():
        fits = value in codes[column] if column in codes else _FORMS.get(column, bool)(value)
        if value and not fits:
            yield column, value


def _is_years(text: str) -> bool:
    return text in _WORDS or text.replace(".", "", 1).isdecimal()


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def _is_limit(text: str) -> bool:
    return text == "general" or (text[:1] == "d" and text[1:].isdecimal())


_CODES: Mapping[str, Collection[str]] = {
    "cognizable": ("Y", "N", "varies", "conditional", "according_to_principal"),
    "bailable": ("Y", "N", "varies", "conditional", "according_to_principal"),
    "nature": ("procedure", "general"),
    "sensitive": ("Y", "N"),
    "protect_victim": ("Y", "N"),
}
_FORMS: Mapping[str, Callable[[str], bool]] = {
    "max_years": _is_years,
    "min_years": _is_years,
    "offence_from": _is_day,
    "offence_until": _is_day,
    "custody_limit": _is_limit,
}
