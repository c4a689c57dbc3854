"""One row of acts and sections as it bears on arrest, bail and punishment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from cas_core.law.catalogue import DEATH, LIFE, PRINCIPAL, VARIES, Catalogue, Section

_ANSWERS = {VARIES: frozenset("YN"), "conditional": frozenset("YN"), "Y": frozenset("Y"), "N": frozenset("N")}
_CONSPIRED = 2.0  # BNS s.61(2)(a), IPC s.120B(1): two years or upwards
_LIFE_IN_FRACTIONS = 20.0  # BNS s.6, IPC s.57
_OTHER_CONSPIRACY = 0.5  # BNS s.61(2)(b), IPC s.120B(2)


@dataclass(frozen=True, slots=True)
class Charge:
    """What a row says, as far as it is sure.

    Attributes:
        offence: False for a section of procedure or a general one, which decides nothing.
        follows: The classification is that of the principal offence.
        cognizable, bailable: The answers that are possible, of ``Y`` and ``N``; none where it is not known.
        courts: Courts that may try it.
        longest: Longest punishment in years; None where it is not known.
        terms: Longest and shortest punishment of each case that is possible.
        custody_limit: As the section says.
        sure: Whether the classification is verified throughout.
    """

    offence: bool = True
    follows: bool = False
    cognizable: frozenset[str] = frozenset()
    bailable: frozenset[str] = frozenset()
    courts: tuple[str, ...] = ()
    longest: float | None = None
    terms: tuple[tuple[float | None, float | None], ...] = ()
    custody_limit: str = ""
    sure: bool = False


def charged(row: Mapping[str, Any], catalogue: Catalogue) -> Charge:
    """Return what a row of acts and sections amounts to, with its attempt, abetment or conspiracy."""
    section = catalogue.find(row["act"], row["section"])
    if section is None:
        return Charge()
    if section.nature:
        return Charge(offence=False)
    whole = _together([_single(case) for case in _cases(section, catalogue)], section)
    kind = row.get("kind")
    if not kind:
        return whole
    penal = catalogue.act(section.act).regime in {"bns", "ipc"}
    return _KINDS[kind](whole) if penal else replace(whole, longest=None, terms=())


def _cases(section: Section, catalogue: Catalogue) -> list[Section]:
    """Return the rows of the Schedule that a citation may mean: a bare head means any sub-section below it."""
    below = [case for case in catalogue.below(section) if not case.nature]
    by_case = VARIES in (section.cognizable, section.bailable, section.triable_by) or section.longest is None
    open_head = section.checked == "heading" or (by_case and any(":" in case.section for case in below))
    if not below or not open_head:
        return [section]
    return [deeper for case in below for deeper in _cases(case, catalogue)]


def _single(section: Section) -> Charge:
    if not section.verified:
        return Charge(custody_limit=section.custody_limit)
    return Charge(
        follows=section.cognizable == PRINCIPAL,
        cognizable=_ANSWERS.get(section.cognizable, frozenset()),
        bailable=_ANSWERS.get(section.bailable, frozenset()),
        courts=(section.triable_by,) if section.triable_by else (),
        longest=section.longest,
        terms=((section.longest, section.shortest),),
        custody_limit=section.custody_limit,
        sure=bool(section.cognizable and section.bailable and section.triable_by),
    )


def _together(cases: list[Charge], section: Section) -> Charge:
    """Return one charge for the cases that are possible: an answer that one of them leaves open is open."""
    known = [case.longest for case in cases if case.longest is not None]
    return Charge(
        follows=any(case.follows for case in cases),
        cognizable=_either([case.cognizable for case in cases]),
        bailable=_either([case.bailable for case in cases]),
        courts=tuple(dict.fromkeys(court for case in cases for court in case.courts)),
        longest=max(known) if len(known) == len(cases) else None,
        terms=tuple(term for case in cases for term in case.terms) if all(case.terms for case in cases) else (),
        custody_limit=section.custody_limit if len(cases) > 1 else cases[0].custody_limit,
        sure=all(case.sure for case in cases),
    )


def _either(answers: list[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*answers) if all(answers) else frozenset()


def _attempt(charge: Charge) -> Charge:
    """Half the longest term (BNS s.62, IPC s.511); what half of death is, the law does not say."""
    terms = tuple((_half(longest), None) for longest, _ in charge.terms)
    return replace(charge, longest=_half(charge.longest), terms=terms)


def _half(years: float | None) -> float | None:
    if years is None or years == DEATH:
        return None
    return (_LIFE_IN_FRACTIONS if years == LIFE else years) / 2


def _abetment(charge: Charge) -> Charge:
    """Leave the punishment open: it turns on whether the offence was committed (BNS s.49, s.55, s.56)."""
    return replace(charge, longest=None, terms=())


def _conspiracy(charge: Charge) -> Charge:
    """Treat it as abetment from two years upwards, else a lesser offence of its own (BNS s.61(2), IPC s.120B)."""
    if charge.longest is None:
        return replace(charge, cognizable=frozenset(), bailable=frozenset(), longest=None, terms=())
    if charge.longest >= _CONSPIRED:
        return _abetment(charge)
    no, yes = frozenset("N"), frozenset("Y")
    terms = ((_OTHER_CONSPIRACY, None),)
    return replace(charge, cognizable=no, bailable=yes, longest=_OTHER_CONSPIRACY, terms=terms)


_KINDS = {"attempt": _attempt, "abetment": _abetment, "conspiracy": _conspiracy}
