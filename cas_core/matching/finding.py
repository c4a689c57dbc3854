"""Candidates, as far as an officer may read both records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from cas_core.desk import Cas, Desk
from cas_core.desk.command import Command
from cas_core.matching.keeping import keep
from cas_core.matching.match import Match, likeliest
from cas_core.matching.search import Search
from cas_core.problems import NotPermitted
from cas_core.sources import today
from cas_core.store import matches

MOST_RECORDS = 40

BATCHES = 20
"""Parts of the journals that a question reads first; after a bulk load the rest waits for ``cas matches keep``."""


def candidates(cas: Cas, record: str, *, as_: str, most: int = 20) -> list[Match]:
    """Return what a record may be the same as, the likeliest first; pairs that an officer rejected are left out.

    Args:
        as_: Address of the officer; he sees the pairs of which he may read both records.

    Raises:
        RecordRefused: There is no such record.
        NotPermitted: The posting does not permit to read it.
    """
    keep(cas, BATCHES)
    with _reading(cas, as_) as desk:
        desk.read(record)
        found = Search(desk.connection, cas.build, desk.actor).candidates(record)
        return list(islice(_readable(desk, record, found), most))


def latest(cas: Cas, *, as_: str, office: str = "", most: int = 30) -> list[Match]:
    """Return the candidates of the records that were entered last and that nobody decided of, the likeliest first.

    Args:
        office: Only those of records at this office or below it; what they may be the same as is looked for in the
            whole reach.

    Raises:
        NotPermitted: The office is beyond the reach.
    """
    keep(cas, BATCHES)
    pairs: dict[tuple[str, str], Match] = {}
    with _reading(cas, as_) as desk:
        search = Search(desk.connection, cas.build, desk.actor)
        places = search.places
        if office:
            chosen = Command.of(desk.connection, desk.actor, today()).whole(office)
            places = [place._replace(offices=chosen.intersection(place.offices)) for place in places]
        for record in matches.latest(desk.connection, places, MOST_RECORDS):
            if _may_read(desk, record):
                open_ = (match for match in search.candidates(record) if match.decided is None)
                pairs |= {(match.record, match.other): match for match in islice(_readable(desk, record, open_), most)}
    return sorted(pairs.values(), key=likeliest)[:most]


def _reading(cas: Cas, address: str) -> Desk:
    """Return a desk at which nothing is written."""
    return Desk(cas.build, cas.who(address), cas.store.reading, cas.translator("en"))


def _readable(desk: Desk, record: str, found: Iterable[Match]) -> Iterator[Match]:
    return (match for match in found if _may_read(desk, match.beside(record)))


def _may_read(desk: Desk, record: str) -> bool:
    """Tell whether the officer may read a record; with the reach ``own`` that depends on its duties."""
    try:
        desk.read(record)
    except NotPermitted:
        return False
    return True
