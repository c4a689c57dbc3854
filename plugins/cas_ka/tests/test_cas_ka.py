"""What Karnataka notices of its records: numbers, words, fields and what is refused."""

import json

import pytest

from cas_core import NotPermitted, RecordRefused


def test_an_fir_has_eighteen_digits_that_begin_with_its_category(station):
    record = station.fir()

    assert record.number == f"104430006{record.created_at.year}00001"
    assert station.cas.cited(record) == f"Crime No. 0001/{record.created_at.year}"


def test_a_zero_fir_is_of_another_category(station):
    assert station.fir(kind="zero").number[0] == "8"


def test_an_unnatural_death_is_a_udr_of_a_category_of_its_own(station):
    diary = station.enter("sho", "general_diary")

    record = station.enter("sho", "unnatural_death", gd_entry=diary.id)

    year = record.created_at.year
    assert record.number == f"304430006{year}00001"
    assert station.cas.cited(record) == f"UDR No. 01/{year}"
    assert [found.id for found in station.cas.numbered(f"UDR No. 1/{year}", as_="officer:sho")] == [record.id]


def test_the_category_keeps_a_case_and_a_death_of_one_serial_apart(station):
    diary = station.enter("sho", "general_diary")
    death = station.enter("sho", "unnatural_death", gd_entry=diary.id)
    case = station.fir()

    assert death.number[1:] == case.number[1:]
    assert [found.id for found in station.cas.numbered(death.number, as_="officer:sho")] == [death.id]


def test_a_preventive_action_goes_to_the_magistrate_and_ends_with_his_order(station):
    """PAR: the fourth category. A person arrested to prevent an offence is let go within 24 hours (BNSS s.170(2))."""
    diary = station.enter("sho", "general_diary")
    persons = [{"name": {"text": "ಮಂಜು", "roman": "Manju"}}]
    data = {
        "gd_entry": diary.id,
        "statutes": [{"act": "BNSS", "section": "129"}, {"act": "BNSS", "section": "170"}],
        "persons": persons,
        "arrested_at": "2026-11-20T10:00+05:30",
        "grounds": "Three cases of hurt in one year",
        "magistrate": "Taluk Executive Magistrate, Bengaluru North",
        "officer": {"name": {"text": "Anita Gowda"}, "rank": "PI", "number": "50686"},
    }
    with station.cas.desk("officer:sho") as desk:
        record = desk.enter("ka_preventive_action", data, key="par")
        assert record.number == f"404430006{record.created_at.year}00001"
        assert {run.definition.id for run in record.running} == {"arrested_is_let_go"}
        desk.move(record, "send")
        order = {"case_number": "MC 12/2026", "result": "bond", "ordered_on": "2026-11-21"}
        with pytest.raises(RecordRefused) as caught:
            desk.submit(record, "ka_preventive_order", order)
        assert {problem.field for problem in caught.value.problems} == {"bond_amount", "bond_until"}
        bond = {"bond_amount": "50000", "bond_until": "2027-11-20"}
        ended = desk.submit(record, "ka_preventive_order", {**order, **bond})
    assert (ended.status, ended.running) == ("ordered", ())
    assert station.cas.cited(ended) == f"PAR No. 01/{ended.created_at.year}"
    assert [found.id for found in station.cas.numbered("MC 12/2026", as_="officer:sho")] == [ended.id]


def test_an_investigating_officer_enters_no_preventive_action(station):
    """The register's permissions are those of the register of non-cognizable reports."""
    with pytest.raises(NotPermitted), station.cas.desk("officer:io") as desk:
        desk.enter("ka_preventive_action", {}, key="par")


def test_nothing_of_a_register_of_the_states_own_goes_to_the_centre(station):
    diary = station.enter("sho", "general_diary")
    data = {
        "gd_entry": diary.id,
        "statutes": [{"act": "BNSS", "section": "126"}],
        "persons": [{"name": {"text": "Manju"}}],
        "grounds": "Quarrel over a boundary",
        "magistrate": "Taluk Executive Magistrate",
        "officer": {"name": {"text": "Anita Gowda"}, "rank": "PI", "number": "50686"},
    }
    with station.cas.desk("officer:sho") as desk:
        record = desk.enter("ka_preventive_action", data, key="par")
    with station.cas.store.reading() as connection:
        row = connection.exec_driver_sql("SELECT national, rest FROM submission WHERE record = ?", (record.id,)).one()

    assert json.loads(row.national) == {}
    assert json.loads(row.rest)["magistrate"] == "Taluk Executive Magistrate"


def test_a_tenth_accused_is_a_ten(station):
    """Karnataka counts on: A1 ... A10, where the national form begins anew with B1."""
    accused = [{"standing": "unknown"}] * 10

    record = station.fir(accused=accused)

    assert [row["code"] for row in record.opening.data["accused"]][8:] == ["A9", "A10"]


def test_the_diary_is_the_station_house_diary_and_is_cited_so(station):
    record = station.enter("sho", "general_diary")

    assert station.cas.registers()["general_diary"].title == "Station House Diary"
    assert station.cas.cited(record).startswith("SHD No. 1/")


def test_a_petition_is_found_by_its_number(station):
    record = station.enter("sho", "complaint", gd_entry=None)

    assert station.cas.cited(record) == f"Petition No. 1/{record.created_at.year}"


def test_every_case_says_whether_it_is_heinous(station):
    assert station.refusals(station.fir, gravity=None) == {"gravity"}


def test_a_beat_is_one_of_the_list_and_a_kgid_has_digits_only(station):
    own = {"beat": "99", "officer_kgid": "KGID"}

    assert station.refusals(station.fir, ka=own) == {"ka.beat", "ka.officer_kgid"}


def test_a_case_says_that_a_police_officer_is_a_victim_and_that_the_complainant_is_accused(station):
    own = {"beat": "3", "victim_is_police": True, "complainant_is_accused": True}

    assert station.fir(ka=own).opening.data["ka"] == own
    assert station.refusals(station.fir, ka={**own, "victim_is_police": "perhaps"}) == {"ka.victim_is_police"}


def test_caste_and_religion_are_asked_of_the_complainant(station, first_fir):
    complainant = {**first_fir["complainant"], "caste": "Vokkaliga", "religion": "hindu"}

    record = station.fir(complainant=complainant)

    page = station.cas.page(record, as_="officer:sho")
    assert "Caste of the complainant" in page
    assert "Vokkaliga" in page


def test_a_complainant_is_not_put_down_as_unemployed(station, first_fir):
    complainant = {**first_fir["complainant"], "occupation": "unemployed"}

    assert station.refusals(station.fir, complainant=complainant) == {"complainant.occupation"}


def test_final_forms_are_called_a_b_and_c(ka_build):
    labels = {
        code["id"]: code["label"] for code in ka_build.composition.elements["codelist"]["final_report_kind"]["codes"]
    }

    assert labels["charge_sheet"].startswith("A")
    assert labels["fr_false"].startswith("B report")
    assert labels["fr_undetected"].startswith("C report")


def test_the_circle_inspector_reads_a_final_form_before_it_is_forwarded(ka_build):
    steps = {step["id"]: step for step in ka_build.composition.elements["workflow"]["case"]["transitions"]}

    assert steps["forward"]["sources"] == ["circle_scrutiny"]
