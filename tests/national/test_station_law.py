"""What the law asks of the registers of the station: clocks, guards, and who may have what."""

import pytest

from cas_core import NotPermitted, RecordRefused

CHILD = {"person": {"name": {"text": "Pooja Kumari"}, "gender": "F", "age": 15}}
ADULT = {"person": {"name": {"text": "Farhan Ali"}, "gender": "M", "age": 30}}


def refused(caught):
    return {problem.field.rpartition(".")[2] for problem in caught.value.problems}


def test_a_missing_child_can_not_be_entered_without_an_fir(station):
    """Bachpan Bachao Andolan (2013): 5,566 missing children were found without an FIR."""
    data = station.filled("missing", **CHILD)
    with pytest.raises(RecordRefused) as caught, station.cas.desk("officer:writer") as desk:
        desk.enter("missing", data, key="m1")
    assert refused(caught) == {"child_needs_fir"}
    assert station.cas.latest("missing", as_="officer:sho") == []


def test_a_missing_child_is_entered_together_with_its_fir(station):
    """FIR first or both in one transaction; nothing stays alone."""
    report = station.filled("missing", **CHILD)
    case = station.filled("fir")
    with station.cas.desk("officer:sho") as desk:
        fir = desk.enter("fir", case, key="f1")
        missing = desk.enter("missing", {**report, "fir": fir.id}, key="m1")
    assert missing.status == "reported"
    assert "special_unit" in station.running(missing)


def test_a_missing_adult_needs_no_fir_and_never_goes_to_the_unit_by_time(station):
    missing = station.enter("writer", "missing", **ADULT)
    assert set(station.running(missing)) == {"circulation"}
    after = station.submit("writer", missing, "missing_circulation")
    assert station.running(after) == {}


def test_a_missing_child_goes_to_the_unit_after_four_months(station):
    """Counted from the information, in calendar months; tracing stops it."""
    fir = station.existing("fir")
    missing = station.enter("writer", "missing", fir=fir, **CHILD)
    assert station.running(missing)["special_unit"].startswith("2025-07-01")
    with pytest.raises(RecordRefused) as caught:
        station.submit("sho", missing, "missing_traced", committee_at=None)
    assert refused(caught) == {"child_goes_to_the_committee"}
    station.submit("sho", missing, "missing_traced")
    assert station.running(missing) == {}


def test_the_fortnight_of_a_non_cognizable_report_starts_anew_with_each_report(station):
    """BNSS s.174(1)(ii)."""
    ncr = station.enter("writer", "ncr")
    first = station.running(ncr)["fortnight"]
    station.submit("writer", ncr, "ncr_fortnight")
    second = station.submit("writer", ncr, "ncr_fortnight")
    assert [clock.definition.id for clock in second.running] == ["fortnight"]
    assert len(second.clocks) == 3
    assert station.running(ncr)["fortnight"] >= first
    station.move("writer", ncr, "refer")
    station.move("sho", ncr, "close")
    assert station.running(ncr) == {}


def test_cognizable_information_is_no_non_cognizable_report(station):
    """BNSS s.173(1), s.174(4): 9,642 cases were kept off the register of FIRs."""
    with pytest.raises(RecordRefused) as caught:
        station.enter("writer", "ncr", statutes=[{"act": "BNS", "section": "305"}])
    assert refused(caught) == {"not_cognizable"}


def test_a_preliminary_enquiry_ends_fourteen_days_after_its_permission(station):
    """BNSS s.173(3): no step pauses or lengthens it."""
    enquiry = station.enter("sho", "preliminary_enquiry")
    assert station.running(enquiry)["enquiry"].startswith("2025-03-16")
    station.move("sho", enquiry, "assign", to_officer="eo")
    station.move("sho", enquiry, "reassign", to_officer="io")
    assert station.running(enquiry)["enquiry"].startswith("2025-03-16")
    station.submit("io", enquiry, "enquiry_report")
    assert station.running(enquiry) == {}


