"""Lists that people look things up in hold all there is: the pages of the documentation, the decisions, the packages."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
DECISIONS = sorted((DOCS / "decisions").glob("*.md"))


def packages():
    """Return every package that the project asks for: to run, by extra, and by group."""
    held = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    extras, groups = held["project"]["optional-dependencies"].values(), held["dependency-groups"].values()
    asked = [*held["project"]["dependencies"], *(each for more in (*extras, *groups) for each in more)]
    return {re.match(r"[a-z0-9-]+", each)[0] for each in asked}


def test_every_page_is_listed_once_and_no_other():
    listed = re.findall(r"\]\(([a-z-]+/[^)#]+\.md)\)", (DOCS / "README.md").read_text("utf-8"))
    pages = {path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")} - {"README.md"}

    assert sorted(listed) == sorted(pages)


@pytest.mark.parametrize("number", range(1, len(DECISIONS) + 1))
def test_decisions_are_numbered_without_gap_in_name_and_title(number):
    path = DECISIONS[number - 1]

    assert path.name.startswith(f"{number:04}-")
    assert path.read_text("utf-8").startswith(f"# {number}. ")


def test_every_dependency_says_in_decision_8_what_it_is_for_and_nothing_else_stands_there():
    rows = [line for line in (DOCS / "decisions/0008-dependencies.md").read_text("utf-8").splitlines() if "`" in line]
    extras = {"pdf", "fonts", "postgresql", "web"}
    named = {name for row in rows if row.startswith("|") for name in re.findall(r"`([a-z0-9-]+)`", row)}

    assert named - extras == packages()
