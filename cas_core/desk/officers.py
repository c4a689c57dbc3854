"""Officers: enlisted, promoted, posted, relieved and on leave, each from a day on. One person has one login."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

from sqlalchemy import Connection

from cas_core.access import Role
from cas_core.desk.actor import Actor, actor, reach_of
from cas_core.desk.dates import backdated
from cas_core.desk.labels import rank_label
from cas_core.desk.orders import Orders
from cas_core.desk.posting import Posting, person_faults, posting_faults, rank_faults, ranks, unknown_officer
from cas_core.desk.speaking import spoken
from cas_core.offices.timeline import DAY
from cas_core.problems import NotPermitted, Problem, RecordRefused, Sentence
from cas_core.sources import today
from cas_core.store import journal, officers
from cas_core.store.turns import ESTABLISHMENT, take

Write = Callable[[], object]
Act = Callable[[Connection, Actor], Write]
Concerned = str | tuple[str, ...]


class Officers(Orders):
    """The officers of a state in the hands of one who may post them. Nobody posts or promotes himself."""

    @spoken
    def enlist(self, officer: str, *, name: str, rank: str, since: date | None = None) -> None:
        """Add a person; what he may do comes from postings alone."""
        first = since or today()

        def act(connection: Connection, who: Actor) -> Write:
            self._require_no_senior(who, rank)
            problems = [*rank_faults(self._build, rank), *person_faults(officer, name)]
            if officers.officer(connection, officer, first) is not None:
                problems.append(_known(officer))
            _pass(problems)
            return partial(officers.enlist, connection, officer, name, rank, first)

        self._do("enlist", "", first, {"officer": officer, "rank": rank}, act)

    @spoken
    def promote(self, officer: str, rank: str, *, on: date) -> None:
        """Give an officer another rank from a day on."""

        def act(connection: Connection, who: Actor) -> Write:
            _not_himself(who, officer)
            self._require_no_senior(who, rank)
            problems = [*rank_faults(self._build, rank), *_unknown(connection, officer)]
            problems += backdated(on)
            if any(held.since >= on for held in officers.ranks(connection, officer)):
                said = {"officer": officer, "day": on.isoformat()}
                what = Sentence("a rank of '{officer}' from {day} or later is recorded already", **said)
                mend = Sentence("Make the change on a day after it")
                problems.append(Problem("later-change", what, mend, field="on"))
            _pass(problems)
            return partial(officers.set_rank, connection, officer, rank, on)

        self._do("promote", officer, on, {"officer": officer, "rank": rank}, act)

    @spoken
    def appoint(
        self, officer: str, *, office: str, role: str, since: date | None = None, until: date | None = None
    ) -> None:
        """Post an officer at an office in a role; a second posting is an additional charge."""
        posting = Posting(officer, office, role, since or today(), until)

        def act(connection: Connection, who: Actor) -> Write:
            _not_himself(who, officer)
            _pass([*backdated(posting.since), *posting_faults(connection, self._build, posting)])
            reach = reach_of(connection, self._build.composition.get(Role, role), office, posting.since)
            if not reach <= who.reach | reach_of(connection, who.role, who.office, posting.since):
                given = {"role": self._build.composition.get(Role, role).label, "office": office}
                own = {"own": who.role.label, "place": who.office}
                what = Sentence(
                    "the role '{role}' at '{office}' reaches further than '{own}' at '{place}'", **given, **own
                )
                raise NotPermitted([Problem("not-permitted", what, Sentence("Ask an officer whose reach is wider"))])
            return partial(officers.post, connection, posting._asdict())

        self._do("appoint", (office,), posting.since, {"officer": officer, "role": role}, act)

    @spoken
    def relieve(self, officer: str, *, office: str, on: date, role: str = "") -> None:
        """End the postings of an officer at an office; the day before is the last one."""

        def act(connection: Connection, who: Actor) -> Write:
            _not_himself(who, officer)
            _pass(backdated(on))
            if not officers.may_end(connection, office, on - DAY, officer, role):
                said = {"officer": officer, "office": office, "day": on.isoformat()}
                what = Sentence("'{officer}' is not posted at '{office}' on {day}", **said)
                raise RecordRefused(
                    [Problem("not-posted", what, Sentence("Name a posting that runs"), field="officer")]
                )
            return partial(officers.end_postings, connection, office, on - DAY, officer, role)

        self._do("relieve", (office,), on, {"officer": officer, **({"role": role} if role else {})}, act)

    @spoken
    def leave(self, officer: str, *, since: date, until: date) -> None:
        """Note days on which an officer does not act; both are days of leave."""

        def act(connection: Connection, _who: Actor) -> Write:
            problems = [*_unknown(connection, officer), *backdated(since)]
            if until < since:
                what = Sentence("the leave ends on {day}, before it begins", day=until.isoformat())
                problems.append(Problem("empty-validity", what, Sentence("Correct it"), field="until"))
            if any(held.since <= until and held.until >= since for held in officers.leaves(connection, officer)):
                what = Sentence("'{officer}' is on leave already on a day of these", officer=officer)
                problems.append(Problem("leave-overlaps", what, Sentence("End the other leave first"), field="on"))
            _pass(problems)
            return partial(officers.go_on_leave, connection, officer, since, until)

        self._do("leave", officer, since, {"officer": officer, "until": until.isoformat()}, act)

    @spoken
    def recall(self, officer: str, *, on: date) -> None:
        """End the leave of an officer early; he acts again from a day on."""

        def act(connection: Connection, who: Actor) -> Write:
            _not_himself(who, officer)
            _pass(backdated(on))
            running = [held for held in officers.leaves(connection, officer) if held.since <= on <= held.until]
            if not running:
                what = Sentence("'{officer}' is not on leave on {day}", officer=officer, day=on.isoformat())
                raise RecordRefused([Problem("not-on-leave", what, Sentence("Name a day of the leave"), field="on")])
            return partial(officers.end_leave, connection, officer, running[0].since, on - DAY)

        self._do("recall", officer, on, {"officer": officer}, act)

    @spoken
    def service(self, officer: str) -> dict[str, list[dict[str, str]]]:
        """Return the ranks, postings and leave of an officer, the oldest first."""
        with self._store.reading() as connection:
            who = actor(connection, self._build.composition, self._address, today())
            posted = officers.service(connection, officer)
            wide = [row.office for row in posted if who.may("officer.show", row.office)]
            if who.id != officer and not wide:
                who.require("officer.show", posted[-1].office if posted else who.office)
            _pass(_unknown(connection, officer))
            parts = {"rank": officers.ranks(connection, officer), "posting": posted}
            parts["leave"] = officers.leaves(connection, officer)
        hidden = {"officer"}
        return {
            part: [{k: str(v) for k, v in row._asdict().items() if k not in hidden and v is not None} for row in rows]
            for part, rows in parts.items()
        }

    def _require_no_senior(self, who: Actor, rank: str) -> None:
        """Pass only a rank that the actor may give: one above his own comes from the head of the force."""
        if who.role.scope != "state" and not ranks(self._build).suffices(who.rank, rank):
            both = {
                "rank": rank_label(self._build.composition, rank),
                "own": rank_label(self._build.composition, who.rank),
            }
            what = Sentence("the rank '{rank}' is above '{own}', that of the one who gives it", **both)
            raise NotPermitted([Problem("not-permitted", what, Sentence("Ask an administrator of the state"))])

    def _do(self, verb: str, concerned: Concerned, on: date, detail: dict[str, Any], act: Act) -> None:
        """Authorise, act and journal at the offices concerned: those named, or those where an officer is posted."""
        with self._store.writing(ESTABLISHMENT) as connection:
            who, places, write = self._approved(connection, verb, (concerned, on), act)
            write()
            take(connection, *places)
            now = datetime.now(UTC)
            for office in places:
                said = {"on": on.isoformat(), **detail}
                journal.append(connection, journal.Event(office, who.id, f"officer.{verb}", now, detail=said))

    def _approved(
        self, connection: Connection, verb: str, place: tuple[Concerned, date], act: Act
    ) -> tuple[Actor, list[str], Write]:
        """Authorise an order and look for all that forbids it; return what then writes it."""
        concerned, on = place
        who = actor(connection, self._build.composition, self._address, today())
        named = concerned if isinstance(concerned, tuple) else _posted_at(connection, concerned, on)
        places = [*dict.fromkeys(named)] or [who.office]
        wide = who._replace(reach=who.reach | reach_of(connection, who.role, who.office, on))
        for office in places:
            wide.require(f"officer.{verb}", office)
        return who, places, act(connection, who)


class RehearsedOfficers(Officers):
    """The same orders, given to see whether they are possible: authorised and checked, and nothing is written."""

    def _do(self, verb: str, concerned: Concerned, on: date, detail: dict[str, Any], act: Act) -> None:  # noqa: ARG002
        with self._store.reading() as connection:
            self._approved(connection, verb, (concerned, on), act)


def _posted_at(connection: Connection, officer: str, on: date) -> tuple[str, ...]:
    return tuple(row.office for row in officers.postings(connection, officer, on)) if officer else ()


def _pass(problems: Iterable[Problem]) -> None:
    found = list(problems)
    if found:
        raise RecordRefused(dict.fromkeys(found))


def _unknown(connection: Connection, officer: str) -> list[Problem]:
    return [] if officers.officer(connection, officer, today()) is not None else [unknown_officer(officer)]


def _known(officer: str) -> Problem:
    what = Sentence("'{officer}' is the id of an officer already", officer=officer)
    return Problem("officer-known", what, Sentence("Give each person an id of his own"), field="officer")


def _not_himself(who: Actor, officer: str) -> None:
    if who.id == officer:
        what = Sentence("nobody posts, promotes or relieves himself, or ends his own leave")
        raise NotPermitted([Problem("not-permitted", what, Sentence("Ask a superior officer"))])
