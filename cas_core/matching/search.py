"""One search: what the database finds within limits is described once, compared, and scored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection

from cas_core.composition import Build
from cas_core.desk.actor import Actor
from cas_core.desk.handover import finals
from cas_core.matching.comparing import compared, score
from cas_core.matching.keeping import Held, describe
from cas_core.matching.match import Match, likeliest
from cas_core.matching.pairs import SIDES, Pair, partners
from cas_core.matching.weights import LEAST
from cas_core.store import links, matches

AGE_BAND = 10
"""Years by which estimates of an age may differ and still be looked at."""

BEFORE, AFTER = timedelta(days=3), timedelta(days=3652)
"""How long before and after the person was last seen, one who was found is looked at."""

UNDECIDED_GENDERS = frozenset({"", "T"})


@dataclass
class Search:
    """Comparisons on one view of the data, for one officer; what was described is kept for the next record."""

    connection: Connection
    build: Build
    who: Actor
    held: Held = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Find out where each side may be looked for."""
        resting = finals(self.build)
        self._where = {side: self._place(side, resting) for side in SIDES}

    @property
    def places(self) -> list[matches.Where]:
        """Where the officer may look."""
        return [where for where in self._where.values() if where.offices]

    def candidates(self, record: str) -> list[Match]:
        """Return the matches of a record, the likeliest first, each with the best of its descriptions."""
        decided = matches.decisions(self.connection, record)
        named = {other for _, other in links.linked(self.connection, record)}
        passed = {record, *(other for other in named if not decided.get(other))}
        passed |= {other for other, same in decided.items() if not same}
        best: dict[str, Match] = {}
        for own in matches.of_record(self.connection, record):
            for pair, others in self._blocked(own):
                rows = [row for row in others if row.record not in passed]
                for match in self._matches(pair, own, rows):
                    other = match.beside(record)
                    if other not in best or best[other].score < match.score:
                        best[other] = match._replace(decided=decided.get(other))
        return sorted(best.values(), key=likeliest)

    def _matches(self, pair: Pair, own: Any, rows: list[Any]) -> Iterator[Match]:
        describe(self.connection, self.build, self.who, [own, *rows], self.held)
        for row in rows:
            sought, found = (own, row) if own.side == pair.sought else (row, own)
            both = [self.held[profile.submission, profile.side].get(profile.path) for profile in (sought, found)]
            if both[0] is None or both[1] is None:  # the officer does not see that it is there
                continue
            features = compared(both[0], both[1])
            match = Match(sought.record, found.record, score(features), features)
            if match.score >= LEAST:
                yield match

    def _blocked(self, own: Any) -> Iterator[tuple[Pair, list[Any]]]:
        """Yield for each pair of a description's side the descriptions within its limits or with a mark in common."""
        for partner, pair in partners(own.side):
            where = self._where[partner]
            if not where.offices:
                continue
            rows = {(row.submission, row.path): row for row in matches.sharing(self.connection, where, own)}
            limits = self._limits(pair, own)
            if limits is not None:
                rows |= {(row.submission, row.path): row for row in matches.within(self.connection, where, limits)}
            yield pair, list(rows.values())

    def _limits(self, pair: Pair, own: Any) -> matches.Limits | None:
        """Return the limits within which a person is looked for; None for a thing, and where a name is needed."""
        if not SIDES[own.side].person:
            return None
        named = matches.bones_of(self.connection, own.submission, own.path) if pair.by_name else frozenset[str]()
        if pair.by_name and not named:
            return None
        genders = frozenset[str]() if own.gender in UNDECIDED_GENDERS else UNDECIDED_GENDERS | {own.gender}
        sought = own.side == pair.sought
        days = (own.day - BEFORE, own.day + AFTER) if sought else (own.day - AFTER, own.day + BEFORE)
        born = (own.born_from - AGE_BAND, own.born_to + AGE_BAND)
        return matches.Limits(genders, born, days, named, earliest_first=sought)

    def _place(self, side: str, resting: Mapping[str, list[str]]) -> matches.Where:
        """Return where a side is looked for: at the offices at which the posting permits to read its register."""
        place = SIDES[side]
        offices = self.who.reach if self.who.may(f"{place.register}.read", self.who.office) else frozenset[str]()
        without = resting.get(place.register, []) if place.pending else []
        return matches.Where(side, place.register, offices, without)
