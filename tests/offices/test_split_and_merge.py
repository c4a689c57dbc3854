"""Domain G.2 item 12: a station splits; history, numbers, beat and pending cases move with the day."""

import pytest
from databases import on_both

from cas_core import NotPermitted, RecordRefused

pytestmark = on_both

EAST = {"id": "upparpet_east", "code": "04430099", "name": "Upparpet East", "unit": "0099"}


def codes(caught):
    return {problem.code for problem in caught.value.problems}


def office_of(state, record, day_office):
    return next(found.office for found in state.numbered(record.number, as_=f"officer:{day_office}"))


@pytest.fixture
def split(orders, after):
    """The station is split from the tenth day on: beat 3 goes to the new one."""
    orders.split("upparpet", [EAST], on=after(10), cases={"ka.beat=3": "upparpet_east"})


def test_cases_of_the_beat_move_on_the_day_and_not_before(state, registered, split, after):
    theirs, ours = registered(), registered(ka={"beat": "4"})
    after.come(9)
    assert office_of(state, theirs, "sho") == "upparpet"
    after.come(10)
    state.appoint("east", name="E", rank="INSP", office="upparpet_east", role="sho")

    assert office_of(state, theirs, "east") == "upparpet_east"
    assert office_of(state, ours, "sho") == "upparpet"
    assert state.numbered(theirs.number, as_="officer:sho") == []
    assert state.verify() == []


def test_a_case_keeps_its_number_and_is_found_by_it_and_worked_where_it_went(state, registered, split, after):
    fir = registered()
    after.come(10)
    state.appoint("east", name="E", rank="INSP", office="upparpet_east", role="sho")

    found = state.numbered(f"Crime No. 1/{fir.created_at.year}", as_="officer:east")
    assert [(case.id, case.number, case.national_number) for case in found] == [
        (fir.id, fir.number, fir.national_number)
    ]
    assert "/upparpet/" in found[0].national_number
    assert state.cited(found[0]) == state.cited(fir)
    with state.desk("officer:east") as desk:
        assert desk.move(fir, "assign_io", to_officer="east").status == "investigation"


def test_a_new_station_begins_its_own_series_at_one_and_the_old_one_goes_on(state, registered, split, after):
    first = registered()
    after.come(10)
    state.appoint("east", name="E", rank="INSP", office="upparpet_east", role="sho")
    new, old = registered("officer:east"), registered()

    assert first.number.endswith("00001")
    assert new.number.endswith("00001")
    assert old.number.endswith("00002")
    assert len({first.number, new.number, first.national_number, new.national_number}) == 4
    assert new.number.startswith("104430099")


def test_history_says_where_the_new_station_came_from(state, split, after):
    assert [line.begins for line in state.office_history("upparpet_east")] == [after(10)]
    with state.store.reading() as connection:
        rows = connection.exec_driver_sql("SELECT office, detail FROM journal WHERE verb = 'office.split'").all()
    assert {row.office for row in rows} == {"upparpet", "upparpet_east"}
    assert any('"out_of":"upparpet"' in row.detail for row in rows)


def test_a_case_chosen_by_name_goes_and_the_rest_stays(state, orders, registered, after):
    one, two = registered(), registered()
    orders.split("upparpet", [EAST], on=after(0), cases={two.id: "upparpet_east"})

    assert office_of(state, one, "sho") == "upparpet"
    assert state.numbered(two.number, as_="officer:sho") == []


def test_a_case_handed_to_a_station_that_has_the_same_serial_keeps_its_identity(state, registered):
    """Both stations have an FIR 1 of the year; the identity is where it was numbered, not where it is worked."""
    ours, theirs = registered(), registered("officer:other")
    assert ours.number[-5:] == theirs.number[-5:] == "00001"
    with state.desk("officer:sho") as desk:
        assert desk.move(ours, "transfer", to_office="cubbon_park").number == ours.number
    assert {case.id for case in state.latest("fir", as_="officer:other")} == {ours.id, theirs.id}


@pytest.mark.parametrize(("office", "code"), [("hq", "register-not-kept"), ("upparpet", "not-handed-over")])
def test_a_case_is_handed_to_another_office_that_keeps_such_cases(state, registered, office, code):
    with pytest.raises(RecordRefused) as caught, state.desk("officer:sho") as desk:
        desk.move(registered(), "transfer", to_office=office)
    assert codes(caught) == {code}


def test_a_split_tells_everything_that_is_wrong_with_it_at_once_and_changes_nothing(state, orders, after):
    taken = {**EAST, "code": "04430011", "unit": "0011"}
    with pytest.raises(RecordRefused) as caught:
        orders.split(
            "upparpet",
            [taken, {"id": "BAD"}],
            on=after(-1),
            cases={"ka.beet=3": "upparpet_east", "no-record": "cubbon_park"},
            below={"bcp": "upparpet_east"},
        )
    assert codes(caught) >= {
        "backdated",
        "duplicate-office",
        "bad-value",
        "missing-key",
        "unknown-field",
        "unknown-record",
        "unknown-office",
        "not-below",
    }
    assert "upparpet_east" not in state.offices()
    assert state.verify() == []


