"""The catalogue: sections and Acts of a build, as typed values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from cas_core.codelists import CodeList, Entry

LIFE, DEATH = 100.0, 101.0
VARIES, PRINCIPAL = "varies", "according_to_principal"

_VERIFIED = frozenset({"schedule", "two-sources", "verified"})
_WORDS = {"LIFE": LIFE, "DEATH": DEATH}


@dataclass(frozen=True, slots=True)
class Act:
    """One Act.

    Attributes:
        id: Code by which rows name it.
        label: Full name with its year.
        short: Name printed behind its sections.
        aliases: Other names that officers write.
        year, number: It is Act ``number`` of ``year``; empty where not known.
        regime: ``bns``, ``ipc``, ``procedure`` or ``special``.
        offence_from, offence_until: First and last day of occurrence to which it applies.
    """

    id: str
    label: str
    short: str
    aliases: tuple[str, ...] = ()
    year: str = ""
    number: str = ""
    regime: str = "special"
    offence_from: date | None = None
    offence_until: date | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """One section, sub-section, or case of the Schedule (``303(2):2``); what its row leaves open its Act may say.

    Attributes:
        id: Its code, ``BNS 303(2)``.
        nature: Empty for an offence; ``procedure`` or ``general`` for what is cited, never charged.
        cognizable, bailable: ``Y``, ``N``, ``varies``, ``conditional``, ``according_to_principal``; empty is unknown.
        longest, shortest: Punishment in years, life 100, death 101, no imprisonment 0; None is unknown.
        checked: How the classification was verified, ``verified`` whether that is good enough to decide by.
        custody_limit: ``general`` for BNSS s.187(3), a limit of its own such as ``d180``, empty where not sure.
        successor: Codes that took its place.
    """

    id: str
    label: str
    act: str
    section: str
    parent: str = ""
    nature: str = ""
    cognizable: str = ""
    bailable: str = ""
    triable_by: str = ""
    longest: float | None = None
    shortest: float | None = None
    checked: str = ""
    offence_from: date | None = None
    offence_until: date | None = None
    sensitive: bool = False
    protects_victim: bool = False
    tags: tuple[str, ...] = ()
    io_rank: str = ""
    custody_limit: str = ""
    crime_head: str = ""
    successor: tuple[str, ...] = ()

    @property
    def verified(self) -> bool:
        """Whether arrest, bail and limits of custody may be worked out from it."""
        return self.checked in _VERIFIED


class Catalogue:
    """Sections and Acts of a build."""

    def __init__(self, sections: CodeList, acts: CodeList, ranks: CodeList | None = None) -> None:
        said = {entry.id: entry for entry in acts.codes}
        self.acts: Mapping[str, Act] = {entry.id: _act(entry) for entry in acts.codes}
        self.sections: Mapping[str, Section] = {}
        self._below: dict[str, list[Section]] = {}
        rows = {entry.id: entry for entry in sections.codes}
        for entry in sections.codes:
            section = _section(entry, said, rows.get(entry.rolls_up_to))
            self.sections[section.id] = section
            self._below.setdefault(section.parent, []).append(section)
        self.seniority = {entry.id: int(entry.attributes.get("seniority", 0)) for entry in ranks.codes} if ranks else {}

    @classmethod
    def of(cls, lists: Mapping[str, CodeList]) -> Catalogue:
        """Return the catalogue of a build's code lists."""
        return cls(lists["sections"], lists["acts"], lists["rank"])

    def __iter__(self) -> Iterator[Section]:
        return iter(self.sections.values())

    def find(self, act: str, section: str) -> Section | None:
        """Return a section, or None where there is no such section."""
        return self.sections.get(f"{act} {section}")

    def below(self, section: Section) -> tuple[Section, ...]:
        """Return the sub-sections and cases right below a section."""
        return tuple(self._below.get(section.id, ()))

    def act(self, code: str) -> Act:
        """Return an Act; one that only sections name goes by its code."""
        return self.acts.get(code) or Act(code, code, code)


def _act(entry: Entry) -> Act:
    said = entry.attributes
    return Act(
        entry.id,
        entry.label,
        said.get("short") or re.sub(r",? \d{4}$", "", entry.label),
        tuple(alias.strip() for alias in said.get("aliases", "").split("|") if alias.strip()),
        said.get("year", ""),
        said.get("number", ""),
        said.get("regime") or "special",
        _day(said.get("offence_from")),
        _day(said.get("offence_until")),
    )


def _section(entry: Entry, acts: Mapping[str, Entry], national: Entry | None) -> Section:
    """Return a section; one of a state protects whom the national one that stands for it protects."""
    above = national.attributes if national else {}
    own = entry.attributes
    act = acts[own["act"]].attributes if own.get("act") in acts else {}
    chargeable = not own.get("nature")
    inherited = act if chargeable else {}
    return Section(
        id=entry.id,
        label=entry.label,
        act=own.get("act", ""),
        section=own.get("section", ""),
        parent=entry.parent,
        nature=own.get("nature", ""),
        cognizable=own.get("cognizable", ""),
        bailable=own.get("bailable", ""),
        triable_by=own.get("triable_by", ""),
        longest=_years(own.get("max_years", "")),
        shortest=_years(own.get("min_years", "")),
        checked=own.get("checked", ""),
        offence_from=_day(own.get("offence_from") or act.get("offence_from")),
        offence_until=_day(own.get("offence_until") or act.get("offence_until")),
        sensitive="Y" in (own.get("sensitive"), act.get("sensitive"), above.get("sensitive")),
        protects_victim="Y" in (own.get("protect_victim"), above.get("protect_victim")),
        tags=tuple(dict.fromkeys(" ".join(said.get("tags", "") for said in (own, inherited, above)).split())),
        io_rank=own.get("io_rank") or inherited.get("io_rank", ""),
        custody_limit=own.get("custody_limit") or act.get("custody_limit", ""),
        crime_head=own.get("crime_head", ""),
        successor=tuple(code for code in own.get("successor", "").split(" | ") if code),
    )


def _years(text: str) -> float | None:
    if text in _WORDS:
        return _WORDS[text]
    try:
        return float(text)
    except ValueError:  # empty, or it varies from case to case
        return None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
