"""Candidates: found within limits by the database, scored, and shown as far as an officer may read both records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection

from cas_core.desk import Cas, Desk
from cas_core.desk.actor import Actor
from cas_core.desk.handover import finals
from cas_core.matching.comparing import Feature, compared, score
from cas_core.matching.keeping import descriptions, keep
from cas_core.matching.pairs import SIDES, Pair, partners
from cas_core.matching.weights import LEAST, STRONG
from cas_core.problems import NotPermitted
from cas_core.store import links, matches

AGE_BAND = 10
"""Years by which estimates of an age may differ and still be looked at."""

BEFORE, AFTER = timedelta(days=3), timedelta(days=3652)
"""How long before and after the person was last seen, one who was found is looked at."""

UNDECIDED_GENDERS = frozenset({"", "T"})
MOST_RECORDS = 40


class Match(NamedTuple):
    """Two records that may concern the same person or thing.

    Attributes:
        record: The record that misses somebody or something.
        other: The record that has somebody or something.
        score: Sum of what the features say, in bits.
        features: What both say, with what it adds, what says most at the head.
        decided: What an officer decided; None while nobody did.
    """

    record: str
    other: str
    score: float
    features: tuple[Feature, ...]
    decided: bool | None = None

    @property
    def strong(self) -> bool:
        """Whether so much agrees that chance hardly explains it."""
        return self.score >= STRONG

    def beside(self, record: str) -> str:
        """Return the one of the two that is not a given record."""
        return self.other if record == self.record else self.record


def candidates(cas: Cas, record: str, *, as_: str, most: int = 20) -> list[Match]:
    """Return what a record may be the same as, the likeliest first; pairs that an officer rejected are left out.

    Args:
        as_: Address of the officer; he sees the pairs of which he may read both records.

    Raises:
        RecordRefused: There is no such record.
        NotPermitted: The posting does not permit to read it.
    """
    keep(cas)
    with Desk(cas.build, cas.who(as_), cas.store.reading, cas.translator("en")) as desk:
        desk.read(record)
        found = _readable(desk, record, _scored(desk.connection, cas, desk.actor, record))
        return [match for _, match in zip(range(most), found, strict=False)]


def latest(cas: Cas, *, as_: str, most: int = 30) -> list[Match]:
    """Return the candidates of the records that were entered last and that nobody decided of, the likeliest first."""
    keep(cas)
    pairs: dict[tuple[str, str], Match] = {}
    with Desk(cas.build, cas.who(as_), cas.store.reading, cas.translator("en")) as desk:
        wheres = [_where(cas, desk.actor, side) for side in SIDES]
        for record in matches.latest(desk.connection, [where for where in wheres if where.offices], MOST_RECORDS):
            if _may_read(desk, record):
                scored = _scored(desk.connection, cas, desk.actor, record)
                for match in _readable(desk, record, (match for match in scored if match.decided is None)):
                    pairs[match.record, match.other] = match
    return sorted(pairs.values(), key=_likeliest)[:most]


def _scored(connection: Connection, cas: Cas, who: Actor, record: str) -> list[Match]:
    """Return the candidates of a record, the likeliest first, each with the best of its descriptions."""
    decided = matches.decisions(connection, record)
    known = {other for _, other in links.linked(connection, record)} - {key for key, same in decided.items() if same}
    passed = {record, *known, *(other for other, same in decided.items() if not same)}
    best: dict[str, Match] = {}
    for own in matches.of_record(connection, record):
        for pair, others in _blocked(connection, cas, who, own):
            rows = [row for row in others if row.record not in passed]
            held = descriptions(connection, cas.build.composition, [own, *rows])
            for row in rows:
                match = _match(pair, own, row, held)
                former = best.get(row.record)
                if match.score >= LEAST and (former is None or former.score < match.score):
                    best[row.record] = match._replace(decided=decided.get(row.record))
    return sorted(best.values(), key=_likeliest)


def _match(pair: Pair, own: Any, row: Any, held: dict[tuple[str, str, str], Any]) -> Match:
    sought, found = (own, row) if own.side == pair.sought else (row, own)
    both = (held[profile.submission, profile.side, profile.path] for profile in (sought, found))
    features = compared(*both)
    return Match(sought.record, found.record, score(features), features)


def _blocked(connection: Connection, cas: Cas, who: Actor, own: Any) -> Iterator[tuple[Pair, list[Any]]]:
    """Yield for each pair of a description's side the descriptions that are within its limits or share a mark."""
    for partner, pair in partners(own.side):
        where = _where(cas, who, partner)
        if not where.offices:
            continue
        rows = {(row.submission, row.path): row for row in matches.sharing(connection, where, own)}
        limits = _limits(connection, pair, own)
        if limits is not None:
            rows |= {(row.submission, row.path): row for row in matches.within(connection, where, limits)}
        yield pair, list(rows.values())


def _limits(connection: Connection, pair: Pair, own: Any) -> matches.Limits | None:
    """Return the limits within which a person is looked for; None for a thing, and where a needed name is missing."""
    side = SIDES[own.side]
    if not side.person:
        return None
    words = matches.bones_of(connection, own.submission, own.path) if pair.by_name else frozenset[str]()
    if pair.by_name and not words:
        return None
    genders = frozenset[str]() if own.gender in UNDECIDED_GENDERS else UNDECIDED_GENDERS | {own.gender}
    days = (own.day - BEFORE, own.day + AFTER) if own.side == pair.sought else (own.day - AFTER, own.day + BEFORE)
    return matches.Limits(genders, (own.born_from - AGE_BAND, own.born_to + AGE_BAND), days, words)


def _where(cas: Cas, who: Actor, side: str) -> matches.Where:
    """Return where records of a side are looked for: at the offices at which the posting permits to read them."""
    place = SIDES[side]
    offices = who.reach if who.may(f"{place.register}.read", who.office) else frozenset[str]()
    resting = finals(cas.build).get(place.register, []) if place.pending else []
    return matches.Where(side, place.register, offices, resting)


def _readable(desk: Desk, record: str, found: Iterable[Match]) -> Iterator[Match]:
    return (match for match in found if _may_read(desk, match.beside(record)))


def _may_read(desk: Desk, record: str) -> bool:
    """Tell whether the officer may read a record; with the reach ``own`` that depends on its duties."""
    try:
        desk.read(record)
    except NotPermitted:
        return False
    return True


def _likeliest(match: Match) -> tuple[float, str, str]:
    return -match.score, match.record, match.other
