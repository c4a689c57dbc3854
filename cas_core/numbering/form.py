"""One pattern of a scheme, made ready to print and to read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from cas_core.numbering.definition import Scheme
from cas_core.numbering.identity import PartialIdentity
from cas_core.numbering.office import Offices, indexed, loose_keys, office_tokens, printed_keys
from cas_core.numbering.parsing import Meaning, splits, understood
from cas_core.numbering.pattern import Pattern
from cas_core.numbering.printing import Subject, spelled, written
from cas_core.numbering.script import BLANKS, plain, squeezed
from cas_core.numbering.shape import LOOSENED, Pieces, loose_pieces, strict_pieces
from cas_core.problems import Problem


@dataclass(frozen=True)
class Form:
    """A pattern under its scheme.

    Attributes:
        scheme: The scheme.
        pattern: The parts of the pattern.
        offices: Codes and names of the offices by id; may be empty.
    """

    scheme: Scheme
    pattern: Pattern
    offices: Offices

    @cached_property
    def by_series(self) -> Mapping[str, Pattern]:
        """The pattern with each series spelled out, by id of the series."""
        return {id_: spelled(self.pattern, series) for id_, series in self.scheme.series.items()}

    @cached_property
    def _chains(self) -> tuple[tuple[Pattern, str | None], ...]:
        """The different patterns, each with its series, or None where several series print alike."""
        ids: dict[Pattern, list[str]] = {}
        for id_, pattern in self.by_series.items():
            ids.setdefault(pattern, []).append(id_)
        return tuple((pattern, found[0] if len(found) == 1 else None) for pattern, found in ids.items())

    @cached_property
    def _strict(self) -> tuple[tuple[Pieces, str | None], ...]:
        return tuple((strict_pieces(pattern), series) for pattern, series in self._chains)

    @cached_property
    def _loose(self) -> tuple[tuple[tuple[Pieces, str | None], ...], ...]:
        return tuple(
            tuple((loose_pieces(pattern, loosened), series) for pattern, series in self._chains)
            for loosened in LOOSENED
        )

    @cached_property
    def _exact(self) -> Meaning:
        return self._meaning(exact=True)

    @cached_property
    def _comparable(self) -> Meaning:
        return self._meaning(exact=False)

    def write(self, subject: Subject) -> str | list[Problem]:
        """Return the text, or all that stands against printing it."""
        return written(self.by_series[subject.identity.series], subject)

    def read(self, text: str, series: str | None = None) -> tuple[PartialIdentity, ...]:
        """Return what the text tells if it is exactly as printed: one reading for a pattern that passed the check.

        A series that stands beside the number decides how it is read.
        """
        chains = ((strict_pieces(self.by_series[series]), series),) if series else self._strict
        return _distinct(self._readings(chains, text, self._exact))

    def find(self, text: str) -> tuple[PartialIdentity, ...]:
        """Return every reading of a text as people write it.

        The text is taken as it is parted by blanks, then without them, and only then with other widths of its parts;
        the first of these that makes sense counts.
        """
        for chains in self._loose:
            for candidate in (plain(text), squeezed(text)):
                found = _distinct(self._readings(chains, candidate, self._comparable))
                if found:
                    return found
        return ()

    def _readings(
        self, chains: tuple[tuple[Pieces, str | None], ...], text: str, meaning: Meaning
    ) -> Iterator[PartialIdentity]:
        blanks = frozenset() if meaning.exact else BLANKS
        for pieces, series in chains:
            for split in splits(pieces, text, blanks):
                reading = understood(split, meaning)
                if reading:
                    yield reading._replace(series=series)

    def _meaning(self, *, exact: bool) -> Meaning:
        keys = printed_keys(self.pattern, self.offices) if exact else loose_keys(self.pattern, self.offices)
        wanted = tuple(token.name for token in office_tokens(self.pattern))
        return Meaning(self.scheme.reset, wanted, indexed(keys) if wanted else {}, exact)


def _distinct(readings: Iterator[PartialIdentity]) -> tuple[PartialIdentity, ...]:
    return tuple(dict.fromkeys(readings))
