"""What West Bengal notices of its layer: numbers, words, fields and what is refused."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from builders import staffed
from stations import Station

from cas_core import RecordRefused, compose_build
from cas_core.codelists import CodeList
from cas_core.law import Catalogue, parse
from cas_core.messages import merge
from cas_core.services import Service
from cas_core.sources import INDIA
from cas_core.workflows.limit import Limit

ROOT = Path(__file__).parents[3]
LAYER = ROOT / "plugins/cas_wb/cas_wb"
PUJA = ("land_consent", "fire_consent", "electricity_consent", "route_map", "accounts")
POSTED = (("sho", "INSP", "hare_street", "sho"), ("rural", "INSP", "singur", "sho"))


@pytest.fixture(scope="module")
def build():
    """The composed build of the state."""
    return compose_build(ROOT / "states/wb")


@pytest.fixture
def station(build, tmp_path):
    """The build on a database, with an officer in charge of a station in Kolkata and one in the country."""
    cas = staffed(build, f"sqlite:///{tmp_path / 'state.db'}", POSTED)
    yield Station(cas)
    cas.close()


@pytest.fixture
def cas(station):
    """The installation of the station."""
    return station.cas


def test_an_fir_has_a_serial_and_a_short_year_and_is_cited_as_a_case_of_its_station(station, cas):
    record = station.fir()

    assert record.number == f"1/{record.created_at.year % 100:02}"
    assert "P.S. Case No. 1/" in cas.cited(record)
    assert "dated" in cas.cited(record)


def test_a_diary_entry_is_cited_as_a_gde_with_its_station_and_date(station, cas):
    entry = station.enter("sho", "general_diary")

    assert cas.cited(entry) == f"Hare Street P.S. GDE No. 1 dated {entry.created_at.astimezone(INDIA):%d.%m.%y}"
    assert [found.id for found in cas.numbered(f"GDE No. 1/{entry.created_at.year}", as_="officer:sho")] == [entry.id]


def test_an_unnatural_death_is_a_ud_case_of_its_station(station, cas):
    diary = station.enter("sho", "general_diary")
    record = station.enter("sho", "unnatural_death", gd_entry=diary.id, wb={"mouza": "Singur, J.L. 54"})

    assert record.number == f"1/{record.created_at.year % 100:02}"
    assert cas.cited(record).startswith("Hare Street P.S. U.D. Case No. 1/")


def test_a_case_is_found_by_its_gr_number(station, cas):
    record = station.fir(wb={"gr_number": "GR 45/24"})

    assert [found.id for found in cas.numbered("G.R. 45/24", as_="officer:sho")] == [record.id]


def test_a_first_information_report_bears_the_name_of_its_own_force(station, cas):
    kolkata, state = station.fir(), station.fir("rural")

    assert "Kolkata Police" in cas.page(kolkata, as_="officer:sho", language="bn")
    assert "West Bengal Police" in cas.page(state, as_="officer:rural", language="bn")
    assert "Kolkata Police" not in cas.page(state, as_="officer:rural", language="bn")


def test_kolkata_police_does_not_stand_under_the_directorate_of_the_state(build):
    def above(office):
        while office:
            yield build.offices[office].type
            office = build.offices[office].parent

    assert list(above("hare_street")) == [
        "kolkata_station",
        "kolkata_assistant",
        "kolkata_division",
        "kolkata_police",
        "state_hq",
    ]
    assert list(above("singur")) == [
        "station",
        "sub_division",
        "district",
        "range",
        "zone",
        "wb_directorate",
        "state_hq",
    ]


def test_the_ranks_of_a_commissionerate_count_as_those_they_stand_for(cas):
    cas.appoint("ac", name="C", rank="ACP", office="kp_central_ac1", role="supervisor")
    cas.appoint("sergeant", name="D", rank="SGT", office="hare_street", role="sho")

    with pytest.raises(RecordRefused) as caught:
        cas.appoint("low", name="E", rank="SGT", office="kp_central_ac1", role="supervisor")
    assert {problem.code for problem in caught.value.problems} == {"rank-too-low"}


@pytest.mark.parametrize(
    ("officer", "clock", "limit"), [("sho", "nori_kolkata", "7wd"), ("rural", "nori_state", "20wd")]
)
def test_a_report_on_no_obligation_to_return_has_the_time_of_its_force(station, build, officer, clock, limit):
    """Two forces, two clocks in one State: 7 working days in Kolkata, 20 elsewhere."""
    record = station.enter(officer, "verification", kind="nori")

    due = {running.definition.id: running.due_at for running in record.running}
    assert due == {clock: Limit.parse(limit).due(record.created_at, build.holidays)}


def test_the_service_tells_the_same_times_and_those_of_both_appeals(build):
    service = build.composition.get(Service, "nori")

    assert service.rate(within=["station", "kolkata_police"]).limit == "7wd"
    assert service.rate(within=["station", "district"]).limit == "20wd"
    assert service.appeals == ("home_deputy_secretary", "home_joint_secretary")
    assert service.appeal_limits == ("2wd", "2wd")
    assert build.composition.elements["service"]["police_clearance"]["fee"] == "300"


def test_working_days_leave_out_the_days_of_durga_puja(build):
    friday = datetime(2026, 10, 16, 12, tzinfo=INDIA)

    assert Limit.parse("1wd").due(friday, build.holidays).date() == date(2026, 10, 22)
    assert Limit.parse("2wd").due(friday, build.holidays).date() == date(2026, 10, 23)
    assert Limit.parse("2wd").due(friday, ()).date() == friday.date() + timedelta(days=3)


def test_a_puja_is_applied_for_with_all_its_papers(station):
    papers = dict.fromkeys(PUJA, True)

    assert station.enter("sho", "permission", kind="community_puja", wb=papers).number
    for wb in ({**papers, "fire_consent": False}, dict.fromkeys(PUJA[:4], True)):
        refused = station.refusals(station.enter, "sho", "permission", kind="community_puja", wb=wb)
        assert refused <= {"puja_papers", "wb.accounts"}


def test_what_a_religious_event_needs_a_puja_needs_as_well(station):
    """The kind is the State's, the rule the nation's: crowd and hours."""
    bare = {"crowd": None, "begins_at": None, "ends_at": None}
    own = dict.fromkeys(PUJA, True)

    refused = station.refusals(station.enter, "sho", "permission", kind="community_puja", wb=own, **bare)
    assert refused == {"crowd", "event_has_times"}


@pytest.mark.parametrize(
    ("typed", "act", "section"),
    [
        ("46A(c) Bengal Excise Act", "WBEXCISE", "46A(c)"),
        ("9 W.B.M.P.O. Act", "WBMPO", "9"),
        ("9 M.P.O. Act", "WBMPO", "9"),
        ("3 WBG & PC Act", "WBGPC", "3"),
        ("54A Calcutta Police Act", "CALPA", "54A"),
        ("3 W.B.P.D.P. Act", "WBDEFACE", "3"),
    ],
)
def test_the_local_acts_are_read_as_officers_write_them(build, typed, act, section):
    reading = parse(typed, Catalogue.of(build.composition.all(CodeList)))

    assert reading == ([{"act": act, "section": section}], [])


def test_every_word_that_the_layer_adds_is_there_in_bengali():
    assert merge.standing(LAYER, (), "bn").missing == 0


def test_the_forces_of_kolkata_stand_for_national_kinds_of_offices(build):
    kinds = build.composition.elements["office_type"]

    assert kinds["kolkata_police"]["stands_for"] == "commissionerate"
    assert kinds["kolkata_station"]["stands_for"] == "station"


def test_the_supervision_of_the_sdpo_stands_between_scrutiny_and_court(build):
    steps = {step["id"]: step for step in build.composition.elements["workflow"]["case"]["transitions"]}

    guards = {guard["id"]: guard for guard in build.composition.elements["workflow"]["case"]["guards"]}

    assert steps["forward"]["sources"] == ["supervision"]
    assert guards["supervision_is_noted"]["on"] == ["sdpo_supervises"]


def test_a_mouza_may_be_given_and_not_at_any_length(station):
    assert station.refusals(station.fir, wb={"mouza": "x" * 121}) == {"wb.mouza"}
