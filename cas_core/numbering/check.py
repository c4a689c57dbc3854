"""The share of numbering in promise 4: different scopes never print alike, and every number parses back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Final, NamedTuple

from cas_core.numbering.ambiguity import text_of_both, text_read_in_two_ways
from cas_core.numbering.definition import Scheme
from cas_core.numbering.office import Offices, printed_keys
from cas_core.numbering.parsing import Split, splits
from cas_core.numbering.pattern import Pattern, Place, names, parse_pattern
from cas_core.numbering.period import date_tokens, fits_reset
from cas_core.numbering.printing import spelled
from cas_core.numbering.rehearsal import rehearse
from cas_core.numbering.shape import strict_pieces
from cas_core.problems import Origin, Problem, Sentence
from cas_core.sources import View

_ONLY_CITED: Final = ("place", "date")
_SERIES: Final = frozenset({"category", "series"})


class _Case(NamedTuple):
    """A pattern of a scheme on trial."""

    scheme: Scheme
    pattern: Pattern
    place: Place


def check(scheme: Scheme, origin: Origin | None = None) -> tuple[Problem, ...]:
    """Return all faults of a scheme; none means that it keeps promise 4 for offices that pass `check_offices`."""
    problems: list[Problem] = []
    number = _Case(scheme, *_parsed(scheme, "number", scheme.number, origin, problems))
    also = [
        _Case(scheme, *_parsed(scheme, f"also.{index}", text, origin, problems))
        for index, text in enumerate(scheme.also)
    ]
    problems += _faulty_starts(scheme, origin)
    if number.pattern:
        problems += _number_faults(number)
    for case in also:
        if case.pattern:
            problems += _citation_faults(case)
    # A belt over the proof: it can only fail if printer, parser and proof have come apart.
    return tuple(problems) or tuple(rehearse(scheme, number.place))


def check_all(view: View) -> Iterator[Problem]:
    """Yield the faults of all composed schemes, each at the part that it lies in."""
    for scheme in view.all(Scheme).values():
        for problem in check(scheme):
            part = problem.field.removeprefix(f"scheme.{scheme.id}.").partition(".")[0]
            yield problem._replace(origin=view.origin("scheme", scheme.id, "", "", part))


def check_offices(scheme: Scheme, offices: Offices, origin: Origin | None = None) -> tuple[Problem, ...]:
    """Return a problem for each office that a sound scheme can't print, or prints like another office."""
    problems: list[Problem] = []
    pattern, _ = _parsed(scheme, "number", scheme.number, origin, problems)
    place = Place(f"scheme.{scheme.id}.offices", origin)
    keys: dict[tuple[str, ...], str] = {}
    printed = {office: key for key, office in printed_keys(pattern, offices)}
    for office in offices:
        key = printed.get(office)
        if key is None:
            what = Sentence(
                "the office '{office}' has no code that '{pattern}' can print", office=office, pattern=scheme.number
            )
            mend = Sentence("Give it a code of capital letters and digits, no longer than the pattern allows")
            problems.append(place.problem("bad-office-code", what, mend))
        elif "office" in names(pattern) and _held_by_number(scheme, "office") and key in keys:
            both = {"other": keys[key], "office": office, "code": "-".join(key)}
            what = Sentence("the offices '{other}' and '{office}' both print '{code}'", **both)
            mend = Sentence("Give one another code, or print the district too")
            problems.append(place.problem("office-code-clash", what, mend))
        keys.setdefault(key or (), office)
    return tuple(problems)


def _parsed(
    scheme: Scheme, field: str, text: str, origin: Origin | None, problems: list[Problem]
) -> tuple[Pattern, Place]:
    place = Place(f"scheme.{scheme.id}.{field}", origin)
    faults: list[Problem] = []
    pattern = parse_pattern(text, faults, place)
    problems += faults
    return (() if faults else pattern), place


def _number_faults(case: _Case) -> Iterator[Problem]:
    present = names(case.pattern)
    for name in _ONLY_CITED:
        if name in present:
            mend = "Keep it to the other forms, under 'also'"
            yield case.place.problem("token-not-here", f"The number itself can't hold '{{{name}}}'", mend)
    if "serial" not in present:
        yield case.place.problem("number-lacks-serial", "The number holds no serial", "Write '{serial}' into it")
    yield from _scope_faults(case, present)
    yield from _date_faults(case, present)
    yield from _series_faults(case, present)
    yield from _split_faults(case)
    yield from _likeness_faults(case, present)


def _citation_faults(case: _Case) -> Iterator[Problem]:
    present = names(case.pattern)
    if "serial" not in present:
        yield case.place.problem("also-lacks-serial", "The form holds no serial", "Write '{serial}' into it")
    yield from _series_faults(case, present)
    yield from _split_faults(case)


