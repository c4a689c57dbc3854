"""A scheme made ready for work: it prints, parses and finds numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from cas_core.numbering.definition import Scheme
from cas_core.numbering.form import Form
from cas_core.numbering.identity import Identity, PartialIdentity, identity_problems
from cas_core.numbering.office import Offices
from cas_core.numbering.pattern import Place, parse_pattern
from cas_core.numbering.period import fits_reset
from cas_core.numbering.printing import Subject
from cas_core.problems import CompositionError, Problem, RecordRefused

LONGEST_NUMBER: Final = 200


class Numbering:
    """Prints, parses and finds the numbers of one scheme.

    Whether the scheme keeps the promise that every number parses back is `check`'s to say, once, when a build is
    composed; this class relies on it.

    Attributes:
        scheme: The scheme.
    """

    def __init__(self, scheme: Scheme, offices: Offices | None = None) -> None:
        """Compile a scheme.

        Args:
            scheme: The scheme.
            offices: Codes and names of the offices by id, as far as its patterns print them.

        Raises:
            CompositionError: A pattern is faulty.
        """
        problems: list[Problem] = []
        fields = [("number", scheme.number), *((f"also.{i}", text) for i, text in enumerate(scheme.also))]
        patterns = [parse_pattern(text, problems, Place(f"scheme.{scheme.id}.{field}")) for field, text in fields]
        if problems:
            raise CompositionError(problems)
        self.scheme = scheme
        self._offices = offices or {}
        self._number, *self._also = (Form(scheme, pattern, self._offices) for pattern in patterns)

    def print(self, identity: Identity) -> str:
        """Return the number as it stands on the register's forms, in ASCII digits.

        Raises:
            RecordRefused: The identity is malformed, of another scheme, or has a year or code that can't be printed.
        """
        printed = self._refusals(identity) or self._number.write(self._subject(identity))
        if isinstance(printed, str):
            return printed
        raise RecordRefused(printed)

    def citations(self, identity: Identity, *, on: date | None = None) -> tuple[str, ...]:
        """Return the other forms in which the number is cited, in the scheme's order.

        Forms that need a name of the office or a date that is not known are left out.

        Raises:
            RecordRefused: The identity is malformed or of another scheme.
        """
        problems = self._refusals(identity)
        if problems:
            raise RecordRefused(problems)
        subject = self._subject(identity, on)
        return tuple(text for form in self._also if isinstance(text := form.write(subject), str))

    def parse(self, text: str, *, beside: Mapping[str, str] | None = None) -> PartialIdentity:
        """Return the parts of the identity that a number tells, written exactly as printed.

        Args:
            text: The number.
            beside: Parts that stand beside the number on the form, by name; they fill what the number does not tell.

        Raises:
            RecordRefused: It is no number of this scheme, or contradicts what stands beside it.
        """
        given = beside or {}
        series = given.get("series") if "series" in self.scheme.beside else None
        known = series if series in self.scheme.series else None
        readings = self._number.read(text, known) if len(text) <= LONGEST_NUMBER else ()
        if len(readings) != 1:
            raise RecordRefused([self._unreadable(len(readings))])
        reading = readings[0]
        problems = list(_contradictions(reading, given))
        if problems:
            raise RecordRefused(problems)
        missing: dict[str, Any] = {part: value for part, value in given.items() if getattr(reading, part) is None}
        return reading._replace(**missing)

    def find(self, text: str) -> tuple[PartialIdentity, ...]:
        """Return every reading of a number as an officer or a court may write it, in any form of the scheme.

        Blanks, full stops, case and leading zeros don't matter; digits may be of any Indian script; a year may have
        two digits or four. No reading means that it is no number of this scheme.
        """
        if len(text) > LONGEST_NUMBER:
            return ()
        return tuple(dict.fromkeys(reading for form in (self._number, *self._also) for reading in form.find(text)))

    def _subject(self, identity: Identity, on: date | None = None) -> Subject:
        return Subject(identity, self._offices.get(identity.office), on)

    def _refusals(self, identity: Identity) -> list[Problem]:
        problems = identity_problems(identity)
        if identity.series not in self.scheme.series:
            what = f"The scheme '{self.scheme.id}' has no series '{identity.series}'"
            problems.append(Problem("unknown-series", what, f"It has: {', '.join(self.scheme.series)}", field="series"))
        if not fits_reset(identity.period, self.scheme.reset):
            what = f"'{identity.period}' is no period of a scheme whose reset is '{self.scheme.reset}'"
            problems.append(Problem("bad-period", what, "Take the period that the entry's time gives", field="period"))
        return problems

    def _unreadable(self, readings: int) -> Problem:
        if readings:
            what = f"The number has {readings} readings in the scheme '{self.scheme.id}'"
            return Problem("number-ambiguous", what, "Say what stands beside it on the form", field="number")
        what = f"The text is not of the form '{self.scheme.number}', or names an office or a date that does not exist"
        return Problem("number-unreadable", what, "Write the number as it is printed", field="number")


def _contradictions(reading: PartialIdentity, beside: Mapping[str, str]) -> Iterable[Problem]:
    for part, value in beside.items():
        if part not in PartialIdentity._fields[:5]:
            yield Problem("unknown-part", f"'{part}' is no part of an identity", "Leave it out", field=part)
        elif getattr(reading, part) not in (None, value):
            what = f"The number and what stands beside it name different parts: {part}"
            yield Problem("number-contradicts-beside", what, "Correct one of the two", field=part)
