"""Authority is a person, a posting and a day; design 8a, fault 7."""

import pytest

from cas_core import Layer, NotPermitted, RecordRefused, compose
from cas_core.access import Role
from cas_core.codelists import CodeList
from cas_core.composition.layer import national_layer
from cas_core.composition.ranks import Ranks, least_ranks


def codes(caught):
    return {problem.code for problem in caught.value.problems}


@pytest.fixture
def staff(state):
    """The officers in the hands of the administrator."""
    return state.officers("officer:chief")


def test_an_officer_on_leave_can_not_act_and_acts_again_afterwards(state, staff, after):
    """CAG found credentials of officers in charge used while they were on leave."""
    staff.leave("sho", since=after(1), until=after(3))
    state.desk("officer:sho")
    for day in (1, 3):
        after.come(day)
        with pytest.raises(NotPermitted) as caught:
            state.desk("officer:sho")
        assert codes(caught) == {"on-leave"}
        with pytest.raises(NotPermitted):
            state.latest("fir", as_="officer:sho")
    after.come(4)
    state.desk("officer:sho")


def test_leave_is_told_as_leave_and_ends_by_recall_of_another(state, staff, after):
    staff.leave("chief", since=after(1), until=after(9))
    staff.leave("sho", since=after(0), until=after(9))
    with pytest.raises(RecordRefused) as caught:
        staff.leave("sho", since=after(9), until=after(12))
    assert codes(caught) == {"leave-overlaps"}
    staff.recall("sho", on=after(0))
    state.desk("officer:sho")


def test_a_leave_and_a_posting_that_came_to_nothing_can_be_given_again(state, staff, after):
    staff.leave("sho", since=after(0), until=after(2))
    staff.recall("sho", on=after(0))
    assert staff.service("sho")["leave"] == []
    staff.leave("sho", since=after(0), until=after(1))
    with pytest.raises(NotPermitted):
        state.desk("officer:sho")
    staff.appoint("other", office="upparpet", role="sho", since=after(2))
    staff.relieve("other", office="upparpet", on=after(2))
    assert [held["office"] for held in staff.service("other")["posting"]] == ["cubbon_park"]
    staff.appoint("other", office="upparpet", role="sho", since=after(2))
    after.come(2)
    state.desk("officer:other@upparpet")


def test_nobody_ends_his_own_leave_posts_promotes_or_relieves_himself(state, staff, after):
    for act in (
        lambda: staff.recall("chief", on=after(0)),
        lambda: staff.promote("chief", "DGP", on=after(0)),
        lambda: staff.appoint("chief", office="upparpet", role="sho"),
        lambda: staff.relieve("chief", office="hq", on=after(1)),
    ):
        with pytest.raises(NotPermitted) as caught:
            act()
        assert codes(caught) == {"not-permitted"}


@pytest.mark.parametrize(
    ("rank", "role", "passes"),
    [
        ("CT", "io", False),
        ("HC", "io", True),
        ("ASI", "sho", False),
        ("SI", "sho", True),
        ("INSP", "supervisor", False),
    ],
)
def test_a_rank_too_low_for_the_role_is_refused(state, staff, rank, role, passes):
    """BNSS s.2(1)(r) and domain C.1: an officer in charge is above a constable; supervision is of a DySP or above."""
    staff.enlist("new", name="New", rank=rank)
    office = "chickpet" if role == "supervisor" else "upparpet"
    if passes:
        staff.appoint("new", office=office, role=role)
        state.desk("officer:new")
        return
    with pytest.raises(RecordRefused) as caught:
        staff.appoint("new", office=office, role=role)
    assert codes(caught) == {"rank-too-low"}
    with pytest.raises(NotPermitted):
        state.desk("officer:new")


def test_a_promotion_opens_a_role_from_its_day_on_and_old_papers_keep_the_old_rank(state, staff, registered, after):
    fir = registered()
    staff.promote("sho", "DSP", on=after(5))
    with pytest.raises(RecordRefused) as caught:
        staff.appoint("sho", office="chickpet", role="supervisor", since=after(4))
    assert codes(caught) == {"rank-too-low"}
    staff.appoint("sho", office="chickpet", role="supervisor", since=after(5))
    after.come(5)
    assert "Inspector of Police" in state.page(fir, as_="officer:sho@upparpet")
    assert "Deputy or Assistant Superintendent" in state.page(registered("officer:sho@upparpet"), as_="officer:acp")


