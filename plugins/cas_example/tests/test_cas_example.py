"""What the Example State notices of its layer: numbers, words, fields and what is refused."""

import json
from pathlib import Path

import pytest

from cas_core import Cas, RecordRefused, compose_build

ROOT = Path(__file__).parents[3]
CASE = ROOT / "docs/tutorial/first-case"
OWN = {"example": {"beat": "north"}}


@pytest.fixture(scope="module")
def build():
    """The composed build of the state."""
    return compose_build(ROOT / "states/example")


@pytest.fixture
def cas(build, tmp_path):
    """The build on a database, with an officer in charge of a station."""
    opened = Cas.prepare(build, f"sqlite:///{tmp_path / 'state.db'}")
    opened.appoint("sho", name="A", rank="INSP", office="market", role="sho")
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


def test_the_beat_and_the_mobile_number_of_the_complainant_are_asked_for(cas):
    complainant = {"name": {"text": "A B"}, "addresses": [{"village": "C"}]}

    assert refusals(cas, complainant=complainant, example=None) == {"example.beat", "complainant.mobile"}
    assert refusals(cas, example={"beat": "west"}) == {"example.beat"}


def test_the_mobile_number_rests_on_an_order(build):
    origins = build.composition.origins("form.fir.complainant.mobile.required")

    assert origins[-1][1] == "Example State order no. 7 of 2026"


def test_the_beat_stands_in_the_section_of_the_place_behind_which_it_was_put(build):
    fields = {field["id"]: field for field in build.composition.elements["form"]["fir"]["fields"]}

    assert fields["example.beat"]["section"] == fields["place"]["section"] == "occurrence"
    assert build.composition.origins("form.fir.example.beat.section")[0][0].layer == "national"