def test_a_code_that_the_states_numbers_can_not_print_is_refused(orders, after):
    """Karnataka prints four digits of the unit; five would make numbers that can't be read back."""
    with pytest.raises(RecordRefused) as caught:
        orders.split("upparpet", [{**EAST, "unit": "123456"}], on=after(1))
    assert codes(caught) == {"bad-office-code"}


def test_a_merged_station_is_worked_by_its_successor_with_all_it_kept(state, orders, registered, after):
    pending, diary_of = registered(), registered()
    with state.desk("officer:sho") as desk:
        done = desk.move(diary_of, "transfer")
    orders.merge("upparpet", "cubbon_park", on=after(5))
    assert {case.id for case in state.latest("fir", as_="officer:other")} == set()
    after.come(5)

    held = {case.id: case.office for case in state.latest("fir", as_="officer:other")}
    assert held == {pending.id: "cubbon_park", done.id: "upparpet"}
    assert len(state.latest("general_diary", as_="officer:other")) == 2
    assert state.numbered(pending.number, as_="officer:other")[0].national_number == pending.national_number
    with state.desk("officer:other") as desk:
        assert desk.move(pending, "assign_io", to_officer="other").status == "investigation"
        assert desk.move(done, "take_over").status == "investigation"
    assert {case.id for case in state.latest("fir", as_="officer:acp")} == {pending.id, done.id}
    assert state.verify() == []


def test_nobody_acts_at_a_merged_station_any_more(state, orders, after):
    orders.merge("upparpet", "cubbon_park", on=after(1))
    state.desk("officer:sho")
    after.come(1)
    with pytest.raises(NotPermitted) as caught:
        state.desk("officer:sho")
    assert codes(caught) <= {"not-posted", "office-not-open"}


def test_a_station_with_pending_cases_is_not_closed_without_a_successor(state, orders, registered, after):
    registered()
    with pytest.raises(RecordRefused) as caught:
        orders.close("upparpet", on=after(0))
    assert codes(caught) == {"records-not-handed-over"}
    with pytest.raises(RecordRefused) as caught:
        orders.close("cubbon_park", on=after(3))  # an FIR may be registered there until then
    assert codes(caught) == {"records-not-handed-over"}
    orders.close("cubbon_park", on=after(0))
    assert "cubbon_park" not in state.offices()


def test_a_station_is_not_merged_into_an_office_that_keeps_no_fir_register(orders, after):
    with pytest.raises(RecordRefused) as caught:
        orders.merge("upparpet", "chickpet", on=after(1))
    assert "register-not-kept" in codes(caught)


def test_a_station_with_cases_does_not_become_an_office_without_fir_register(state, orders, registered, after):
    registered()
    for day in (after(0), after(4)):
        with pytest.raises(RecordRefused) as caught:
            orders.change_type("upparpet", "sub_division", on=day)
        assert "register-not-kept" in codes(caught)


def test_the_rest_goes_by_a_second_order_of_the_day_and_the_same_choice_only_once(state, orders, registered, after):
    fir = registered(ka={"beat": "4"})
    west = {"id": "upparpet_west", "code": "04430098", "name": "Upparpet West", "unit": "0098"}
    orders.split("upparpet", [EAST], on=after(3), cases={"ka.beat=3": "upparpet_east"})
    with pytest.raises(RecordRefused) as caught:
        orders.split("upparpet", [west], on=after(3), cases={"ka.beat=3": "upparpet_west"})
    assert codes(caught) == {"handed-already"}
    orders.merge("upparpet", "cubbon_park", on=after(3))
    assert office_of(state, fir, "sho") == "upparpet"
    after.come(8)
    assert office_of(state, fir, "other") == "cubbon_park"


def test_outposts_and_their_records_follow_the_station(state, orders, after):
    post = {"id": "fort_outpost", "code": "044300061", "name": "Fort", "type": "outpost", "parent": "upparpet"}
    orders.open_office({**post, "district": "0443", "unit": "0061"}, on=after(0))
    orders.split("upparpet", [EAST], on=after(2), below={"fort_outpost": "upparpet_east"})
    assert state.offices(after(1))["fort_outpost"].parent == "upparpet"
    assert state.offices(after(2))["fort_outpost"].parent == "upparpet_east"
    orders.merge("upparpet_east", "cubbon_park", on=after(4))
    assert state.offices(after(4))["fort_outpost"].parent == "cubbon_park"


@pytest.mark.parametrize("address", ["officer:sho", "officer:acp"])
def test_officers_of_the_field_do_not_change_the_establishment(state, address, after):
    with pytest.raises(NotPermitted):
        state.establishment(address).rename("upparpet", "Mine", on=after(0))


def test_a_closed_id_is_never_used_again(state, orders, after):
    orders.close("cubbon_park", on=after(0))
    with pytest.raises(RecordRefused) as caught:
        state.establishment("officer:chief").open_office(
            {"id": "cubbon_park", "code": "04430011", "name": "C", "type": "station", "parent": "chickpet"}, on=after(0)
        )
    assert codes(caught) == {"duplicate-office"}