@pytest.mark.parametrize("section", ["303(2)", "103(1)", "309(4)", "352"])
def test_a_preliminary_enquiry_is_for_three_to_less_than_seven_years(station, section):
    """BNSS s.173(3): murder and what carries less than three years have none. Theft carries exactly three years."""
    statutes = [{"act": "BNS", "section": section}]
    if section == "303(2)":
        assert station.enter("sho", "preliminary_enquiry", statutes=statutes).status == "permitted"
        return
    with pytest.raises(RecordRefused) as caught:
        station.enter("sho", "preliminary_enquiry", statutes=statutes)
    assert refused(caught) == {"three_to_seven_years"}


def test_a_preliminary_enquiry_needs_permission_by_a_deputy_superintendent(station):
    """BNSS s.173(3): not below the rank of Deputy Superintendent of Police."""
    officer = {"name": {"text": "Anita Gowda"}, "rank": "INSP"}
    with pytest.raises(RecordRefused) as caught:
        station.enter("sho", "preliminary_enquiry", permitted_by=officer)
    assert refused(caught) == {"permitted_by_rank"}


def test_a_prima_facie_case_is_registered_and_not_closed(station):
    """BNSS s.173(3)(ii)."""
    enquiry = station.enter("sho", "preliminary_enquiry")
    station.move("sho", enquiry, "assign", to_officer="eo")
    station.submit("eo", enquiry, "enquiry_report")
    with pytest.raises(RecordRefused) as caught:
        station.submit("sho", enquiry, "enquiry_closure")
    assert refused(caught) == {"prima_facie_is_registered"}
    station.enter("sho", "fir", preliminary_enquiry=enquiry.id)
    assert station.move("sho", enquiry, "register_fir").status == "fir_registered"


def test_a_complaint_becomes_an_fir_when_an_fir_names_it(station):
    """BNSS s.173(1): nobody ticks 'FIR registered' on a complaint without one."""
    complaint = station.enter("writer", "complaint", received_at="2025-03-01T10:00+05:30")
    with pytest.raises(RecordRefused) as caught:
        station.move("sho", complaint, "register_fir")
    assert refused(caught) == {"fir_names_the_complaint"}
    case = station.filled("fir", complaint=complaint.id)
    with station.cas.desk("officer:sho") as desk:
        desk.enter("fir", case, key="f1")
        assert desk.move(complaint, "register_fir").status == "fir_registered"


def test_electronic_information_is_signed_within_three_days(station):
    """BNSS s.173(1)(ii); what was handed in at the counter has no such time."""
    sent = station.enter("portal", "complaint", mode="portal", received_at="2025-03-01T10:00+05:30")
    assert station.running(sent)["signature"].startswith("2025-03-04")
    station.move("writer", sent, "record_signature")
    assert "signature" not in station.running(sent)
    assert "signature" not in station.running(station.enter("writer", "complaint", mode="counter"))


def test_a_complaint_of_a_cognizable_offence_is_not_sent_to_the_civil_court(station):
    """Lalita Kumari v. State of U.P. (2014)."""
    complaint = station.enter("writer", "complaint", cognizable=True)
    station.move("writer", complaint, "acknowledge")
    station.submit("sho", complaint, "complaint_reply")
    with pytest.raises(RecordRefused) as caught:
        station.move("sho", complaint, "advise_civil")
    assert refused(caught) == {"cognizable_is_registered"}


@pytest.mark.parametrize("step", ["forward", "refuse", "transfer"])
def test_information_of_a_cognizable_offence_is_not_turned_away(station, step):
    """Lalita Kumari v. State of U.P. (2014); BNSS s.173(1): whatever the area."""
    complaint = station.enter("writer", "complaint", cognizable=True)
    station.move("writer", complaint, "acknowledge")
    station.submit("sho", complaint, "complaint_reply")
    with pytest.raises(RecordRefused) as caught:
        station.move("sho", complaint, step)
    assert len(refused(caught) & {"cognizable_is_registered", "cognizable_is_registered_or_enquired"}) == 1


