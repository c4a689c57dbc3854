"""What Gujarat notices of its records: numbers, words, fields and what is refused."""

from datetime import datetime

import pytest
from builders import form

from cas_core import NotPermitted
from cas_core.sources import INDIA


def test_an_fir_has_fourteen_digits_that_end_with_year_and_serial(station):
    record = station.fir()

    year = record.created_at.year
    assert record.number == f"11210004{year % 100:02}0001"
    assert station.cas.cited(record) == f"C.R. No. {record.number} of {year}"


@pytest.mark.parametrize(("officer", "begins"), [("dcb", "11191011"), ("samkhiyali", "11993001")])
def test_the_number_begins_with_district_and_station(station, officer, begins):
    """As printed in judgments: 11191-011-22-0087, 11993-001-24-0155."""
    assert station.fir(officer).number.startswith(begins)


@pytest.mark.parametrize("roman", ["I-", "II-", "III-", ""])
def test_a_case_is_found_by_the_old_way_of_writing_its_register(station, roman):
    record = station.fir()

    written = f"C.R. No. {roman}{record.number} of {record.created_at.year}"

    assert [found.id for found in station.cas.numbered(written, as_="officer:pi")] == [record.id]


def test_every_case_stands_in_a_part_of_the_crime_register(station):
    assert station.refusals(station.fir, gj=None) == {"gj.part"}
    assert station.refusals(station.fir, gj={"part": "d"}) == {"gj.part"}


def test_the_part_stands_above_the_fir_on_paper(station):
    record = station.fir(gj={"part": "c"})

    page = station.cas.page(record, as_="officer:pi")

    assert page.index("Part C: prohibition and other Acts") < page.index("<h1>")


@pytest.mark.parametrize(
    ("register", "cited"),
    [
        ("general_diary", "Station Diary Entry No. 1/{year}"),
        ("ncr", "N.C. No. 1/{year}"),
        ("unnatural_death", "A.D. No. 1/{year}"),
        ("missing", "Gum JA. No. 1/{year}"),
    ],
)
def test_a_register_is_cited_as_the_state_cites_it(station, register, cited):
    diary = None if register == "general_diary" else station.enter("pi", "general_diary").id

    more = {"gd_entry": diary} if diary else {}
    record = station.enter("pi", register, **more)

    assert station.cas.cited(record) == cited.format(year=record.created_at.year)


def janvajog(station, officer="pso"):
    diary = station.enter(officer, "general_diary")
    return station.enter(
        officer,
        "gj_janvajog",
        informed_at="2026-11-20T10:00+05:30",
        gd_entry=diary.id,
        informant={"name": {"text": "રમેશ પટેલ", "roman": "Ramesh Patel"}},
        substance="Quarrel over the parking of a rickshaw",
        officer={"name": {"text": "Kiran Desai"}, "rank": "UHC", "number": "1947"},
    )


def test_a_janvajog_entry_has_a_number_of_its_own_and_is_looked_into(station):
    """The PSO enters it, the officer in charge allots and ends it."""
    record = janvajog(station)

    assert station.cas.cited(record) == f"JA. No. 1/{record.created_at.year}"
    assert station.move("pi", record, "allot", to_officer="eo").duties == {"enquiry_officer": "eo"}
    with pytest.raises(NotPermitted):
        station.submit("eo", record, "gj_janvajog_result", result="filed", enquiry="Settled")
    ended = station.submit("pi", record, "gj_janvajog_result", result="filed", enquiry="Settled between neighbours")
    assert ended.status == "ended"


def test_a_janvajog_entry_that_turns_out_an_offence_names_its_fir(station):
    record = janvajog(station)
    station.move("pi", record, "allot", to_officer="eo")

    end = (station.submit, "pi", record, "gj_janvajog_result")
    assert station.refusals(*end, result="fir", enquiry="Hurt") == {"fir"}
    assert station.submit("pi", record, "gj_janvajog_result", result="fir", enquiry="Hurt", fir=station.fir().id)


def test_the_officers_and_the_registers_have_the_states_names(gj_build):
    elements = gj_build.composition.elements

    assert elements["role"]["duty_officer"]["label"] == "Police Station Officer (PSO)"
    assert elements["role"]["malkhana"]["label"] == "Muddamal Karkun"
    assert elements["register"]["general_diary"]["title"] == "Station Diary"
    assert elements["register"]["malkhana"]["title"] == "Muddamal Register"


def final_form(kind, **own):
    """Return a final form of a kind; one that is no charge sheet tells the complainant."""
    told = {"complainant_notice_on": "2025-04-18", "complainant_notice_mode": "person"}
    more = told if kind.startswith("fr_") else {}
    said = {"gj": own} if own else {}
    return form("final_report", kind=kind, false_action="Complaint under BNS s.217", **more, **said)


def faults(build, data):
    """Return which demands a final form does not meet."""
    _, problems = build.composition.form("final_report").check(data, datetime.now(INDIA))
    return {problem.field for problem in problems}


@pytest.mark.parametrize(
    ("kind", "summary", "refused"),
    [
        ("fr_undetected", "a", set()),
        ("fr_undetected", "b", {"summary_fits"}),
        ("fr_false", "b", set()),
        ("fr_false", "a", {"summary_fits"}),
        ("fr_mistake_of_fact", "c", set()),
        ("fr_non_cognizable", "nc", set()),
        ("fr_non_cognizable", "c", {"summary_fits"}),
    ],
)
def test_a_final_report_asks_for_the_summary_that_goes_with_it(gj_build, kind, summary, refused):
    """Gujarat Police Manual vol. III r.232(3)."""
    assert faults(gj_build, final_form(kind, summary=summary)) == refused


def test_a_final_report_without_a_summary_is_refused(gj_build):
    assert faults(gj_build, final_form("fr_undetected")) == {"gj.summary"}


def test_a_charge_sheet_says_whether_the_police_oppose_bail(gj_build):
    """Form C.P.C. 20."""
    assert faults(gj_build, final_form("charge_sheet")) == {"gj.opposes_bail"}
    assert faults(gj_build, final_form("charge_sheet", opposes_bail=True)) == set()


def test_a_charge_sheet_says_where_and_by_whom_an_accused_was_arrested(gj_build):
    data = final_form("charge_sheet", opposes_bail=True)
    arrested = {"arrest_place": "Amroli crossing, 9 p.m.", "arresting_officer": {"name": {"text": "K. Desai"}}}
    data["accused"][0]["gj"] = {**arrested, "arresting_officer": {**arrested["arresting_officer"], "rank": "PSI"}}

    assert faults(gj_build, data) == set()
    data["accused"][0]["gj"]["arrest_place"] = "x" * 201
    assert faults(gj_build, data) == {"accused.0.gj.arrest_place"}


def test_the_states_ranks_and_offices_stand_for_national_ones(gj_build):
    elements = gj_build.composition.elements
    ranks = {code["id"]: code.get("rolls_up_to") for code in elements["codelist"]["rank"]["codes"]}

    assert (ranks["PI"], ranks["PSI"], ranks["UHC"], ranks["LR"]) == ("INSP", "SI", "HC", "CT")
    assert elements["office_type"]["crime_branch_station"]["stands_for"] == "station"
    assert elements["office_type"]["local_crime_branch"]["stands_for"] == "special_unit"
