"""An agreement is to a record as it stands: what moves the record ends it, whether a step or a form, and a correction."""

import pytest
from databases import on_both

from cas_core import RecordRefused

pytestmark = on_both


@pytest.fixture
def found(ka, filled):
    """Unclaimed property of which the Magistrate was told."""
    with ka.desk("officer:sho") as desk:
        entry = desk.enter("general_diary", filled("gd_entry"), key="diary")
        record = desk.enter("unclaimed_property", filled("unclaimed_property", gd_entry=entry.id), key="found")
        return desk.move(record, "report")


def proclaim(ka, filled, record):
    with ka.desk("officer:sho") as desk:
        return desk.submit(record, "property_proclamation", filled("property_proclamation"))


def agree(ka, record):
    with ka.desk("officer:acp") as desk:
        desk.agree(record, "approve_sale")


def test_an_agreement_before_the_proclamation_is_none_to_what_is_proclaimed(ka, filled, found):
    """BNSS s.504, s.505: the superior agrees to the sale of what was proclaimed."""
    agree(ka, found)
    proclaim(ka, filled, found)

    with pytest.raises(RecordRefused) as caught, ka.desk("officer:sho") as desk:
        desk.move(found, "approve_sale")

    assert {problem.code for problem in caught.value.problems} == {"agreement-missing"}


def test_an_agreement_after_it_holds(ka, filled, found):
    proclaim(ka, filled, found)
    agree(ka, found)

    with ka.desk("officer:sho") as desk:
        assert desk.move(found, "approve_sale").status == "sale_approved"


def test_nobody_agrees_to_his_own_step_from_another_posting(ka, filled, found):
    ka.appoint("chief", name="Chief", rank="IGP", office="hq", role="administrator")
    ka.appoint("both", name="Both", rank="DSP", office="upparpet", role="sho")
    ka.officers("officer:chief").appoint("both", office="chickpet", role="supervisor")
    proclaim(ka, filled, found)
    with ka.desk("officer:both@chickpet") as desk:
        desk.agree(found, "approve_sale")
    with pytest.raises(RecordRefused) as caught, ka.desk("officer:both@upparpet") as desk:
        desk.move(found, "approve_sale")
    assert {problem.code for problem in caught.value.problems} == {"agreement-missing"}


def test_an_agreement_is_not_to_what_a_correction_says_afterwards(ka, filled, found):
    proclaim(ka, filled, found)
    agree(ka, found)
    with ka.desk("officer:sho") as desk:
        opening = desk.read(found.id).opening
        desk.amend(found, opening.form, {**opening.data, "circumstances": "Found in another street"}, reason="article")

    with pytest.raises(RecordRefused) as caught, ka.desk("officer:sho") as desk:
        desk.move(found, "approve_sale")

    assert {problem.code for problem in caught.value.problems} == {"agreement-missing"}
