"""The page of problems: every code that the core tells, with what it says and how to mend it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

import cas_core
from generating.markdown import code, table
from generating.told import Told, told

ROOT = Path(__file__).parents[2]
BROKEN = "tests/assets/broken"
MOST_LINKS = 4

CONCERNS: Mapping[str, tuple[str, ...]] = {
    "Files of a layer": ("sources", "composition/layer"),
    "Layers and builds": ("composition", "cli/options"),
    "Forms, fields and code lists": ("forms/check", "codelists", "cli/value"),
    "Numbers": ("numbering",),
    "Workflows, duties, guards and clocks": ("workflows",),
    "Registers, roles and services": ("registers", "access", "services"),
    "Public views": ("publication",),
    "Templates and translations": ("documents/check", "messages"),
    "Offices": ("offices", "desk/order", "desk/establishment", "desk/handover", "desk/seed"),
    "Officers and postings": ("desk/officers", "desk/posting", "desk/actor", "composition/ranks"),
    "What is entered in a form": ("forms",),
    "Acts and sections": ("law",),
    "Records": ("desk",),
    "Matching": ("matching",),
    "Database": ("store",),
    "Papers, fonts and scripts": ("documents", "cli/document", "web/assets"),
    "Station desk and portal": ("web",),
    "The command, and verbs that a program calls": ("cli", "desk/arguments"),
    "Programming interface and receivers of events": ("web/api", "web/webhooks"),
}
"""What problems are about, and the modules that tell them; the longest name that fits a module counts."""


def problems() -> Iterator[str]:
    """Yield the page of problems."""
    yield "# Problems\n\nEvery fault is told by a stable code, with what is wrong, where it stands, and how to mend it."
    yield "`…` stands for what a message fills in. A faulty layer of the tests shows what is refused under a code.\n"
    found, shown = all_told(), _layers()
    for concern in CONCERNS:
        of_it = [each for each in found if concern_of(each.module) == concern]
        rows = list(_rows(of_it, shown))
        yield f"## {concern}"
        yield from table(("code", "what it says", "how to mend it", "shown by"), rows)
        yield ""


def all_told() -> list[Told]:
    """Return every place of the core where a problem is told."""
    return told(Path(cas_core.__file__).parent)


def concern_of(module: str) -> str:
    """Return what the problems of a module are about."""
    named = ((len(start), concern) for concern, starts in CONCERNS.items() for start in starts if _is(module, start))
    return max(named)[1]


def _is(module: str, start: str) -> bool:
    return module.startswith(f"{start}/") or module == f"{start}.py"


def _rows(found: list[Told], shown: dict[str, list[str]]) -> Iterator[tuple[str, ...]]:
    """Yield a row for each way in which a code is told; code and layers stand on the first one of the code."""
    ways = dict.fromkeys((each.code, each.what, each.mend) for each in sorted(found, key=lambda each: each.code))
    before = ""
    for name, what, mend in ways:
        yield ("" if name == before else code(name), _cell(what), _cell(mend), _some(shown.pop(name, [])))
        before = name


def _some(links: list[str]) -> str:
    more = f" and {len(links) - MOST_LINKS} more" if len(links) > MOST_LINKS else ""
    return ", ".join(links[:MOST_LINKS]) + more


def _layers() -> dict[str, list[str]]:
    """Return for each code links to the faulty layers that it refuses."""
    shown: dict[str, list[str]] = {}
    for path in sorted(ROOT.glob(f"{BROKEN}/*/expected.toml")):
        name = path.parent.name
        link = f"[{name}](../../{BROKEN}/{name}/expected.toml)"
        shown.setdefault(tomllib.loads(path.read_text("utf-8"))["code"], []).append(link)
    return shown


def _cell(text: str) -> str:
    """Return a sentence as it is read, not as marks of the page."""
    return text.replace("<", "&lt;").replace("*", "\\*").replace("[", "\\[")
