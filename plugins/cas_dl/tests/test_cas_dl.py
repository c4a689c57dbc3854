"""What Delhi notices of its layer: numbers, words, fields and what is refused."""

import json
from pathlib import Path

import pytest

from cas_core import Cas, RecordRefused, compose_build

ROOT = Path(__file__).parents[3]
CASE = ROOT / "docs/tutorial/first-case"
OWN = {"dl": {"beat": "12", "local_head": "burglary", "cctv_collected": True}}


@pytest.fixture(scope="module")
def build():
    """The composed build of the state."""
    return compose_build(ROOT / "states/dl")


@pytest.fixture
def cas(build, tmp_path):
    """The build on a database, with an officer in charge of a station."""
    opened = Cas.prepare(build, f"sqlite:///{tmp_path / 'state.db'}")
    opened.appoint("sho", name="A", rank="INSP", office="daryaganj", role="sho")
    yield opened
    opened.close()


def entered(cas, **changes):
    """An FIR of the first case, entered with the state's own fields."""
    form = {name: json.loads((CASE / f"{name}.json").read_text("utf-8")) for name in ("gd_entry", "fir")}
    with cas.desk("officer:sho") as desk:
        diary = desk.enter("general_diary", form["gd_entry"], key="d")
        data = {**form["fir"], "gd_entry": diary.id, **OWN, **changes}
        return desk.enter("fir", {name: value for name, value in data.items() if value is not None}, key="f")


def refusals(cas, **changes):
    """Where an FIR is refused."""
    with pytest.raises(RecordRefused) as caught:
        entered(cas, **changes)
    return {problem.field for problem in caught.value.problems}


def test_an_fir_has_four_digits_and_the_year(cas):
    record = entered(cas)

    assert record.number == f"0001/{record.created_at.year}"
    assert cas.cited(record).startswith("FIR No. 1/")


def test_a_zero_fir_is_marked_in_its_number(cas):
    record = entered(cas, kind="zero")

    assert record.number == f"Z0001/{record.created_at.year}"


def test_the_diary_is_register_number_two(build):
    assert "Register No. II" in build.composition.elements["register"]["general_diary"]["title"]


def test_every_case_names_its_beat_and_a_local_head_of_the_list(cas):
    assert refusals(cas, dl={"local_head": "burglary"}) == {"dl.beat"}
    assert refusals(cas, dl={"beat": "12", "local_head": "piracy"}) == {"dl.local_head"}


def test_a_charge_sheet_goes_to_the_court_with_the_agreement_of_the_acp(build):
    steps = {step["id"]: step for step in build.composition.elements["workflow"]["case"]["transitions"]}

    assert "supervisor" in steps["forward"]["agree"]
