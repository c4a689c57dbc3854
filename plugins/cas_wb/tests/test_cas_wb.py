"""What West Bengal notices of its layer: numbers, words, fields and what is refused."""

import json
from pathlib import Path

import pytest

from cas_core import Cas, RecordRefused, compose_build

ROOT = Path(__file__).parents[3]
CASE = ROOT / "docs/tutorial/first-case"
OWN = {}


@pytest.fixture(scope="module")
def build():
    """The composed build of the state."""
    return compose_build(ROOT / "states/wb")


@pytest.fixture
def cas(build, tmp_path):
    """The build on a database, with an officer in charge of a station."""
    opened = Cas.prepare(build, f"sqlite:///{tmp_path / 'state.db'}")
    opened.appoint("sho", name="A", rank="INSP", office="hare_street", role="sho")
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


def test_an_fir_has_a_serial_and_a_short_year_and_is_cited_as_a_case_of_its_station(cas):
    record = entered(cas)

    assert record.number == f"1/{record.created_at.year % 100:02}"
    assert "P.S. Case No. 1/" in cas.cited(record)
    assert "dated" in cas.cited(record)


def test_the_forces_of_kolkata_stand_for_national_kinds_of_offices(build):
    kinds = build.composition.elements["office_type"]

    assert kinds["kolkata_police"]["stands_for"] == "commissionerate"
    assert kinds["kolkata_station"]["stands_for"] == "station"


def test_the_supervision_of_the_sdpo_stands_between_scrutiny_and_court(build):
    steps = {step["id"]: step for step in build.composition.elements["workflow"]["case"]["transitions"]}

    assert steps["forward"]["sources"] == ["supervision"]


def test_a_mouza_may_be_given_and_not_at_any_length(cas):
    assert refusals(cas, wb={"mouza": "x" * 121}) == {"wb.mouza"}
