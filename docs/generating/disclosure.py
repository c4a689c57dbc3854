"""The page of disclosure: who sees which classes of fields of which register, as roles and audiences say it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from cas_core.access import Role
from cas_core.access.permission import covers
from cas_core.desk.ceiling import KNOWING
from cas_core.forms import Privacy
from cas_core.publication import Audience, View
from cas_core.registers import Register
from cas_core.workflows import Workflow
from generating.markdown import table
from generating.profile import national

RELATIONS = ("own", "duty", "circle", "district", "state", "other_station", "other_district", "none")
"""Where the office of the reader's posting stands to the office of the record."""

_REACH = {
    "own": {"own", "duty"},
    "office": {"own", "duty"},
    "below": {"own", "duty", "circle", "district", "state"},
    "state": {*RELATIONS} - {"none"},
}
CLASSES = {Privacy.PUBLIC: "P", Privacy.RESTRICTED: "R", Privacy.CONFIDENTIAL: "C", Privacy.SEALED: "S"}
ALL, NOTHING = "PRCS", "-"
HEAD = ("reader", "relation", "registers", "page", "search", "sensitive", "paper")


class Cell(NamedTuple):
    """What one reader sees of the records of one register.

    Attributes:
        page: Classes on the page of the record and in the answer of the API.
        search: ``hit`` where a search finds it.
        sensitive: What a search shows of it where the case is sensitive: ``hit``, or ``masked``.
        paper: Classes on a paper that he prints, or that is printed for him.
    """

    page: str = NOTHING
    search: str = NOTHING
    sensitive: str = NOTHING
    paper: str = NOTHING


Key = tuple[str, str, str]


def disclosure() -> Iterator[str]:
    """Yield the page of disclosure."""
    yield "# Disclosure\n\nWho sees what of a record. Letters are the classes of fields: P public, R restricted,"
    yield "C confidential, S sealed; the class of each field is in the reference of [forms](forms.md)."
    yield "\nAn officer sees of a record no more than his role `sees` ([access](access.md)), whoever entered it, and"
    yield "is told that something is left out. Who sees nothing confidential sees nobody whom the law protects: names"
    yield "are masked."
    yield "\n- `relation`: where the office of the posting stands to that of the record; `duty` is an officer of its"
    yield "  own office who holds a duty on it, `none` one whose posting ended."
    yield "- `page`: the record at the desk with its history and files, forms begun from it, the command line, and the"
    yield "  API, which acts as the officer of its token."
    yield "- `search`: whether a search finds it; a `hit` holds what the [index](entities.md) holds of a person or"
    yield "  thing, as far as the role sees the fields that it is taken from."
    yield "- `sensitive`: the same where the law protects those concerned. A `masked` hit holds number, register and"
    yield "  status; what is laid open there is noted in the journal."
    yield "- `paper`: what is printed for the file, as an extract where the role does not see all. Audiences get a copy"
    yield "  of their own, from an officer who sees all that it holds; the applicant is a citizen with a receipt."
    yield "\nLists, figures, the journal, refusals, drafts of others and webhooks hold nothing of a record's forms;"
    yield "matches are reckoned from what the officer sees of both records."
    yield from table(HEAD, rows())


def rows() -> list[tuple[str, ...]]:
    """Return the rows of the table: readers and registers of which the same is to be seen stand together."""
    groups: dict[tuple[str, str, Cell], list[str]] = {}
    for (reader, relation, register), cell in cells().items():
        groups.setdefault((reader, relation, cell), []).append(register)
    everything = len(national().ids(Register))
    wide: dict[tuple[str, Cell, str], list[str]] = {}
    for (reader, relation, cell), registers in groups.items():
        named = "all" if len(registers) == everything else " ".join(registers)
        wide.setdefault((reader, cell, named), []).append(relation)
    return [(reader, " ".join(relations), registers, *cell) for (reader, cell, registers), relations in wide.items()]


def cells() -> dict[Key, Cell]:
    """Return what each reader sees, by reader, relation and register."""
    books = national().all(Register)
    found: dict[Key, Cell] = {}
    for role in national().all(Role).values():
        for relation in RELATIONS:
            for book in books.values():
                found[role.id, relation, book.id] = _officer(role, relation, book)
    for audience in Audience:
        found |= {(audience.value, "copy", book): Cell(paper=up_to(audience.ceiling)) for book in books}
    portal = national().get(Role, "portal").permits
    offered = {book for book in books if _permits(portal, f"{book}.enter")}
    printed = {book for book in offered if _permits(portal, f"{book}.document")}
    seen = up_to(Audience.INFORMANT.ceiling)
    for book in books:
        own = Cell(page=seen, paper=seen if book in printed else NOTHING)
        found["applicant", "receipt", book] = own if book in offered else Cell()
    listed = {view.register_id for view in national().all(View).values() if view.audience is Audience.PUBLIC}
    found |= {("anybody", "view", book): Cell(page="P" if book in listed else NOTHING) for book in books}
    return found


def _officer(role: Role, relation: str, book: Register) -> Cell:
    if relation not in _REACH[role.scope]:
        return Cell()
    reads, finds, prints = (_permits(role.permits, f"{book.id}.{verb}") for verb in ("read", "find", "document"))
    if role.scope == "own" and relation != "duty" and national().get(Workflow, book.workflow).duties:
        reads = False
    hit = "hit" if finds else NOTHING
    ceiling = role.ceiling(book.id)
    knows = reads and ceiling.strictness >= KNOWING.strictness
    masked = hit if knows else "masked" if finds else NOTHING
    seen = up_to(ceiling) if reads else NOTHING
    return Cell(seen, hit, masked, seen if prints else NOTHING)


def _permits(permits: Iterable[str], asked: str) -> bool:
    return any(covers(granted, asked) for granted in permits)


def up_to(ceiling: Privacy) -> str:
    """Return the classes up to one."""
    return "".join(letter for privacy, letter in CLASSES.items() if privacy.strictness <= ceiling.strictness)


def as_mapping(read: Iterable[Mapping[str, str]]) -> dict[Key, Cell]:
    """Return rows of the table as what each reader sees.

    Raises:
        ValueError: A combination stands in two rows.
    """
    found: dict[Key, Cell] = {}
    for row in read:
        cell = Cell(*(row[name] for name in HEAD[3:]))
        for relation in row["relation"].split():
            for register in national().ids(Register) if row["registers"] == "all" else row["registers"].split():
                key = (row["reader"], relation, register)
                if key in found:
                    raise ValueError(f"{key} stands in two rows")
                found[key] = cell
    return found
