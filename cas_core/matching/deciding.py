"""An officer confirms that two records concern the same person or thing, or rejects it."""

from __future__ import annotations

from datetime import UTC, datetime

from cas_core.desk import Cas, Desk, Record
from cas_core.desk.actor import Actor
from cas_core.matching.pairs import comparable
from cas_core.messages.mark import mark as _
from cas_core.problems import Problem, RecordRefused
from cas_core.store import journal, matches
from cas_core.store.turns import ESTABLISHMENT, take

NOT_COMPARABLE = Problem(
    "not-comparable",
    _("These two records are not compared with each other"),
    _("Decide of a record that is sought and one that was found"),
)


MATCH = "match"
"""Verb of the permission to decide; who only reads does not have it."""


def may_decide(who: Actor, register: str, office: str) -> bool:
    """Tell whether an officer may decide what a record of a register at an office is the same as."""
    return who.may(f"{register}.{MATCH}", office)


def decide(cas: Cas, record: str, other: str, *, same: bool, as_: str) -> None:
    """Write down whether two records concern the same, with an entry about each in the journal of its office.

    A later decision stands in place of an earlier one; the journals keep both. What follows in law, such as the
    identification of a body, is done by its own form.

    Args:
        as_: Address of the officer, who must be permitted to read both, and to match in the register of one of them.

    Raises:
        NotPermitted: He is not.
        RecordRefused: There is no such record, or the two are not compared.
    """
    who = cas.who(as_)
    with cas.store.writing(ESTABLISHMENT) as connection:
        both = _both(cas, who, record, other)
        take(connection, *(held.office for held in both))
        at = datetime.now(UTC)  # what was kept while the decision waited for its turns came before it
        matches.decide(connection, (record, other), who.id, at, same=same)
        for one, beside in (both, both[::-1]):
            journal.append(connection, _event(one, beside, who.id, at, same=same))


def _both(cas: Cas, who: Actor, record: str, other: str) -> tuple[Record, Record]:
    """Return the two records of which an officer decides, as they stand; neither is held against those at work on it.

    Who held them while he waits for the turns of their offices would wait for those who hold the turns and want them.
    """
    with Desk(cas.build, who, cas.store.reading, cas.translator("en")) as desk:
        both = (desk.read(record), desk.read(other))
    if record == other or not comparable(both[0].register, both[1].register):
        raise RecordRefused([NOT_COMPARABLE])
    if not any(may_decide(who, held.register, held.office) for held in both):
        who.require(f"{both[0].register}.{MATCH}", both[0].office)
    return both


def _event(record: Record, other: Record, officer: str, at: datetime, *, same: bool) -> journal.Event:
    detail = {"other": other.id, "register": other.register, "same": same}
    return journal.Event(record.office, officer, "match", at, record.id, detail=detail)
