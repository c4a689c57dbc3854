"""What the citizen's registers owe: copies to those who have a right, consent, and no one who judges his own report."""

import pytest

from cas_core import NotPermitted, RecordRefused
from cas_core.codelists import CodeList
from cas_core.services import Service


def codes(caught):
    return {problem.code for problem in caught.value.problems}


def refused(caught):
    return {problem.field.rpartition(".")[2] for problem in caught.value.problems}


@pytest.mark.parametrize(
    ("document", "right", "rule"),
    [
        ("fir", "public", ""),
        ("fir", "accused", ""),
        ("fir", "victim", ""),
        ("post_mortem", "public", "public_has_what_is_published"),
        ("post_mortem", "accused", "post_mortem_goes_to_kin"),
        ("post_mortem", "kin", ""),
        ("final_report", "insurer", "final_report_goes_to_the_parties"),
        ("final_report", "public", "public_has_what_is_published"),
        ("final_report", "victim", ""),
        ("wound_certificate", "accused", "wound_certificate_is_ones_own"),
        ("gd_entry", "accused", "diary_entry_is_ones_own"),
        ("gd_entry", "insurer", ""),
    ],
)
def test_a_copy_is_asked_for_by_those_who_may_have_it(station, document, right, rule):
    """BNSS s.173(2), s.193(3), s.230; Youth Bar (2016); Saurav Das (2023)."""
    with station.cas.desk("portal:market") as desk:
        paper = desk.attach(b"test", name="authority.pdf", media_type="application/pdf")
    more = {"authority": paper, "claim_number": "C-1"} if right == "insurer" else {}
    asked = {"document": document, "right": right, "fee_due": False, **more}
    if not rule:
        assert station.enter("portal", "copy_request", **asked).status == "submitted"
        return
    with pytest.raises(RecordRefused) as caught:
        station.enter("portal", "copy_request", **asked)
    assert rule in refused(caught)


def test_informant_and_victim_pay_nothing_for_the_fir(station):
    """BNSS s.173(2)."""
    with pytest.raises(RecordRefused) as caught:
        station.enter("portal", "copy_request", document="fir", right="victim", fee_due=True)
    assert refused(caught) == {"fir_is_free"}


def test_the_accused_has_the_copy_of_his_fir_within_twenty_four_hours(station):
    """Youth Bar Association of India v. Union of India (2016)."""
    asked = station.enter("portal", "copy_request", document="fir", right="accused", fee_due=False)
    assert station.running(asked) == {"accused_copy": "2025-03-21T05:30:00+00:00"}
    with pytest.raises(RecordRefused) as caught:
        station.submit("writer", asked, "copy_given", sensitive=True, masked=False)
    assert refused(caught) == {"identity_is_masked"}
    station.submit("writer", asked, "copy_given", sensitive=True, masked=True)
    assert station.running(asked) == {}


def test_nobody_is_verified_without_consent(station):
    """Digital Personal Data Protection Act 2023 s.6."""
    with pytest.raises(RecordRefused) as caught:
        station.enter("portal", "verification", consent=False)
    assert refused(caught) == {"consent"}


@pytest.mark.parametrize("occupation", ["sex_worker", "beggar"])
def test_a_tenants_form_does_not_offer_what_a_list_of_offenders_offers(station, occupation):
    """In 2024 a portal asked tenants whether they were beggars; the code stays, the form does not offer it."""
    tenant = {**station.filled("verification")["subject"], "occupation": occupation}
    with pytest.raises(RecordRefused) as caught:
        station.enter("portal", "verification", subject=tenant)
    assert codes(caught) == {"not-offered"}
    known = {entry.id for entry in station.cas.build.composition.get(CodeList, "occupation").codes}
    assert occupation in known


def test_who_visited_does_not_recommend(station):
    """Nobody approves his own report."""
    asked = station.enter("portal", "verification", fee_due=False)
    station.move("writer", asked, "allot", to_officer="sho")
    station.submit("sho", asked, "verification_visit")
    station.submit("typist", asked, "record_check")
    with pytest.raises(NotPermitted) as caught:
        station.move("sho", asked, "recommend")
    assert codes(caught) == {"not-apart"}


def test_a_person_with_a_confirmed_record_gets_no_clear_certificate(station):
    asked = station.enter("portal", "verification", fee_due=False)
    station.move("writer", asked, "allot", to_officer="eo")
    station.submit("eo", asked, "verification_visit")
    found = {"record_found": True, "identity_confirmed": True, "other_cases": ["Cr. 4/2020, convicted"]}
    station.submit("typist", asked, "record_check", **found)
    station.move("sho", asked, "recommend")
    with pytest.raises(RecordRefused) as caught:
        station.submit("dsp", asked, "verification_result")
    assert refused(caught) == {"clear_is_clear"}


def test_the_nine_services_name_an_officer_and_where_appeals_lie(station):
    services = station.cas.build.composition.all(Service)
    assert len(services) == 9
    assert all(service.officer == "sho" and service.appeals == ("supervisor", "sp") for service in services.values())
    kept = {service.register_id for service in services.values()} - {""}
    assert kept == {"complaint", "copy_request", "missing", "lost_article", "permission", "verification", "feedback"}
