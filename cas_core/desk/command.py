"""The chain of command within an officer's reach: which office stands below which, as it is today."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Self

from sqlalchemy import Connection

from cas_core.desk.actor import Actor
from cas_core.problems import NotPermitted, Problem
from cas_core.store import offices

UNKNOWN = Problem("unknown-office", "there is no such office", "Choose one from the list")
"""Said of an office beyond the reach as of one that does not exist."""


class Command:
    """The open offices within a reach. What a closed one left behind is its holder's, see `offices.reach`.

    Attributes:
        top: The highest office within the reach.
    """

    def __init__(self, rows: Iterable[tuple[str, str, bool]], who: Actor) -> None:
        """Take each office with its holder and whether it is open."""
        held = {office: (holder, is_open) for office, holder, is_open in rows if office in who.reach}
        self._seat = {office: _seat(office, held) for office in held}
        self._above = {office: self._seat.get(held[office][0], "") for office in set(self._seat.values())}
        self._below: dict[str, list[str]] = {}
        for office in sorted(self._above):
            self._below.setdefault(self._above[office], []).append(office)
        self.top = self.path(who.office)[0]

    @classmethod
    def of(cls, connection: Connection, who: Actor, day: date) -> Self:
        """Return the chain of command below an officer on a day."""
        return cls(((row.id, row.holder, bool(row.open)) for row in offices.standing(connection, day)), who)

    def path(self, office: str) -> tuple[str, ...]:
        """Return the offices from the top down to an office."""
        found = [office]
        while (above := self._above.get(found[-1], "")) and above not in found:
            found.append(above)
        return tuple(reversed(found))

    def below(self, office: str) -> list[str]:
        """Return the offices that stand directly below an office."""
        return self._below.get(office, [])

    def whole(self, office: str) -> frozenset[str]:
        """Return an office with all that it holds and all below it.

        Raises:
            NotPermitted: It is beyond the reach.
        """
        if office not in self._above:
            raise NotPermitted([UNKNOWN])
        return frozenset(one for one, seat in self._seat.items() if office in self.path(seat))

    def alone(self, office: str) -> frozenset[str]:
        """Return an office and the closed ones that it stands in for."""
        self.whole(office)
        return frozenset(one for one, seat in self._seat.items() if seat == office)

    def share(self, above: str, office: str) -> str:
        """Return the office directly below another one under which an office stands; the other one for its own."""
        path = self.path(self._seat[office])
        at = path.index(above)
        return path[at + 1] if at + 1 < len(path) else above


def _seat(office: str, held: dict[str, tuple[str, bool]]) -> str:
    """Return the open office that holds an office; where none is open, the last that holds it."""
    passed: list[str] = []
    while office in held and not held[office][1] and office not in passed and held[office][0] in held:
        passed.append(office)
        office = held[office][0]
    return office
