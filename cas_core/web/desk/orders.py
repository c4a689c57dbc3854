"""What an order about an office or an officer asks, and the verb that takes it: one entry an order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

from cas_core.desk.establishment import Establishment
from cas_core.desk.handover import ALL
from cas_core.desk.officers import Officers
from cas_core.messages.mark import mark as _

Values = Mapping[str, Any]


class Asked(NamedTuple):
    """One thing that an order asks.

    Attributes:
        kind: ``text``, ``day``, ``lines``, ``offices`` for several, or what is chosen from: ``office``, ``any_office``,
            ``rank``, ``role``, ``type``.
    """

    name: str
    kind: str
    label: str
    needed: bool = True
    help: str = ""


class Order(NamedTuple):
    """An order as it is asked and given."""

    about: str
    permission: str
    title: str
    asks: tuple[Asked, ...]
    give: Callable[[Any, Values, date], object]


ON = Asked("on", "day", _("From"), help=_("The first day on which it holds; today or later"))
OFFICE = Asked("office", "office", _("Office"))
OFFICER = Asked("officer", "text", _("Id of the officer"))
NAME = Asked("name", "text", _("Name"))
LOCAL = Asked("local_name", "text", _("Name in the state's language"), needed=False)
CODE = Asked("code", "text", _("Code in numbers"), help=_("Digits and capital letters; it is never given again"))
UNIT = Asked("unit", "text", _("Code within the district"), needed=False)
DISTRICT = Asked("district", "text", _("Code of the district"), needed=False)
ID = Asked("id", "text", _("Id of the office"), help=_("Small letters, digits and _, e.g. market_east"))
CASES = Asked("cases", "lines", _("Pending records that the new office takes over"), needed=False,
    help=_("One a line: the number of a record, a field and its value as in ka.beat=3, or * for all; the rest stays"),
)  # fmt: skip
BELOW = Asked("below", "offices", _("Offices under it that go under the new one"), needed=False)


def _rename(held: Establishment, said: Values, on: date) -> None:
    held.rename(said["office"], said["name"], on=on, local_name=said["local_name"])


def _open(held: Establishment, said: Values, on: date) -> None:
    parts = ("id", "name", "local_name", "code", "type", "parent", "district", "unit")
    held.open_office({part: said[part] for part in parts}, on=on)


def _move(held: Establishment, said: Values, on: date) -> None:
    codes = {part: said[part] for part in ("code", "district", "unit") if said[part]}
    held.move_under(said["office"], said["parent"], on=on, codes=codes)


def _split(held: Establishment, said: Values, on: date) -> None:
    new = {part: said[part] for part in ("id", "name", "local_name", "code", "unit")}
    given = {part: text for part, text in new.items() if text or part in {"id", "name", "code"}}
    cases = {one: str(said["id"]) for one in said["cases"]}
    below = {one: str(said["id"]) for one in said["below"]}
    held.split(said["office"], [given], on=on, cases=cases, below=below)


def _appoint(held: Officers, said: Values, on: date) -> None:
    until = date.fromisoformat(said["until"]) if said["until"] else None
    held.appoint(said["officer"], office=said["office"], role=said["role"], since=on, until=until)


def _leave(held: Officers, said: Values, on: date) -> None:
    held.leave(said["officer"], since=on, until=date.fromisoformat(said["until"]) if said["until"] else on)


_RANK, _ROLE = Asked("rank", "rank", _("Rank")), Asked("role", "role", _("Role"))
_TYPE = Asked("type", "type", _("Type"))
_INTO = Asked("into", "any_office", _("Office that takes everything over"))
_PARENT = Asked("parent", "any_office", _("Office above it"))
_NEW = Asked("name", "text", _("New name"))
_NEW_LOCAL = Asked("local_name", "text", _("New name in the state's language"), needed=False)
_UNTIL = Asked("until", "day", _("To"), needed=False, help=_("The last day; without one it goes on"))
_LAST = Asked("until", "day", _("To"), help=_("The last day of leave"))

ORDERS: Mapping[str, Order] = {
    "open": Order("office", "open", _("Open an office"),
        (ID, NAME, LOCAL, _TYPE, _PARENT, CODE, DISTRICT, UNIT, ON), _open),
    "rename": Order("office", "rename", _("Rename an office"), (OFFICE, _NEW, _NEW_LOCAL, ON), _rename),
    "move": Order("office", "move", _("Put an office under another one"),
        (OFFICE, _PARENT, CODE._replace(needed=False), DISTRICT, UNIT, ON), _move),
    "change_type": Order("office", "change_type", _("Change the type of an office"), (OFFICE, _TYPE, ON),
        lambda held, said, on: held.change_type(said["office"], said["type"], on=on)),
    "split": Order("office", "split", _("Split an office"),
        (OFFICE, ID, NAME, LOCAL, CODE, UNIT, CASES, BELOW, ON), _split),
    "merge": Order("office", "merge", _("Merge an office into another one"), (OFFICE, _INTO, ON),
        lambda held, said, on: held.merge(said["office"], said["into"], on=on)),
    "close": Order("office", "close", _("Close an office"), (OFFICE, ON),
        lambda held, said, on: held.close(said["office"], on=on)),
    "enlist": Order("officer", "enlist", _("Enlist an officer"), (OFFICER, NAME, _RANK, ON),
        lambda held, said, on: held.enlist(said["officer"], name=said["name"], rank=said["rank"], since=on)),
    "promote": Order("officer", "promote", _("Give an officer another rank"), (OFFICER, _RANK, ON),
        lambda held, said, on: held.promote(said["officer"], said["rank"], on=on)),
    "appoint": Order("officer", "appoint", _("Post an officer"), (OFFICER, OFFICE, _ROLE, ON, _UNTIL), _appoint),
    "relieve": Order("officer", "relieve", _("Relieve an officer"), (OFFICER, OFFICE, ON),
        lambda held, said, on: held.relieve(said["officer"], office=said["office"], on=on)),
    "leave": Order("officer", "leave", _("Note the leave of an officer"), (OFFICER, ON, _LAST), _leave),
    "recall": Order("officer", "recall", _("Recall an officer from leave"), (OFFICER, ON),
        lambda held, said, on: held.recall(said["officer"], on=on)),
}  # fmt: skip
"""The orders of the page of offices and officers, by the verb in their address."""

EVERYTHING = ALL