def test_an_enquiry_officer_works_on_what_was_allotted_to_him_alone(station):
    complaint = station.enter("writer", "complaint")
    station.move("writer", complaint, "acknowledge")
    with pytest.raises(NotPermitted), station.cas.desk("officer:eo") as desk:
        desk.read(complaint)
    station.move("sho", complaint, "allot", to_officer="io")
    with pytest.raises(NotPermitted):
        station.move("eo", complaint, "start_enquiry")
    assert station.move("io", complaint, "start_enquiry").status == "enquiry"


def test_a_child_found_is_before_the_committee_within_twenty_four_hours(station):
    """JJ Act s.31(1)."""
    found = station.enter("writer", "found_person")
    assert station.running(found)["child_welfare"] == "2025-03-04T01:10:00+00:00"
    station.move("writer", found, "produce_child")
    assert station.running(found) == {}


def test_who_may_be_a_child_is_entered_as_a_child(station):
    """JJ Act s.94: in doubt a child."""
    with pytest.raises(RecordRefused) as caught:
        station.enter("writer", "found_person", age_from=17, age_to=20, child=False)
    assert refused(caught) == {"young_is_a_child"}


def test_the_inquest_report_is_with_the_magistrate_within_twenty_four_hours(station):
    """BNSS s.194(2)."""
    death = station.enter("writer", "unnatural_death")
    station.move("sho", death, "assign", to_officer="eo")
    station.submit("eo", death, "inquest")
    assert station.running(death)["report"] == "2025-03-05T06:00:00+00:00"
    station.submit("eo", death, "inquest_dispatch")
    assert station.running(death) == {}


@pytest.mark.parametrize(
    ("special", "guards"),
    [
        (
            {"in_custody": True, "custody": "police", "magistrate_for_custody": "JMFC II"},
            {"magistrate_in_special_cases", "special_cases_are_examined"},
        ),
        ({"woman_within_seven_years": True, "married_on": "2021", "gender": "F"}, {"special_cases_are_examined"}),
        ({"doubt": True}, {"special_cases_are_examined"}),
    ],
)
def test_special_deaths_are_examined_and_those_in_custody_go_to_a_magistrate(station, special, guards):
    """BNSS s.194(3), s.196(2)."""
    death = station.enter("writer", "unnatural_death", **{"doubt": False, **special})
    station.move("sho", death, "assign", to_officer="eo")
    unsent = {"sent_for_examination": False, "hospital": None, "sent_with": None, "not_sent_reason": "Relatives object"}
    with pytest.raises(RecordRefused) as caught:
        station.submit("eo", death, "inquest", **unsent)
    assert refused(caught) == guards
    assert ("custody_body" in station.running(death)) is ("in_custody" in special)


@pytest.mark.parametrize("inquiry", ["", "SDM North, 14/2025, 20.03.2025"])
def test_a_magistrate_inquires_into_the_death_of_a_bride(station, inquiry):
    """BNSS s.196(1), s.194(3)(i): instead of the inquest of the police, or beside it."""
    bride = {"woman_within_seven_years": True, "married_on": "2021", "gender": "F", "circumstance": "suicide"}
    death = station.enter("writer", "unnatural_death", **bride)
    station.move("sho", death, "assign", to_officer="eo")
    for form in ("inquest", "post_mortem", "inquest_dispatch"):
        station.submit("eo", death, form)
    if inquiry:
        assert station.submit("sho", death, "inquest_order", magistrate_inquiry=inquiry).status == "closed"
        return
    with pytest.raises(RecordRefused) as caught:
        station.submit("sho", death, "inquest_order")
    assert refused(caught) == {"magistrate_inquires_into_a_brides_death"}


def test_an_inquest_has_two_inhabitants(station):
    """BNSS s.194(1): two or more respectable inhabitants of the neighbourhood."""
    death = station.enter("writer", "unnatural_death")
    station.move("sho", death, "assign", to_officer="eo")
    panchas = station.filled("inquest")["panchas"][:1]
    with pytest.raises(RecordRefused) as caught:
        station.submit("eo", death, "inquest", panchas=panchas)
    assert {problem.field for problem in caught.value.problems} == {"panchas"}