def _held_by_number(scheme: Scheme, part: str) -> bool:
    return part in scheme.scope and part not in scheme.beside


def _scope_faults(case: _Case, present: frozenset[str]) -> Iterator[Problem]:
    scheme = case.scheme
    holds = {
        "state": "state" in present,
        "office": "office" in present,
        "register": False,
        "series": bool(_SERIES & present) or len(scheme.series) == 1,
        # A period held in part is another fault, below.
        "period": scheme.reset == "never" or bool({"year", "yy", "month", "day"} & present),
    }
    for part in scheme.scope:
        if not holds[part] and _held_by_number(scheme, part):
            what = f"The serial runs for each {part} on its own, but nothing printed tells the {part}"
            mend = f"Print the {part} in the number, or name it under 'beside'"
            yield case.place.problem("number-lacks-scope", what, mend)


def _date_faults(case: _Case, present: frozenset[str]) -> Iterator[Problem]:
    scheme = case.scheme
    wanted = date_tokens(scheme.reset)
    held = {"year" if name == "yy" else name for name in present & {"year", "yy", "month", "day"}}
    missing = [name for name in wanted if name not in held]
    if held and missing and _held_by_number(scheme, "period"):
        what = f"The serial starts anew {scheme.reset}, but the number holds no {' and no '.join(missing)}"
        yield case.place.problem("number-reset-mismatch", what, f"Print '{{{missing[0]}}}' too, or change the reset")
    for name in sorted(held - set(wanted)):
        what = f"The number prints the {name}, which no period has that starts anew '{scheme.reset}'"
        yield case.place.problem("number-reset-mismatch", what, f"Leave '{{{name}}}' out, or change the reset")
    if scheme.reset != "never" and "period" not in scheme.scope:
        what = f"The serial starts anew {scheme.reset}, but the scope has no period"
        yield case.place.problem(
            "number-reset-mismatch", what, "Add 'period' to the scope, or set the reset to 'never'"
        )


def _series_faults(case: _Case, present: frozenset[str]) -> Iterator[Problem]:
    for id_, series in case.scheme.series.items():
        if "category" in present and series.category is None:
            what = f"The series '{id_}' has no category for '{{category}}'"
            yield case.place.problem("series-lacks-category", what, "Give it a category")
        if not series.prefix.isprintable():
            what = f"The prefix of the series '{id_}' has a character that can't be printed"
            yield case.place.problem("bad-literal", what, "Delete it")
        for token in case.pattern:
            if token[0] == "category" and len(token) > 1 and len(series.category or "") > token[1] > 0:
                what = f"The category of the series '{id_}' is longer than the {token[1]} characters printed"
                yield case.place.problem("bad-width", what, "Widen the token, or shorten the category")


def _split_faults(case: _Case) -> Iterator[Problem]:
    for id_, series in case.scheme.series.items():
        pieces = strict_pieces(spelled(case.pattern, series))
        text = text_read_in_two_ways(pieces)
        if text is not None:
            ways = " and as ".join(_told(split) for split in list(splits(pieces, text))[:2])
            what = f"'{text}' of the series '{id_}' reads as {ways}"
            mend = "Put a character between the parts that neither of them can hold, or give them a width"
            yield case.place.problem("number-ambiguous", what, mend)
            return


def _likeness_faults(case: _Case, present: frozenset[str]) -> Iterator[Problem]:
    """Yield a problem for each two series whose numbers are meant to differ and can be alike."""
    if "series" in case.scheme.beside or not _SERIES & present:
        return
    chains = {id_: spelled(case.pattern, series) for id_, series in case.scheme.series.items()}
    for one, other in combinations(chains, 2):
        if chains[one] == chains[other] and "series" not in case.scheme.scope:
            continue
        text = text_of_both(strict_pieces(chains[one]), strict_pieces(chains[other]))
        if text is not None:
            what = f"'{text}' can be a number of the series '{one}' and of the series '{other}'"
            mend = "Give each series a category or prefix of its own that no other number can begin with"
            yield case.place.problem("number-ambiguous", what, mend)


def _told(split: Split) -> str:
    return ", ".join(f"{name} {text}" for name, text in reversed(list(split.items())))


def _faulty_starts(scheme: Scheme, origin: Origin | None) -> Iterable[Problem]:
    place = Place(f"scheme.{scheme.id}.starts", origin)
    for period in scheme.starts:
        if not fits_reset(period, scheme.reset):
            what = f"'{period}' is no period of a serial that starts anew '{scheme.reset}'"
            yield place.problem("bad-start", what, "Write the period as the reset has it, e.g. 2024 for 'yearly'")