def test_the_address_chooses_the_charge_of_an_officer_with_two(state, staff, after):
    staff.appoint("sho", office="cubbon_park", role="sho", until=after(2))
    with pytest.raises(NotPermitted) as caught:
        state.desk("officer:sho")
    assert codes(caught) == {"not-posted"}
    assert state.desk("officer:sho@cubbon_park").actor.office == "cubbon_park"
    after.come(3)
    assert state.desk("officer:sho").actor.office == "upparpet"


def test_an_officer_has_one_role_at_an_office_at_a_time(state, staff, after):
    """An address names officer and office; a second role there would lock him out of both."""
    with pytest.raises(RecordRefused) as caught:
        staff.appoint("sho", office="upparpet", role="io")
    assert codes(caught) == {"posted-already"}
    staff.relieve("sho", office="upparpet", on=after(1))
    staff.appoint("sho", office="upparpet", role="io", since=after(1))
    after.come(1)
    assert state.desk("officer:sho").actor.role.id == "io"


def test_a_relieved_officer_acts_no_more(state, staff, after):
    staff.relieve("sho", office="upparpet", on=after(2))
    state.desk("officer:sho")
    after.come(2)
    with pytest.raises(NotPermitted):
        state.desk("officer:sho")


def test_one_person_has_one_login(state, staff):
    with pytest.raises(RecordRefused) as caught:
        staff.enlist("sho", name="Another", rank="SI")
    assert codes(caught) == {"officer-known"}
    with pytest.raises(RecordRefused) as caught:
        state.appoint("sho", name="Another", rank="SI", office="chickpet", role="io")
    assert codes(caught) == {"officer-known"}


def test_all_that_forbids_a_posting_is_told_at_once(staff, after):
    with pytest.raises(RecordRefused) as caught:
        staff.appoint("nobody", office="upparpet", role="king", since=after(-1), until=after(-2))
    assert codes(caught) == {"unknown-officer", "unknown-role", "backdated", "empty-validity"}


def test_an_sp_posts_within_his_district_and_gives_no_reach_he_has_not(state, after):
    state.appoint("cp", name="CP", rank="IGP", office="bcp", role="sp")
    cp = state.officers("officer:cp")
    cp.enlist("new", name="New", rank="INSP")
    with pytest.raises(NotPermitted):
        cp.promote("new", "DGP", on=after(0))
    for office, role in (("hq", "viewer"), ("cubbon_park", "administrator"), ("cubbon_park", "scrb")):
        with pytest.raises(NotPermitted):
            cp.appoint("new", office=office, role=role)
    cp.appoint("new", office="cubbon_park", role="sho")


def test_orders_about_officers_stand_in_the_journal_of_their_station(state, staff, after):
    staff.leave("sho", since=after(1), until=after(3))
    with state.store.reading() as connection:
        row = connection.exec_driver_sql("SELECT * FROM journal WHERE verb = 'officer.leave'").one()
    assert (row.office, row.actor) == ("upparpet", "chief")
    assert "name" not in row.detail
    assert state.verify() == []


def test_a_state_may_ask_for_a_higher_rank_and_its_own_rank_stands_where_the_national_one_does(tmp_path):
    """A layer tightens `io` to a sub-inspector and adds a rank of its own between two national ones."""
    (tmp_path / "codelists").mkdir()
    (tmp_path / "layer.toml").write_text('id = "x"\nversion = "1"\n')
    (tmp_path / "access.toml").write_text('[[change]]\nrole = "io"\nmin_rank = "SI"\nbecause = "Order 1"\n')
    (tmp_path / "codelists/rank.csv").write_text("code,label,rolls_up_to\nPSI,Police Sub-Inspector,SI\n")
    composition = compose([national_layer(), Layer.from_folder(tmp_path)])
    ranks = Ranks.of(composition.all(CodeList))
    roles = composition.all(Role)

    assert least_ranks(roles["io"], roles) == ("SI",)
    assert [rank for rank in ("HC", "ASI", "PSI", "SI", "DGP", "no rank") if ranks.suffices(rank, "SI")] == [
        "PSI",
        "SI",
        "DGP",
    ]