def test_statement_and_order_on_property_are_due_in_fourteen_and_thirty_days(station):
    """BNSS s.497(2), s.497(5)."""
    parcel = station.enter("store", "malkhana")
    produced = station.move("court", parcel, "produce")
    started = {clock.definition.id: (clock.due_at - clock.started_at).days for clock in produced.running}
    assert started == {"statement": 14}
    stated = station.submit("court", parcel, "malkhana_statement")
    started = {clock.definition.id: (clock.due_at - clock.started_at).days for clock in stated.running}
    assert started == {"order": 30}
    station.submit("store", parcel, "malkhana_disposal")
    assert station.running(parcel) == {}


def test_unclaimed_property_is_not_sold_before_six_months(station):
    """BNSS s.503(2), s.504."""
    found = station.existing("unclaimed_property")
    parcel = station.enter("store", "malkhana", source="unclaimed", fir=None, unclaimed_property=found)
    sale = {"manner": "auctioned", "given_to": None, "proceeds": "900", "challan": "0055 of 4 October 2025"}
    with pytest.raises(RecordRefused) as caught:
        station.submit("store", parcel, "malkhana_disposal", **sale)
    assert refused(caught) == {"unclaimed_is_proclaimed"}
    station.submit("store", parcel, "property_proclamation", claims_until="2099-01-01")
    assert station.running(parcel)["claims"].startswith("2025-09-10")
    with pytest.raises(RecordRefused):
        station.submit("store", parcel, "malkhana_disposal", **sale)
    station.submit("store", parcel, "property_proclamation", claims_until="2025-09-10")
    assert station.submit("store", parcel, "malkhana_disposal", **sale).status == "auctioned"


def test_who_is_arrested_on_a_warrant_is_before_the_court_within_twenty_four_hours(station):
    """BNSS s.78."""
    warrant = station.enter("court", "process")
    station.move("sho", warrant, "allot", to_officer="io")
    with pytest.raises(NotPermitted):
        station.submit("court", warrant, "process_service")
    station.submit("io", warrant, "process_service")
    assert station.running(warrant)["production"] == "2025-03-07T00:00:00+00:00"
    station.move("court", warrant, "produce")
    assert station.running(warrant) == {}


def test_nobody_is_arrested_on_a_summons(station):
    summons = station.enter("court", "process", kind="summons_witness")
    station.move("sho", summons, "allot", to_officer="io")
    with pytest.raises(RecordRefused) as caught:
        station.submit("io", summons, "process_service")
    assert refused(caught) == {"arrest_is_by_warrant"}
    assert station.submit("io", summons, "process_service", result="served").status == "served"


def test_a_proclamation_leaves_thirty_days_to_appear_before_a_declaration(station):
    """BNSS s.84(1), s.84(4)."""
    person = station.enter("sho", "proclaimed", statutes=[{"act": "BNS", "section": "103(1)"}])
    station.submit("court", person, "proclamation", appear_by="2099-01-01T10:30+05:30")
    assert station.running(person)["appearance"].startswith("2025-05-03")
    with pytest.raises(RecordRefused) as caught:
        station.submit("court", person, "proclaimed_declaration")
    assert refused(caught) == {"time_has_passed"}


def test_a_thief_is_proclaimed_but_no_proclaimed_offender(station):
    """BNSS s.84(4): an offence of ten years or more, life or death."""
    person = station.enter("sho", "proclaimed", statutes=[{"act": "BNS", "section": "303(2)"}])
    station.submit("court", person, "proclamation")
    with pytest.raises(RecordRefused) as caught:
        station.submit("court", person, "proclaimed_declaration")
    assert refused(caught) == {"ten_years"}


def test_no_history_sheet_is_kept_of_a_child(station):
    """JJ Act s.24, s.74."""
    with pytest.raises(RecordRefused) as caught:
        station.enter("sho", "history_sheet", person={"name": {"text": "A Boy"}, "age": 16})
    assert refused(caught) == {"no_child"}
