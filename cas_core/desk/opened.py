"""A build opened on its database: who works there, in which posting, and at which desk."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from threading import Lock
from typing import NamedTuple

from sqlalchemy import Connection

from cas_core.composition import Build
from cas_core.desk.actor import Actor, actor
from cas_core.desk.arguments import fitting
from cas_core.desk.desk import Desk
from cas_core.desk.handover import settle
from cas_core.desk.held import orders_of, with_values
from cas_core.desk.speaking import speaking
from cas_core.messages.translate import Translator
from cas_core.offices import OfficeType
from cas_core.registers import Register
from cas_core.sources import today
from cas_core.store import Store, values
from cas_core.store.offices import handover_due
from cas_core.store.turns import ESTABLISHMENT


class Valued(NamedTuple):
    """A build with the values that offices hold, and what it was made of.

    Attributes:
        last: Number of the last order that it knows.
        day: Day on which it holds.
    """

    build: Build
    last: int
    day: date


class Opened:
    """A build on a database.

    Attributes:
        store: Its database.
    """

    def __init__(self, build: Build, store: Store) -> None:
        self.store = store
        self._composed = build
        self._settled: date | None = None
        self._valued = Valued(build, 0, date.min)
        self._swapping = Lock()

    @property
    def build(self) -> Build:
        """The build it runs, with the values that offices hold in its code lists."""
        return self._valued.build

    def renew(self) -> None:
        """Take up what was ordered about values of offices since, by whichever process."""
        with self.store.reading() as connection:
            self._renew(connection)

    def close(self) -> None:
        """Give the connections back."""
        self.store.close()

    @fitting
    def who(self, address: str | Actor) -> Actor:
        """Return who works at a desk, in which posting, with what reach; errors as for `desk`.

        Args:
            address: Address of the desk, or the officer whom this method returned a moment ago.
        """
        if isinstance(address, Actor):
            return address
        self._settle()
        with self.store.reading() as connection:
            self._renew(connection)
            return actor(connection, self.build.composition, address, today())

    @fitting
    def desk(self, address: str, *, language: str = "en") -> Desk:
        """Return the desk of an officer, ``officer:ID`` or ``officer:ID@OFFICE``; use it in a ``with`` block.

        ``portal:OFFICE`` is where the portal acts for citizens; nobody signs in as it.

        Raises:
            NotPermitted: The officer is not posted today.
        """
        translate = self.translator(language)
        with speaking(translate):
            who = self.who(address)
            return Desk(self.build, who, partial(self.store.writing, who.office), translate)

    @fitting
    def translator(self, language: str) -> Translator:
        """Return the words of a language."""
        return Translator(language, self.build.composition.elements.get("catalogue", {}))

    def registers(self) -> Mapping[str, Register]:
        """Return the registers of the build by id."""
        return self.build.composition.all(Register)

    def keeps(self, register: str, who: Actor) -> bool:
        """Tell whether the office of a posting keeps a register."""
        kind = self.build.composition.get(OfficeType, who.office_type)
        return kind.is_one_of(self.registers()[register].kept_by)

    def _renew(self, connection: Connection) -> None:
        last, day, held = values.latest(connection), today(), self._valued
        if not last or (last, day) == (held.last, held.day):
            return
        made = Valued(with_values(held.build, self._composed, orders_of(connection), day), last, day)
        with self._swapping:
            if last >= self._valued.last:  # else another request knows of an order that came since
                self._valued = made

    def _settle(self) -> None:
        """Hand over the records whose day has come; what becomes due during a day is done where it is ordered."""
        day = today()
        if self._settled == day:
            return
        with self.store.reading() as connection:
            waiting = handover_due(connection, day)
        if waiting:
            with self.store.writing(ESTABLISHMENT) as connection:
                settle(connection, self.build, day)
        self._settled = day
