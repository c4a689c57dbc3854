"""A zero FIR of one state is registered again in another, whose words, numbers and fields are its own."""

import json

import pytest
from builders import diary, form

from cas_core import Cas, RecordRefused


@pytest.fixture
def gujarat(builds, tmp_path):
    opened = Cas.prepare(builds["gj"], f"sqlite:///{tmp_path / 'gj.db'}")
    opened.appoint("pi", name="Patel", rank="INSP", office="amroli", role="sho")
    yield opened
    opened.close()


@pytest.fixture
def zero(cas):
    """Occurred in the other state; recorded all the same: BNSS s.173(1)."""
    with cas.desk("officer:sho") as desk:
        away = {"outside_limits": True, "outside_station": "Amroli", "outside_district": "Surat City"}
        fir = form("fir", gd_entry=diary(desk).id, kind="zero", outside_state="Gujarat", **away)
        return desk.enter("fir", fir | {"ka": {"beat": "3"}}, key="zero")


@pytest.fixture
def again(cas, gujarat, zero):
    """Registered again where it belongs, from what the first station sent."""
    packed = cas.transfer(zero, as_="officer:sho")
    with cas.desk("officer:sho") as desk:
        desk.move(zero, "hand_away")
    with gujarat.desk("officer:pi") as desk:
        own = {"gd_entry": diary(desk).id, "action_taken": "registered", "gj": {"part": "a"}}
        return desk.enter("fir", desk.receive(packed) | own, key="again")


def test_both_stations_number_the_case_in_their_own_way(zero, again):
    assert zero.number.startswith("8")  # the category of zero FIRs in the first state
    assert again.number == f"11210004{again.created_at:%y}0001"
    assert again.opening.data["kind"] == "re_registered"


def test_both_copies_are_visible_where_the_case_is_now(gujarat, zero, again):
    (copy,) = gujarat.transfers(again, as_="officer:pi")
    assert (copy.number, copy.national_number) == (zero.number, zero.national_number)
    assert copy.data["contents"] == again.opening.data["contents"] == zero.opening.data["contents"]
    assert "ka" not in copy.data  # what the first state added is its own
    assert again.opening.data["former_number"] == zero.number
    assert "Upparpet" in again.opening.data["former_station"]


def test_the_first_number_finds_the_case_in_the_second_state(gujarat, zero, again):
    assert [found.id for found in gujarat.numbered(zero.number, as_="officer:pi")] == [again.id]


def test_the_first_station_keeps_its_own_record(cas, zero, again):
    with cas.desk("officer:sho") as desk:
        kept = desk.read(zero.id)
    assert kept.status == "transferred"
    assert cas.verify() == []


def test_names_are_read_in_the_second_state_in_roman_letters(gujarat, again):
    """Its officers may not read the script of the first."""
    page = gujarat.page(again, as_="officer:pi", language="en")
    assert "Ramesh Kumar" in page
    assert "ફરિયાદી" in gujarat.page(again, as_="officer:pi", language="gu")


def test_a_record_that_was_changed_on_the_way_is_refused(cas, gujarat, zero):
    packed = cas.transfer(zero, as_="officer:sho")
    changed = packed.replace(b"224000", b"2240")
    assert changed != packed
    for bad, code in ((changed, "transfer-changed"), (b"{}", "not-a-transfer"), (b"\xff", "not-a-transfer")):
        with pytest.raises(RecordRefused) as caught, gujarat.desk("officer:pi") as desk:
            desk.receive(bad)
        assert [problem.code for problem in caught.value.problems] == [code]


def test_the_transfer_says_nothing_that_the_form_does_not(cas, zero):
    said = json.loads(cas.transfer(zero, as_="officer:sho"))
    assert set(said["data"]) <= set(zero.opening.data)


def test_what_no_register_takes_up_is_refused(cas, gujarat):
    """A diary is of its own station: no other one goes on with it."""
    with cas.desk("officer:sho") as desk:
        entry = diary(desk)
    packed = cas.transfer(entry, as_="officer:sho")

    with pytest.raises(RecordRefused) as caught, gujarat.desk("officer:pi") as desk:
        desk.receive(packed)

    assert [problem.code for problem in caught.value.problems] == ["not-taken-up"]
