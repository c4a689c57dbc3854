"""What Gujarat notices of its layer: numbers, words, fields and what is refused."""

import json
from pathlib import Path

import pytest

from cas_core import Cas, RecordRefused, compose_build

ROOT = Path(__file__).parents[3]
CASE = ROOT / "docs/tutorial/first-case"
OWN = {"gj": {"part": "a", "taluka": "Choryasi"}}


@pytest.fixture(scope="module")
def build():
    """The composed build of the state."""
    return compose_build(ROOT / "states/gj")


@pytest.fixture
def cas(build, tmp_path):
    """The build on a database, with an officer in charge of a station."""
    opened = Cas.prepare(build, f"sqlite:///{tmp_path / 'state.db'}")
    opened.appoint("sho", name="A", rank="INSP", office="amroli", role="sho")
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


def test_an_fir_has_fourteen_digits_that_end_with_year_and_serial(cas):
    record = entered(cas)

    assert len(record.number) == 14
    assert record.number.isdigit()
    assert record.number.endswith(f"{record.created_at.year % 100:02}0001")
    assert cas.cited(record).startswith("C.R. No.")


def test_the_diary_is_called_station_diary(build):
    assert build.composition.elements["register"]["general_diary"]["title"] == "Station Diary"


def test_every_case_stands_in_a_part_of_the_crime_register(cas):
    assert refusals(cas, gj=None) == {"gj"}
    assert refusals(cas, gj={"taluka": "Choryasi"}) == {"gj.part"}
    assert refusals(cas, gj={"part": "d"}) == {"gj.part"}
