"""A child goes missing, is looked for, published, traced and brought before the Committee.

Bachpan Bachao Andolan v. Union of India (2013); JJ Act s.31. Audits found 5,566 missing children without an FIR.
"""

from datetime import timedelta

import pytest
from builders import form

from cas_core import RecordRefused

CHILD = {"name": {"text": "पूजा कुमारी", "roman": "Pooja Kumari"}, "gender": "F", "age": 11}


def running(record):
    return {clock.definition.id for clock in record.running}


@pytest.fixture
def report(cas, said):
    """The report of the mother, entered together with the FIR on the kidnapping."""
    told = said("missing", person=CHILD, may_be_published=True)
    case = said("fir", gd_entry=told["gd_entry"], statutes=[{"act": "BNS", "section": "137(2)"}])
    with cas.desk("officer:sho") as desk:
        fir = desk.enter("fir", case, key="fir")
        return desk.enter("missing", {**told, "fir": fir.id}, key="missing")


def test_the_report_alone_is_refused_and_so_is_the_whole_transaction(cas, said):
    told = said("missing", person=CHILD, fir=None)
    with pytest.raises(RecordRefused) as caught, cas.desk("officer:writer") as desk:
        desk.enter("general_diary", form("gd_entry"), key="in-between")
        desk.enter("missing", told, key="missing")
    assert [problem.field for problem in caught.value.problems] == ["missing.child_needs_fir"]
    assert cas.latest("missing", as_="officer:sho") == []
    assert len(cas.latest("general_diary", as_="officer:sho")) == 1  # the one that was made before


def test_a_missing_child_is_found_and_traced(cas, act, said, refused, report):
    # Looked for at once; after four months the unit that fights trafficking takes over.
    assert running(report) == {"circulation", "special_unit"}
    assert next(c for c in report.running if c.definition.id == "special_unit").due_at - next(
        c for c in report.running if c.definition.id == "special_unit"
    ).started_at > timedelta(days=118)
    report = act("writer").submit(report, "missing_circulation", said("missing_circulation"))
    assert running(report) == {"special_unit"}

    # A child is never on a public list, though the relatives agree.
    assert cas.public.entries("missing") == []

    # The officer who searches; nobody else of his rank touches the record.
    with refused("not-assigned"):
        act("eo").submit(report, "missing_traced", said("missing_traced"))
    act("sho").move(report, "assign_enquiry", to_officer="eo")
    report = act("acp").move(report, "hand_to_unit")
    assert running(report) == set()

    # Found by the railway police; a child goes to the Committee before anybody takes it home.
    with refused("child_goes_to_the_committee"):
        act("eo").submit(report, "missing_traced", said("missing_traced", committee_at=None))
    report = act("eo").submit(report, "missing_traced", said("missing_traced"))
    assert report.status == "traced_alive"

    # It is gone again: the same record is opened again, and its number is the same.
    again = act("sho").move(report, "reopen")
    assert (again.status, again.number) == ("circulated", report.number)
    assert cas.verify() == []


def test_a_correction_of_the_age_makes_a_child_of_an_adult_only_with_an_fir(act, said, refused):
    """Who was entered as twenty and turns out to be eleven can't stay without an FIR."""
    grown = said("missing", person={**CHILD, "age": 20}, fir=None)
    report = act("writer").enter("missing", grown, key="missing")
    with refused("child_needs_fir"):
        act("sho").amend(report, "missing", {**grown, "person": CHILD}, reason="School certificate")
    fir = act("sho").enter("fir", said("fir", gd_entry=grown["gd_entry"]), key="fir")
    told = {**grown, "person": CHILD, "fir": fir.id}
    assert act("sho").amend(report, "missing", told, reason="School certificate").opening.data["fir"] == fir.id


def test_what_was_dead_is_not_made_alive_by_a_correction(act, said, refused, report):
    """A state is reached by steps; reopening is one, and is in the journal."""
    body = act("writer").enter("unnatural_death", said("unnatural_death"), key="body")
    dead = said("missing_traced", outcome="dead", unnatural_death=body.id, handed_to=None, handed_at=None)
    report = act("sho").submit(report, "missing_traced", dead)
    assert report.status == "traced_dead"
    with refused("another-step"):
        act("sho").amend(report, "missing_traced", said("missing_traced"), reason="Another child")
    act("sho").move(report, "reopen")
    assert act("sho").submit(report, "missing_traced", said("missing_traced")).status == "traced_alive"
