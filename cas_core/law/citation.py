"""Sections as typed, given to an Act: known ones become rows, the others problems that say what is near."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from cas_core.law.catalogue import Act, Section
from cas_core.law.names import Names
from cas_core.law.pieces import Cited, Named
from cas_core.problems import Problem

_ACT_CITED = 3  # section, number and year of the Act: 25-54-59
_JOINED = 3
_CENTURY = 2

Rows = list[dict[str, Any]]


def resolve(named: Named, cited: list[Cited], names: Names) -> tuple[Rows, list[Problem]]:
    """Return the rows of sections of an Act, and a problem for each that it has not."""
    act, problem = _act(named, cited, names)
    if act is None:
        return [], [problem] if problem else []
    rows: Rows = []
    problems: list[Problem] = []
    for chain in _chains(cited):
        for known, piece in _known(act, chain, names):
            if known is None:
                problems.append(_unknown(act, piece, names))
            else:
                rows.append(_row(known, piece, rows, names))
    return rows, problems


def _act(named: Named, cited: list[Cited], names: Names) -> tuple[Act | None, Problem | None]:
    """Return the one Act that is meant; namesakes are told apart by the year within a citation."""
    if not named.acts:
        near = names.near_acts(named.text)
        mend = f"Near is: {', '.join(near) or 'none'}. Else list it in acts.csv of the layer, or cite SLL OTHER"
        return None, Problem("no-such-act", f"'{named.text[:80]}' is no Act that is known here", mend)
    if len(named.acts) == 1:
        return named.acts[0], None
    parts = [part for piece in cited for part in piece.text.split("-")]
    fit = [act for act in named.acts if act.year and any(_is_year(act, part) for part in parts)]
    if len(fit) == 1:
        return fit[0], None
    several = ", ".join(act.label for act in named.acts)
    return None, Problem("ambiguous-act", f"'{named.text[:80]}' may be: {several}", "Write the year of the Act too")


def _chains(cited: Iterable[Cited]) -> Iterator[list[Cited]]:
    """Yield sections together that a stroke joins: ``25/54/59``."""
    chain: list[Cited] = []
    for piece in cited:
        if chain and piece.joint != "/":
            yield chain
            chain = []
        chain.append(piece)
    if chain:
        yield chain


def _known(act: Act, chain: list[Cited], names: Names) -> Iterator[tuple[Section | None, Cited]]:
    """Yield the sections of a chain: some are one section of the list together (``8/20(b)``), some cite the Act."""
    place = 0
    if len(chain) >= _ACT_CITED and _cites(act, chain[-2].text, chain[-1].text):
        chain = chain[:-2]
    while place < len(chain):
        for width in range(min(_JOINED, len(chain) - place), 0, -1):
            piece = chain[place + width - 1]._replace(
                text="/".join(part.text for part in chain[place : place + width]), joint=chain[place].joint
            )
            sections: list[Section | None] = [*_sections(act, piece.text, names)]
            if sections or width == 1:
                yield from ((section, piece) for section in sections or [None])
                place += width
                break


def _sections(act: Act, text: str, names: Names) -> list[Section]:
    """Return what one piece means; ``3(1)(r)(s)`` means two clauses, ``25-54-59`` section 25 of Act 54 of 1959."""
    whole = names.section(act.id, text)
    if whole:
        return [whole]
    parts = text.split("-")
    if len(parts) == _ACT_CITED and _cites(act, parts[1], parts[2]):
        return [section] if (section := names.section(act.id, parts[0])) else []
    clauses = re.fullmatch(r"(.*)(\([^()]*\))\s?(\([^()]*\))", text)
    if clauses:
        both = [names.section(act.id, clauses[1] + clauses[2]), names.section(act.id, clauses[1] + clauses[3])]
        return [section for section in both if section] if all(both) else []
    return []


def _cites(act: Act, number: str, year: str) -> bool:
    return bool(act.number) and number == act.number and _is_year(act, year)


def _is_year(act: Act, text: str) -> bool:
    return text in {act.year, act.year[_CENTURY:]}


def _row(section: Section, piece: Cited, before: Rows, names: Names) -> dict[str, Any]:
    row: dict[str, Any] = {"act": section.act, "section": section.section}
    if piece.kind:
        row["kind"] = piece.kind
    if piece.joint == "r/w" or (piece.joint == "/" and before and _only_with(section, before[-1], names)):
        row["read_with"] = True
    return row


def _only_with(section: Section, before: dict[str, Any], names: Names) -> bool:
    """Tell whether a stroke between two sections means that one is read with the other: ``379/34``, ``8/20``."""
    other = names.section(before["act"], before["section"])
    return "general" in {section.nature, other.nature if other else ""}


def _unknown(act: Act, piece: Cited, names: Names) -> Problem:
    near = names.near_sections(act.id, piece.text)
    what = f"'{piece.text[:40]}' is no section of the {act.label} that is known here"
    mend = f"Near is: {', '.join(near)}" if near else "Correct the number, or the Act"
    return Problem("no-such-section", what, mend)
