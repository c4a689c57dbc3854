"""Ranks: who is senior to whom, and that no layer lets a junior hold what the national layer keeps for a senior."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from cas_core.access import Role
from cas_core.codelists import CodeList
from cas_core.codelists.definition import Entry
from cas_core.problems import Problem
from cas_core.sources import View

RANKS = "rank"
"""The list of ranks; its column ``seniority`` says 1 for the most senior."""

_LOWEST = 1_000_000


class Ranks(NamedTuple):
    """The ranks of a composition by code."""

    known: Mapping[str, Entry]

    @classmethod
    def of(cls, lists: Mapping[str, CodeList]) -> Ranks:
        """Return the ranks among the code lists of a composition."""
        return cls({entry.id: entry for entry in lists[RANKS].codes} if RANKS in lists else {})

    def place(self, rank: str) -> int:
        """Return the place of a rank, 1 for the most senior; a state's own may stand where its national one does."""
        entry = self.known.get(rank)
        if entry is None:
            return _LOWEST
        said = entry.attributes.get("seniority", "")
        return int(said) if said.isdecimal() else self.place(entry.rolls_up_to) if entry.rolls_up_to else _LOWEST

    def suffices(self, rank: str, least: str) -> bool:
        """Tell whether a rank is at least another one; any rank suffices where none is asked."""
        return not least or self.place(rank) <= self.place(least)

    def senior(self, *ranks: str) -> str:
        """Return the most senior of some ranks; empty ones do not count."""
        return min((rank for rank in ranks if rank), key=self.place, default="")


def least_ranks(role: Role, roles: Mapping[str, Role]) -> tuple[str, ...]:
    """Return the ranks that a role asks for: its own, and that of the national role it stands for."""
    ceiling = roles.get(role.stands_for)
    return tuple(rank for rank in (role.min_rank, ceiling.min_rank if ceiling else "") if rank)


def check(view: View) -> Iterator[Problem]:
    """Yield a problem for each role whose rank is unknown, or below the one it had or its national role has."""
    roles, before, ranks = view.all(Role), view.national(Role), Ranks.of(view.all(CodeList))
    for role in roles.values():
        origin, where = view.origin("role", role.id, "", "", "min_rank"), f"role.{role.id}.min_rank"
        if role.min_rank and role.min_rank not in ranks.known:
            what, mend = f"there is no rank '{role.min_rank}'", f"Name one of: {', '.join(ranks.known)}"
            yield Problem("unknown-rank", what, mend, origin, where)
        elif not ranks.suffices(role.min_rank, before[role.id].min_rank):
            what = f"'{role.min_rank}' is below '{before[role.id].min_rank}', which the role '{role.id}' asks for"
            yield Problem("loosens-locked-part", what, "Name the same rank or a senior one", origin, where)
        ceiling = roles.get(role.stands_for)
        if role.min_rank and ceiling is not None and not ranks.suffices(role.min_rank, ceiling.min_rank):
            what = f"'{role.min_rank}' is below '{ceiling.min_rank}', which the role '{ceiling.id}' asks for"
            yield Problem("above-ceiling", what, "Name the same rank or a senior one, or none", origin, where)
