"""The page of Acts and sections: counts, since the sections themselves fill a file of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from cas_core.codelists import CodeList
from cas_core.law.catalogue import Act, Catalogue, Section
from generating.markdown import code, listed, table
from generating.profile import national

CHECKS = {
    "schedule": "read off the First Schedule of the BNSS",
    "two-sources": "two sources agree",
    "heading": "no classification is claimed",
    "unverified": "from knowledge; nothing follows from it",
}
REGIMES = (
    ("Substantive law", ("bns", "ipc"), "Goes by the day of the occurrence."),
    ("Procedure", ("procedure",), "Goes by the day of the act; it is cited, never charged."),
    ("Special Acts", ("special",), "Go by the day of the occurrence, where a day is known."),
)


def laws() -> Iterator[str]:
    """Yield the page of Acts and sections."""
    law = Catalogue.of(national().all(CodeList))
    yield f"# Acts and sections\n\n{len(law.acts)} Acts with {len(law.sections)} rows in `acts.csv` and `sections.csv`."
    yield "A row is a section, a sub-section, or a case of the First Schedule; `cas sections` says what a text cites."
    yield "[Law as data](../explanation/law.md) says what follows from one."
    yield from _checks(law)
    for title, regimes, note in REGIMES:
        acts = [act for act in law.acts.values() if act.regime in regimes]
        yield f"\n## {title}\n\n{note}"
        yield from table(("Act", "name", "applies", "rows", "offences", "decide"), (_act(act, law) for act in acts))
    yield from _decide(law)


def _checks(law: Catalogue) -> Iterator[str]:
    yield "\n## How it was checked\n"
    yield "A row decides arrest, bail, court and custody only where it was checked well enough."
    yield "Below, `offences` are rows that can be charged, and `decide` is how many of these decide."
    counts = Counter(section.checked for section in law)
    good = {section.checked for section in law if section.verified}
    rows = ((code(name), words, str(counts[name]), "yes" if name in good else "") for name, words in CHECKS.items())
    yield from table(("section", "meaning", "rows", "decides"), rows)
    acts = Counter(entry.attributes.get("checked", "") for entry in national().get(CodeList, "acts").codes)
    yield from table(("Act", "rows"), ((words, str(count)) for words, count in acts.items()))


def _act(act: Act, law: Catalogue) -> tuple[str, ...]:
    rows = [section for section in law if section.act == act.id]
    offences = [section for section in rows if not section.nature]
    sure = sum(section.verified for section in offences)
    return code(act.id), _name(act), _span(act), *(_count(n) for n in (len(rows), len(offences), sure))


def _name(act: Act) -> str:
    return f"{act.label} (Act {act.number} of {act.year})" if act.number else act.label


def _span(act: Act) -> str:
    first = _day("from", act.offence_from)
    return f"{first} {_day('until', act.offence_until)}".strip()


def _day(word: str, day: date | None) -> str:
    return f"{word} {day:%d.%m.%Y}" if day else ""


def _count(number: int) -> str:
    return str(number) if number else ""


def _decide(law: Catalogue) -> Iterator[str]:
    yield "\n## What rows say besides\n"
    yield "By these, the guards and [clocks](clocks.md#case) of a case know what kind it is of."
    said = (
        ("sensitive, never published", _acts(section for section in law if section.sensitive)),
        ("the victim's identity is protected", _acts(section for section in law if section.protects_victim)),
        ("least rank of the investigating officer", _acts(section for section in law if section.io_rank)),
        ("a limit of custody of its own", _acts(s for s in law if s.custody_limit not in {"", "general"})),
    )
    yield from listed(said)
    tags = Counter(tag for section in law for tag in section.tags)
    yield from table(("tag", "rows"), ((code(tag), str(count)) for tag, count in sorted(tags.items())))


def _acts(sections: Iterable[Section]) -> str:
    counts = Counter(section.act for section in sections)
    return ", ".join(f"{code(act)} {count}" for act, count in sorted(counts.items()))
