"""Papers print the office as it was on their day; supervisors reach what is under them today."""

import pytest

from cas_core import NotPermitted, RecordRefused


def codes(caught):
    return {problem.code for problem in caught.value.problems}


@pytest.fixture
def north(state, orders, after):
    """A second commissionerate sub-division with its officer."""
    orders.open_office(
        {"id": "north_sd", "code": "04430200", "name": "North", "type": "sub_division", "parent": "bcp"}, on=after(0)
    )
    state.appoint("north", name="N", rank="DSP", office="north_sd", role="supervisor")


def test_old_papers_print_the_old_name_and_new_ones_the_new(state, orders, registered, after):
    old = registered()
    orders.rename("upparpet", "Majestic", on=after(3))
    after.come(3)
    new = registered()

    before, now = (state.page(record, as_="officer:sho") for record in (old, new))
    assert "Upparpet" in before
    assert "Majestic" not in before
    assert "Majestic" in now
    assert "Upparpet" not in now
    year = old.created_at.year
    for record, written in ((old, f"Upparpet P.S. Crime No. 1/{year}"), (new, f"Majestic P.S. Crime No. 2/{year}")):
        assert [found.id for found in state.numbered(written, as_="officer:sho")] == [record.id]


def test_a_renamed_station_goes_on_with_its_series(state, orders, registered, after):
    first = registered()
    orders.rename("upparpet", "Majestic", on=after(3))
    after.come(3)
    assert int(registered().number) == int(first.number) + 1


def test_a_supervisor_sees_a_station_that_came_under_him_today_and_not_before(state, orders, north, registered, after):
    """CAG: stations mapped to the wrong supervisor sent Odisha back to paper."""
    fir = registered()
    orders.move_under("upparpet", "north_sd", on=after(4))
    after.come(3)
    assert state.numbered(fir.number, as_="officer:north") == []
    assert [case.id for case in state.numbered(fir.number, as_="officer:acp")] == [fir.id]
    after.come(4)

    assert [case.id for case in state.numbered(fir.number, as_="officer:north")] == [fir.id]
    assert state.numbered(fir.number, as_="officer:acp") == []


def test_a_station_in_a_new_district_prints_the_new_code_and_old_numbers_stay(state, orders, registered, after):
    orders.open_office(
        {"id": "south", "code": "0555", "name": "South", "type": "district", "parent": "hq", "district": "0555"},
        on=after(0),
    )
    old = registered()
    orders.move_under("upparpet", "south", on=after(1), codes={"code": "05550006", "district": "0555"})
    after.come(1)
    new = registered()

    assert old.number.startswith("10443")
    assert new.number.startswith("10555")
    assert [case.id for case in state.numbered(old.number, as_="officer:sho")] == [old.id]
    with pytest.raises(RecordRefused) as caught:
        orders.open_office(
            {
                "id": "late",
                "code": "04430006",
                "name": "L",
                "type": "station",
                "parent": "chickpet",
                "district": "0443",
            },
            on=after(2),
        )
    assert "duplicate-office" in codes(caught)


@pytest.mark.parametrize(
    ("order", "code"),
    [
        (lambda orders, day: orders.move_under("chickpet", "upparpet", on=day), "circular-office"),
        (lambda orders, day: orders.move_under("upparpet", "cubbon_park", on=day), "wrong-parent"),
        (lambda orders, day: orders.move_under("upparpet", "nowhere", on=day), "unknown-office"),
        (lambda orders, day: orders.move_under("chickpet", "", on=day), "second-top"),
        (lambda orders, day: orders.change_type("chickpet", "station", on=day), "wrong-parent"),
        (lambda orders, day: orders.change_type("chickpet", "palace", on=day), "unknown-office-type"),
        (lambda orders, day: orders.close("chickpet", on=day), "parent-not-open"),
        (lambda orders, day: orders.rename("nowhere", "X", on=day), "unknown-office"),
        (lambda orders, day: orders.rename("upparpet", "", on=day), "missing-key"),
        (lambda orders, day: orders.rename("upparpet", "X" * 401, on=day), "bad-value"),
        (lambda orders, day: orders.rename("upparpet", "   ", on=day), "bad-value"),
        (lambda orders, day: orders.rename("upparpet", "Upparpet\nClosed", on=day), "bad-value"),
        (lambda orders, day: orders.rename("upparpet", "Upparpet \u202eteprappU", on=day), "bad-value"),
        (lambda orders, day: orders.merge("upparpet", "upparpet", on=day), "successor-not-open"),
    ],
)
def test_an_order_that_would_break_the_establishment_is_refused(state, orders, after, order, code):
    """Design 8a, fault 8."""
    before = state.offices(after(2))
    with pytest.raises(RecordRefused) as caught:
        order(orders, after(2))
    assert code in codes(caught)
    assert state.offices(after(2)) == before
    assert state.verify() == []


def test_a_change_before_one_that_is_recorded_is_refused(orders, after):
    orders.rename("upparpet", "Majestic", on=after(9))
    with pytest.raises(RecordRefused) as caught:
        orders.move_under("upparpet", "bcp", on=after(5))
    assert codes(caught) == {"later-change"}


def test_a_mistake_of_the_day_is_corrected_on_the_day(state, orders, after):
    orders.rename("upparpet", "Majestik", on=after(0))
    orders.rename("upparpet", "Majestic", on=after(0))
    assert [line.name for line in state.office_history("upparpet")] == ["Upparpet", "Majestic"]


def test_an_sp_grants_leave_but_does_not_change_the_establishment(state, after):
    state.appoint("cp", name="CP", rank="IGP", office="bcp", role="sp")
    with pytest.raises(NotPermitted):
        state.establishment("officer:cp").rename("upparpet", "Mine", on=after(0))
    state.officers("officer:cp").leave("sho", since=after(1), until=after(2))
