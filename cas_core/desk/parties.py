"""The parties to a record: each accused, victim or witness has one code, and belongs to this record alone."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import count
from typing import Any

from cas_core.composition import Composition
from cas_core.forms import Entity
from cas_core.forms.tree import Branch
from cas_core.forms.values import lookup
from cas_core.problems import Problem, Sentence

Data = Mapping[str, Any]
Key = tuple[str, str]
"""Kind and code of a party."""

DECADE = 9
LETTERS = 26
_OTHERS = {"victim": "V", "witness": "W"}


def party_code(kind: str, position: int, manner: str) -> str:
    """Return the code of the party at a position, from 0.

    Accused are A1 to A9, then B1 and so on (IIF-3), or A1, A2 ... A10 where a state counts on; the other kinds have a
    letter of their own.
    """
    if kind != "accused":
        return f"{_OTHERS.get(kind, 'P')}{position + 1}"
    if manner == "running":
        return f"A{position + 1}"
    letter, digit = divmod(position, DECADE)
    if letter < LETTERS:
        return f"{chr(ord('A') + letter)}{digit + 1}"
    return f"Z{position - DECADE * (LETTERS - 1) + 1}"


class Coding:
    """Gives codes to the parties that a submission introduces, and finds the codes it names that nobody has.

    Attributes:
        introduced: Kind, code and path of each party that the submission brings in.
        problems: Codes that are taken, or that nobody has.
    """

    def __init__(
        self, composition: Composition, manner: str, known: Mapping[str, list[str]], former: Collection[Key] = ()
    ) -> None:
        """Take the codes in use; ``former`` are those of the submission that is corrected."""
        self._entities = composition.all(Entity)
        self._manner = manner
        self._used = {kind: set(codes) for kind, codes in known.items()}
        self._former = set(former)
        self._said: set[Key] = set()
        self.introduced: list[tuple[str, str, str]] = []
        self.problems: list[Problem] = []

    def run(self, branches: tuple[Branch, ...], data: dict[str, Any]) -> None:
        """Fill in the codes that are missing, then check those that are named."""
        tables = list(_tables(branches, data, ""))
        for step in (self._introduce, self._name, self._require):
            for branch, table, path in tables:
                step(branch, table, path)

    def _introduce(self, branch: Branch, table: dict[str, Any], path: str) -> None:
        entity = self._entities.get(branch.field.type)
        if entity is not None and entity.party:
            table["code"] = self._take(entity.party, table.get("code"), path)

    def _name(self, branch: Branch, table: dict[str, Any], path: str) -> None:
        field = branch.field
        if field.type != "party" or not field.introduces:
            return
        given = table.get(field.id)
        if given is None or ((field.refers_to, given) in self._former and given not in self._codes(field.refers_to)):
            table[field.id] = self._take(field.refers_to, given, path)

    def _require(self, branch: Branch, table: dict[str, Any], path: str) -> None:
        for kind, named in _named(branch, table):
            if named not in self._codes(kind):
                known = sorted(self._codes(kind))
                mend = Sentence("Name one of: {codes}", codes=known) if known else Sentence("Enter the person first")
                what = Sentence("this record has no {kind} '{code}'", kind=kind.capitalize(), code=named)
                self.problems.append(Problem("unknown-party", what, mend, None, path))

    def _take(self, kind: str, given: str | None, path: str) -> str:
        """Return the code of a person: a new one, or the one under which the record knows him."""
        used = self._codes(kind)
        if given is not None and (kind, given) in self._said:
            what = Sentence("the code '{code}' stands for two persons in this form", code=given)
            mend = Sentence("Leave the code of the other one out")
            self.problems.append(Problem("party-code-twice", what, mend, None, path))
        if given in used:
            self._said.add((kind, given))
            return given
        candidates = (party_code(kind, position, self._manner) for position in count())
        code = given or next(candidate for candidate in candidates if candidate not in used)
        used.add(code)
        self._said.add((kind, code))
        self.introduced.append((kind, code, path))
        return code

    def _codes(self, kind: str) -> set[str]:
        return self._used.setdefault(kind, set())


def named_parties(branches: tuple[Branch, ...], data: Data) -> set[Key]:
    """Return the parties that a submission names by their codes."""
    return {key for branch, table, _ in _tables(branches, dict(data), "") for key in _named(branch, table)}


def lost_parties(former: Collection[Key], kept: Collection[Key], named: Callable[[], Collection[Key]]) -> list[Problem]:
    """Return a problem for each party that a correction leaves out while other forms of the record name it."""
    gone = set(former) - set(kept)
    in_use = sorted(gone & set(named())) if gone else []
    return [
        Problem(
            "party-in-use",
            Sentence("the {kind} '{code}' is named by other forms of this record", kind=kind.capitalize(), code=code),
            Sentence("Keep the person under the code '{code}'", code=code),
        )
        for kind, code in in_use
    ]


def _named(branch: Branch, table: Data) -> Iterator[Key]:
    value = table.get(branch.field.id) if branch.field.type == "party" else None
    for item in value if isinstance(value, list) else [] if value is None else [value]:
        yield branch.field.refers_to, item


def _tables(
    branches: tuple[Branch, ...], data: dict[str, Any], above: str
) -> Iterator[tuple[Branch, dict[str, Any], str]]:
    """Yield entities and party fields of a submission, each with its table: its own, or the one it stands in."""
    for branch in branches:
        if not branch.children:
            if branch.field.type == "party":
                yield branch, data, f"{above}{branch.field.id}"
            continue
        value, path = lookup(data, branch.field.id), f"{above}{branch.field.id}"
        for index, item in enumerate(value if isinstance(value, list) else [] if value is None else [value]):
            place = f"{path}.{index}" if branch.field.many else path
            yield branch, item, place
            yield from _tables(branch.children, item, f"{place}.")
