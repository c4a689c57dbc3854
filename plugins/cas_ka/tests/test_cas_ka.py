"""What Karnataka notices of its layer: numbers, words, fields and what is refused."""

import json
from pathlib import Path

import pytest

from cas_core import Cas, RecordRefused, compose_build

ROOT = Path(__file__).parents[3]
CASE = ROOT / "docs/tutorial/first-case"
OWN = {"ka": {"beat": "3", "officer_kgid": "2154876"}}


@pytest.fixture(scope="module")
def build():
    """The composed build of the state."""
    return compose_build(ROOT / "states/ka")


@pytest.fixture
def cas(build, tmp_path):
    """The build on a database, with an officer in charge of a station."""
    opened = Cas.prepare(build, f"sqlite:///{tmp_path / 'state.db'}")
    opened.appoint("sho", name="A", rank="INSP", office="upparpet", role="sho")
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


def test_an_fir_has_eighteen_digits_that_begin_with_its_category(cas):
    record = entered(cas)

    assert len(record.number) == 18
    assert record.number.isdigit()
    assert record.number[0] == "1"
    assert record.number.endswith(f"{record.created_at.year}00001")
    assert cas.cited(record).startswith("Crime No.")


def test_a_zero_fir_is_of_another_category(cas):
    assert entered(cas, kind="zero").number[0] == "8"


def test_the_diary_is_called_station_house_diary(build):
    assert build.composition.elements["register"]["general_diary"]["title"] == "Station House Diary"


def test_every_case_says_whether_it_is_heinous(cas):
    assert refusals(cas, gravity=None) == {"gravity"}


def test_a_beat_is_one_of_the_list_and_a_kgid_has_digits_only(cas):
    assert refusals(cas, ka={"beat": "99", "officer_kgid": "KGID"}) == {"ka.beat", "ka.officer_kgid"}
