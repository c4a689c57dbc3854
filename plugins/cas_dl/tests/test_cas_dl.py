"""What Delhi notices of its layer: numbers, words, fields and what is refused."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from builders import scanned, staffed
from stations import Station, filled

from cas_core import RecordRefused, compose_build
from cas_core.codelists import CodeList
from cas_core.composition import project
from cas_core.law import Catalogue, facts, parse
from cas_core.messages import merge
from cas_core.numbering import period_of
from cas_core.sources import INDIA
from cas_core.testing import NOW
from cas_core.workflows.limit import Limit

ROOT = Path(__file__).parents[3]
LAYER = ROOT / "plugins/cas_dl/cas_dl"
STOLEN = {
    "kind": "e_mvt",
    "accused": None,
    "accused_unknown": True,
    "vehicles": [{"kind": "motorcycle", "status": "stolen", "registration": "DL01AB1234"}],
    "electronic_received_at": "2026-11-20T10:00+05:30",
    "electronic_signed_on": "2026-11-20",
}
POSTED = (("sho", "INSP", "daryaganj", "sho"), ("e_sho", "INSP", "e_ps_mvt", "sho"))


@pytest.fixture(scope="module")
def build():
    """The composed build of the state."""
    return compose_build(ROOT / "states/dl")


class DelhiStation(Station):
    """A station whose FIRs name their beat and local head."""

    own = {"dl": {"beat": "12", "local_head": "burglary", "cctv_collected": True}}


@pytest.fixture
def station(build, tmp_path):
    """The build on a database, with officers in charge of a station and of an e-police station."""
    cas = staffed(build, f"sqlite:///{tmp_path / 'state.db'}", POSTED)
    yield DelhiStation(cas)
    cas.close()


@pytest.fixture
def cas(station):
    """The installation of the station."""
    return station.cas


def faults(build, name, **changes):
    """Where a form is refused that the rest of which is acceptable."""
    return {problem.field for problem in build.composition.form(name).check(filled(name, **changes), NOW)[1]}


def test_an_fir_has_four_digits_and_the_year(station, cas):
    record = station.fir()

    assert record.number == f"0001/{record.created_at.year}"
    assert cas.cited(record) == f"FIR No. 1/{record.created_at.year} PS Daryaganj"


def test_a_zero_fir_is_marked_in_its_number(station, cas):
    record = station.fir(kind="zero")

    assert record.number == f"Zero 0001/{record.created_at.year}"
    assert cas.cited(record) == f"Zero FIR No. 1/{record.created_at.year} PS Daryaganj"


def test_an_e_fir_of_a_motor_vehicle_theft_is_a_case_type_with_a_series_of_its_own(station, cas):
    manual, first, second = station.fir(), station.fir(**STOLEN), station.fir(**STOLEN)

    assert [record.number[:-5] for record in (manual, first, second)] == ["0001", "eMVT 0001", "eMVT 0002"]
    assert cas.cited(second) == f"eMVT FIR No. 2/{second.created_at.year} PS Daryaganj"
    assert [found.id for found in cas.numbered(f"emvt fir no 2/{second.created_at.year}", as_="officer:sho")] == [
        second.id
    ]


def test_an_e_police_station_registers_as_any_station(station, cas):
    assert cas.cited(station.fir("e_sho", **STOLEN)).endswith("PS e-Police Station M.V. Theft")


def test_an_e_fir_is_for_an_unknown_accused_and_a_named_vehicle(station):
    assert station.refusals(station.fir, **{**STOLEN, "vehicles": None}) == {"e_mvt_names_vehicle"}
    assert station.refusals(
        station.fir, kind="e_theft", electronic_received_at="2026-11-20T10:00+05:30", electronic_signed_on="2026-11-20"
    ) == {"e_fir_of_unknown"}


def test_what_an_e_fir_needs_nationally_an_e_mvt_needs_as_well(station):
    bare = {**STOLEN, "electronic_received_at": None, "electronic_signed_on": None}

    assert station.refusals(station.fir, **bare) == {"electronic_received_at", "electronic_signed_on"}


def test_the_untraced_report_of_an_e_fir_is_due_in_21_days_and_the_first_case_diary_in_24_hours(station):
    due = {clock.definition.id: clock.due_at for clock in station.fir(**STOLEN).running}
    manual = {clock.definition.id for clock in station.fir().running}

    now = datetime.now(INDIA)
    assert (due["untraced_report"].date() - now.date()).days == 21
    assert timedelta(hours=23) < due["first_case_diary"] - now <= timedelta(hours=24)
    assert "untraced_report" not in manual
    assert "first_case_diary" in manual


def test_the_daily_diary_has_two_parts_and_begins_anew_every_day(cas, build):
    with cas.desk("officer:sho") as desk:
        entries = [
            desk.enter("general_diary", filled("gd_entry", dl={"part": part}), key=str(place))
            for place, part in enumerate("aab")
        ]
    scheme = build.composition.elements["scheme"]["general_diary"]

    assert [entry.number for entry in entries] == ["0001A", "0002A", "0001B"]
    assert cas.cited(entries[1]) == f"DD No. 2A dated {entries[1].created_at.astimezone(INDIA):%d.%m.%y}"
    assert period_of(datetime(2026, 3, 1, 0, 5, tzinfo=INDIA), scheme["reset"]) == "2026-03-01"


def test_a_kalandra_rests_on_a_diary_entry_and_goes_to_the_centre_as_preventive_action(build):
    clean, problems = build.composition.form("gd_entry").check(filled("gd_entry", kind="kalandra"), NOW)

    assert problems == []
    assert project(build.composition, "gd_entry", clean)["kind"] == "preventive"


def test_registers_bear_their_numbers(build):
    titles = {key: register["title"] for key, register in build.composition.elements["register"].items()}

    for register, number in (("fir", "I"), ("general_diary", "II"), ("malkhana", "XIX"), ("history_sheet", "XI")):
        assert titles[register].endswith(f"(Register No. {number})")


def test_an_arrest_says_in_which_earlier_cases_the_person_was_involved(build):
    own = {"scheme": "picket", "bad_character": False, "proclaimed_offender": False, "previous_involvement": True}

    assert faults(build, "arrest", gd_entry="x", dl=own) == {"dl.previous_cases"}
    assert faults(build, "arrest", gd_entry="x", dl={**own, "previous_cases": ["12/2020 Kotwali"]}) == set()
    assert faults(build, "arrest", gd_entry="x", dl={**own, "scheme": "lottery"}) == {"dl.scheme"}


def test_property_leaves_the_malkhana_under_a_road_certificate(build):
    assert faults(build, "malkhana_out", dl={"rc_number": "123/21/24"}) == set()
    assert faults(build, "malkhana_out", dl={"rc_number": "RC 123"}) == {"dl.rc_number"}


def test_an_inquest_is_filed_by_the_acp_or_the_magistrate(build):
    assert faults(build, "inquest_order") == {"dl.filed_by", "dl.filed_on"}
    assert faults(build, "inquest_order", dl={"filed_by": "acp", "filed_on": "2026-01-02"}) == set()


def test_the_position_of_a_poisoned_body_and_its_escort_are_entered(build):
    own = {"body_warmth": "cool", "hospital": "LNJP"}

    assert faults(build, "unnatural_death", apparent_cause="poisoning", dl=own) == {"dl.position", "dl.escort"}
    own |= {"position": "On the back", "escort": "Ct. Ram, 1234/C"}
    assert faults(build, "unnatural_death", apparent_cause="poisoning", dl=own) == set()


def test_the_diary_is_register_number_two(build):
    assert "Register No. II" in build.composition.elements["register"]["general_diary"]["title"]


def test_every_case_names_its_beat_and_a_local_head_of_the_list(station):
    assert station.refusals(station.fir, dl={"local_head": "burglary"}) == {"dl.beat"}
    assert station.refusals(station.fir, dl={"beat": "12", "local_head": "piracy"}) == {"dl.local_head"}


def test_a_charge_sheet_goes_to_the_court_with_the_agreement_of_the_acp(build):
    steps = {step["id"]: step for step in build.composition.elements["workflow"]["case"]["transitions"]}

    assert "supervisor" in steps["forward"]["agree"]


def test_a_final_form_that_the_prosecutor_has_not_seen_does_not_go_to_the_court(station, cas):
    for officer, office in (("io", "daryaganj"), ("supervisor", "daryaganj_sd")):
        cas.appoint(officer, name=officer, rank="ACP", office=office, role=officer)
        scanned(cas, officer)
    case = station.fir()
    with cas.desk("officer:sho") as desk:
        desk.move(case, "assign_io", to_officer="io")
    with cas.desk("officer:io") as desk:
        desk.submit(case, "crime_details", filled("crime_details"))
        accused = filled("final_report")["accused"][:2]
        desk.submit(case, "final_report", filled("final_report", accused=accused, vetted_by=None))
    with cas.desk("officer:sho") as desk:
        desk.move(case, "scrutinise")
    with cas.desk("officer:supervisor") as desk:
        desk.agree(case, "forward")
    with cas.desk("officer:sho") as desk, pytest.raises(RecordRefused) as caught:
        desk.move(case, "forward")

    assert {problem.field for problem in caught.value.problems} == {"case.prosecutor_has_seen"}


@pytest.mark.parametrize(
    ("typed", "rows"),
    [
        ("28/112 Delhi Police Act", [("DPACT", "28/112")]),
        ("93/97 D.P. Act 1978", [("DPACT", "93/97")]),
        ("33/38 Delhi Excise Act", [("DEXCISE", "33"), ("DEXCISE", "38")]),
        ("12/9/55 D.P.G. Act", [("DPGACT", "12")]),
        ("3 Delhi Prevention of Defacement of Property Act", [("DPDOPA", "3")]),
        ("3 DPDP Act 2007", [("DPDOPA", "3")]),
        ("3(1)(ii) MCOCA", [("MCOCA", "3(1)(ii)")]),
        ("3 मकोका", [("MCOCA", "3")]),
    ],
)
def test_the_local_acts_are_read_as_officers_write_them(build, typed, rows):
    reading = parse(typed, Catalogue.of(build.composition.all(CodeList)))

    assert reading.problems == []
    assert [(row["act"], row["section"]) for row in reading.rows] == rows


@pytest.mark.parametrize("typed", ["3 DPDP Act", "4 DP Act"])
def test_a_short_name_that_two_acts_have_is_asked_back(build, typed):
    """Defacement or data protection, dowry or police: the officer says which, by the year."""
    (problem,) = parse(typed, Catalogue.of(build.composition.all(CodeList))).problems

    assert problem.code == "ambiguous-act"


def test_the_national_code_of_the_data_protection_act_keeps_its_meaning(build):
    catalogue = Catalogue.of(build.composition.all(CodeList))

    assert catalogue.act("DPDP").label == "Digital Personal Data Protection Act, 2023"
    assert [section.id for section in catalogue if section.act == "DPDP"] == []


def test_a_case_under_mcoca_names_the_approval(station):
    """MCOCA s.23(1)(a): no information of organised crime is recorded without it."""
    statutes = [{"act": "MCOCA", "section": "3(1)(ii)"}]

    assert station.refusals(station.fir, statutes=statutes) == {"case.mcoca_is_approved"}
    approved = {**station.own["dl"], "mcoca_approval": "Addl. CP/MCOCA/4/2026, 20.11.2026"}
    assert station.fir(statutes=statutes, dl=approved).status == "registered"


def test_organised_crime_is_investigated_by_an_acp(build):
    catalogue = Catalogue.of(build.composition.all(CodeList))
    found = facts([{"act": "MCOCA", "section": "3(1)(ii)"}], catalogue)

    assert found["io_rank"] == "DSP"


def test_every_office_stands_under_an_officer_of_the_commissioner(build):
    def above(office):
        while office:
            yield build.offices[office].type
            office = build.offices[office].parent

    assert list(above("daryaganj")) == ["station", "sub_division", "district", "range", "zone", "state_hq"]
    assert list(above("e_ps_mvt")) == ["e_station", "special_unit", "zone", "state_hq"]
    assert list(above("kashmere_gate_metro"))[:2] == ["special_station", "special_district"]


def test_services_tell_their_days_and_appeals(build):
    services = build.composition.elements["service"]

    assert services["untraced_report"]["limit"] == "21d"
    assert services["e_fir"]["appeals"] == ["supervisor", "sp"]
    assert services["police_clearance"]["limit"] == "21d"


def test_working_days_leave_out_the_holidays_of_the_territory(build):
    monday = datetime(2026, 10, 19, 12, tzinfo=INDIA)

    assert Limit.parse("1wd").due(monday, build.holidays).date() == date(2026, 10, 21)
    assert Limit.parse("4wd").due(monday, build.holidays).date() == date(2026, 10, 26)


def test_every_word_that_the_layer_adds_is_there_in_hindi(build):
    """What the national catalogue has already stays there."""
    words = {entry["id"] for entry in build.composition.elements["catalogue"]["hi"]["entries"]}

    assert {message.id for message in merge.wanted(LAYER, (), "hi") if message.id} - words == set()


@pytest.mark.parametrize("name", ["fir", "complaint", "missing", "arrest"])
def test_the_first_forms_are_there_in_urdu_title_sections_and_labels(build, name):
    words = {entry["id"] for entry in build.composition.elements["catalogue"]["ur"]["entries"]}
    compiled = build.composition.form(name)
    labels = {branch.field.label for top in compiled.branches for branch in top.walk()}

    assert {compiled.form.title, *(section.label for section in compiled.form.sections), *labels} - words == set()


def test_an_fir_is_printed_in_urdu(station, cas):
    page = cas.page(station.fir(), as_="officer:sho", language="ur")

    assert "ابتدائی اطلاعی رپورٹ" in page
    assert "شکایت کنندہ / مخبر" in page
