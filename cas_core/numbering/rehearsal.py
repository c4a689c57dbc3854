"""A rehearsal of a scheme: numbers at the edges are printed, compared and parsed back."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Final

from cas_core.numbering.compile import Numbering
from cas_core.numbering.definition import Scheme
from cas_core.numbering.identity import GREATEST_SERIAL, Book, Identity
from cas_core.numbering.office import OfficeCode
from cas_core.numbering.pattern import Place, Token, parse_pattern, tokens
from cas_core.numbering.period import Reset
from cas_core.problems import Problem

_PERIODS: Final[dict[Reset, tuple[str, ...]]] = {
    "never": ("",),
    "yearly": ("2000", "2024", "2099"),
    "monthly": ("2000-01", "2024-02", "2024-12"),
    "daily": ("2000-01-01", "2024-02-29", "2024-12-31"),
}
_MOST_SERIES: Final = 8


def rehearse(scheme: Scheme, place: Place) -> Iterator[Problem]:
    """Yield a problem for a number that does not parse back to what was printed."""
    numbering = Numbering(scheme, _offices(scheme))
    for identity in _identities(scheme):
        text = numbering.print(identity)
        beside: dict[str, str] = {part: getattr(identity, part) for part in scheme.beside}
        reading = numbering.parse(text, beside=beside)
        told = {part: getattr(reading, part) for part in (*scheme.scope, "serial")}
        if told != {part: getattr(identity, part) for part in told}:
            what = f"'{text}' does not parse back to what was printed"
            yield place.problem("number-ambiguous", what, "Part the number by characters that no part can hold")
            return


def _tokens(scheme: Scheme) -> dict[str, Token]:
    return {token.name: token for token in tokens(parse_pattern(scheme.number, []))}


def _offices(scheme: Scheme) -> dict[str, OfficeCode]:
    known = _tokens(scheme)
    widths = [known[name].width or 3 if name in known else 3 for name in ("office", "district")]
    return {
        f"office-{char}": OfficeCode(office=char * widths[0], district=char * widths[1]) for char in ("1", "9", "Z")
    }


def _serials(scheme: Scheme) -> tuple[int, ...]:
    most = 10 ** max(_tokens(scheme)["serial"].width, 1)
    return (1, most - 1, min(most, GREATEST_SERIAL), GREATEST_SERIAL)


def _identities(scheme: Scheme) -> Iterator[Identity]:
    places = product(_offices(scheme), list(scheme.series)[:_MOST_SERIES], _PERIODS[scheme.reset])
    for (office, series, period), serial in product(places, _serials(scheme)):
        yield Book("ZZ", office, "any", series, period).numbered(serial)
