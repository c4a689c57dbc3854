"""A preliminary enquiry with permission: fourteen days, then an FIR or reasons. BNSS s.173(3)."""

import pytest
from builders import form

CHEATING = [{"act": "BNS", "section": "316(2)"}]
MURDER = [{"act": "BNS", "section": "103(1)"}]


@pytest.fixture
def complaint(act, said):
    record = act("writer").enter("complaint", said("complaint", mode="counter"), key="complaint")
    return act("writer").move(record, "acknowledge")


@pytest.fixture
def enquiry(act, said, complaint):
    """Permitted by a deputy superintendent and assigned."""
    told = said("preliminary_enquiry", complaint=complaint.id)
    record = act("sho").enter("preliminary_enquiry", told, key="enquiry")
    return act("sho").move(record, "assign", to_officer="eo")


def test_the_complaint_waits_for_the_permission_and_the_superiors_agreement(act, refused, complaint, said):
    with refused("agreement-missing"):
        act("sho").move(complaint, "start_preliminary_enquiry")
    act("acp").agree(complaint, "start_preliminary_enquiry")
    with refused("enquiry_is_permitted"):
        act("sho").move(complaint, "start_preliminary_enquiry")
    act("sho").enter("preliminary_enquiry", said("preliminary_enquiry", complaint=complaint.id), key="enquiry")
    assert act("sho").move(complaint, "start_preliminary_enquiry").status == "preliminary_enquiry"


def test_a_prima_facie_case_is_registered_and_not_talked_away(cas, act, said, refused, enquiry):
    assert [clock.definition.limit for clock in enquiry.running] == ["14d"]
    with refused("not-assigned"):
        act("io").submit(enquiry, "enquiry_report", said("enquiry_report"))
    enquiry = act("eo").submit(enquiry, "enquiry_report", said("enquiry_report"))
    assert enquiry.running == ()
    with refused("prima_facie_is_registered"):
        act("sho").submit(enquiry, "enquiry_closure", said("enquiry_closure"))
    with refused("fir_is_there"):
        act("sho").move(enquiry, "register_fir")
    told = said("fir", gd_entry=enquiry.opening.data["gd_entry"], preliminary_enquiry=enquiry.id)
    act("sho").enter("fir", told, key="fir")
    assert act("sho").move(enquiry, "register_fir").status == "fir_registered"
    assert cas.verify() == []


def test_where_there_is_nothing_the_informant_is_told_why(act, said, enquiry):
    act("eo").submit(enquiry, "enquiry_report", said("enquiry_report", finding="none"))
    assert act("sho").submit(enquiry, "enquiry_closure", said("enquiry_closure")).status == "closed"


def test_murder_is_not_enquired_into_but_registered_and_no_correction_changes_that(act, said, refused, enquiry):
    """What carries seven years or more has no preliminary enquiry, neither at first nor afterwards."""
    told = {**enquiry.opening.data, "statutes": MURDER}
    with refused("three_to_seven_years"):
        act("sho").enter("preliminary_enquiry", told, key="second")
    with refused("three_to_seven_years"):
        act("sho").amend(enquiry, "preliminary_enquiry", told, reason="Section misread")
    assert form("preliminary_enquiry")["statutes"] == CHEATING
