"""Every code that the core tells stands on the page of problems, and is found there by reading the code."""

import re
import tomllib
from pathlib import Path

import pytest
from generating import REFERENCE
from generating.problems import all_told, concern_of
from generating.told import HiddenCode, told

ROOT = Path(__file__).parents[1]
MAKERS = """
from typing import NamedTuple
class Problem(NamedTuple):
    code: str
    what: str
    mend: str = ""
"""


def told_by(folder, source):
    """Return what a module of some source tells, as code, what and mend."""
    (folder / "module.py").write_text(f"{MAKERS}\n{source}", "utf-8")
    return [tuple(each[2:]) for each in told(folder)]


def test_the_page_lists_the_codes_that_faulty_layers_are_refused_by():
    listed = set(re.findall(r"^\| `([a-z0-9-]+)`", (REFERENCE / "problems.md").read_text("utf-8"), re.MULTILINE))
    expected = [*ROOT.glob("tests/**/expected.toml"), *ROOT.glob("plugins/*/tests/**/expected.toml")]

    met = {tomllib.loads(path.read_text("utf-8"))["code"] for path in expected}

    assert len(met) > 50
    assert met <= listed
    assert listed == {each.code for each in all_told()}


def test_every_code_says_what_is_wrong_and_how_to_mend_it():
    assert [each for each in all_told() if not (each.what and each.mend)] == []


def test_every_code_is_made_of_words():
    assert [each for each in all_told() if not re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", each.code)] == []


def test_every_module_that_tells_a_problem_has_its_place_on_the_page():
    assert {concern_of(each.module) for each in all_told()} >= {"Numbers", "Records", "Database"}
    assert concern_of("web/api/body.py") == "Programming interface and receivers of events"
    with pytest.raises(ValueError, match="empty"):
        concern_of("elsewhere.py")


def test_a_sentence_is_shown_with_its_gaps(tmp_path):
    source = """
MEND = _("Name one of: {known}")
def check(name, old):
    what = f"there is no {old}"
    yield Problem("unknown-thing", what, MEND)
    what = "it is " + ("over" if old else "not begun")
    yield Problem("not-now" if old else "too-soon", what)
"""
    assert told_by(tmp_path, source) == [
        ("unknown-thing", "there is no …", "Name one of: …"),
        ("not-now", "it is over / not begun", ""),
        ("too-soon", "it is over / not begun", ""),
    ]


def test_what_passes_its_code_on_is_no_place_where_a_problem_is_told(tmp_path):
    source = """
def refuse(code, what, mend):
    raise Refused(Problem(code, what, mend))
def check():
    refuse("unknown-thing", "there is none", mend="Name one")
"""
    assert told_by(tmp_path, source) == [("unknown-thing", "there is none", "Name one")]


@pytest.mark.parametrize("made", ['f"unknown-{kind}"', "kind", 'kind.replace("_", "-")', "TABLE[kind]"])
def test_a_code_that_is_made_up_where_it_is_used_is_refused(tmp_path, made):
    with pytest.raises(HiddenCode, match=r"module\.py:\d+: .* is no literal"):
        told_by(tmp_path, f"def check(kind):\n    return Problem({made}, 'there is none')")
