"""One case, from a complaint at the counter to the decision in appeal, each step by the officer whose step it is."""

import json
import time

import pytest
from builders import diary, form, now, registered, reported, sent_to_court
from databases import on_both

from cas_core import NotPermitted, RecordRefused
from cas_core.store import journal

pytestmark = on_both


def running(record):
    return {clock.definition.id for clock in record.running}


def problems(caught):
    return {(problem.code, problem.field) for problem in caught.value.problems}


@pytest.fixture
def complaint(act):
    """Received, acknowledged, allotted and enquired into."""
    record = act("writer").enter("complaint", {**form("complaint"), **entry(act, "c")}, key="complaint")
    act("writer").move(record, "acknowledge")
    return record


def entry(act, key, officer="writer", **more):
    return {"gd_entry": act(officer).enter("general_diary", form("gd_entry", **more), key=f"diary-{key}").id}


def test_a_case_from_complaint_to_appeal(cas, act, complaint):
    # The information discloses a cognizable offence: BNSS s.173(1).
    with pytest.raises(RecordRefused):
        act("sho").move(complaint, "register_fir")
    taken = {"complainant": complaint.opening.data["complainant"], "complaint": complaint.id}
    fir = act("sho").enter("fir", {**form("fir"), **taken, "copy_given_free": False, **entry(act, "f")}, key="fir")
    assert act("sho").move(complaint, "register_fir").status == "fir_registered"
    assert {"copy", "dispatch", "publication", "progress"} <= running(fir)
    assert [accused["code"] for accused in fir.opening.data["accused"]] == ["A1", "A2"]

    # Copies, report to the Magistrate, publication.
    fir = act("writer").submit(fir, "fir_copy_given", form("fir_copy_given"))
    fir = act("writer").submit(fir, "dispatch_to_court", form("dispatch_to_court") | entry(act, "dispatch"))
    fir = act("writer").move(fir, "publish")
    assert running(fir) == {"progress"}
    assert [shown.number for shown in cas.public.entries("fir")] == [fir.number]

    # Investigation: nothing before an officer is answerable for it.
    with pytest.raises(NotPermitted):
        act("io").submit(fir, "case_diary", form("case_diary"))
    fir = act("sho").move(fir, "assign_io", to_officer="io")
    act("io").submit(fir, "crime_details", form("crime_details"))
    act("io").submit(fir, "statement", form("statement"))
    act("io").submit(fir, "notice", {**form("notice"), "accused_code": "A2"})
    time.sleep(1.1)  # an arrest after the registration, to the second
    seizure = {**form("search_seizure"), **entry(act, "seizure"), "seized_at": now()}
    for later in ("finished_at", "magistrate_informed_at", "recording_forwarded_at", "record_sent_at"):
        seizure.pop(later)
    fir = act("io").submit(fir, "search_seizure", seizure)

    # Arrest, custody and its clocks: BNSS s.58, s.187.
    arrest = {**form("arrest"), **entry(act, "arrest", kind="arrest"), "arrested_at": now(), "intimated_at": now()}
    arrest.pop("before_registration")
    fir = act("io").submit(fir, "arrest", arrest)
    assert "production" in running(fir)
    fir = act("io").submit(fir, "production", form("production", accused_code="A1"))
    assert "production" not in running(fir)
    remand = form("remand", accused_code="A1", ordered_at=now(), from_on="2026-11-24", until_on="2026-11-29")
    fir = act("court").submit(
        fir, "remand", {key: value for key, value in remand.items() if key != "next_on"} | ahead()
    )
    assert {(clock.definition.id, clock.subject) for clock in fir.running} >= {("charge_sheet_90", "A1")}
    act("io").submit(fir, "medical_examination", form("medical_examination"))
    act("io").submit(fir, "requisition", form("requisition"))
    act("io").submit(fir, "requisition_result", form("requisition_result"))

    # Sections are altered; the officer is changed in mid-case.
    fir = act("io").submit(fir, "section_alteration", form("section_alteration"))
    act("acp").submit(fir, "supervision_note", form("supervision_note"))
    fir = act("sho").move(fir, "assign_io", to_officer="second_io")
    with pytest.raises(NotPermitted):
        act("io").submit(fir, "final_report", reported(["A1", "A2"]))
    act("second_io").submit(fir, "case_diary", form("case_diary"))
    act("second_io").submit(fir, "progress_informed", form("progress_informed"))

    # The final form is refused while one accused is not accounted for: BNSS s.193(3)(i).
    with pytest.raises(RecordRefused) as caught:
        act("second_io").submit(fir, "final_report", reported(["A1"]))
    assert problems(caught) == {("guard", "case.every_accused_accounted_for")}
    fir = act("second_io").submit(fir, "final_report", reported(["A1", "A2"]))
    assert fir.status == "final_form_submitted"
    act("sho").move(fir, "scrutinise")
    act("acp").move(fir, "circle_takes_up")
    fir = act("sho").move(fir, "forward")
    assert "charge_sheet_90" not in running(fir)

    # The court: taken on file, charge, evidence, judgment on one accused and then on the other.
    fir = act("court").submit(fir, "court_intake", form("court_intake"))
    fir = act("court").submit(fir, "hearing", form("hearing", stage="appearance"))
    assert "copies_to_accused" in running(fir)
    fir = act("court").submit(fir, "hearing", form("hearing", stage="copies"))
    assert not {"copies_to_accused", "charge"} & running(fir)
    fir = act("court").submit(fir, "hearing", form("hearing", stage="charge"))
    assert "charge" in running(fir)
    fir = act("court").submit(fir, "charge_framed", form("charge_framed"))
    act("court").submit(fir, "hearing", form("hearing"))
    judgment = form("court_disposal")
    judgment.pop("copy_received_on", None)
    rows = judgment["rows"]
    with pytest.raises(RecordRefused) as caught:
        act("court").submit(fir, "court_disposal", {**judgment, "rows": rows[:1]})
    assert problems(caught) == {("guard", "case.all_judged")}
    fir = act("court").submit(fir, "court_disposal", {**judgment, "rows": rows[:1], "case_continues": True})
    assert fir.status == "trial"
    fir = act("court").submit(fir, "court_disposal", {**judgment, "rows": rows[1:2]})
    assert fir.status == "disposed"

    # Appeal, and its decision; the court's copy closes the case.
    filed = {name: value for name, value in form("appeal").items() if name not in {"decided_on", "rows"}}
    fir = act("court").submit(fir, "appeal", {**filed, "decided": False})
    assert fir.status == "appeal"
    fir = act("court").submit(fir, "appeal", form("appeal"))
    assert fir.status == "disposed"
    last = next(submitted for submitted in reversed(fir.forms) if submitted.form == "court_disposal")
    received = {**last.data, "copy_received_on": "2026-01-05"}
    fir = act("court").amend(fir, "court_disposal", received, reason="Copy received", submission=last.id)
    assert fir.status == "closed"
    assert fir.running == ()

    # The whole of it stands in the journal, with who did it.
    with cas.store.reading() as connection:
        entries = journal.entries(connection, record=fir.id)
    assert len(entries) >= 30
    assert {row.actor for row in entries} == {"sho", "writer", "io", "second_io", "acp", "court"}
    assert json.loads(entries[-1].detail)["derived"] == ["close"]
    assert cas.verify() == []


def ahead():
    return {"next_on": "2026-11-29"}


def test_the_number_of_the_court_finds_the_case(cas, act, complaint):
    fir = act("sho").enter("fir", {**form("fir"), **entry(act, "f")}, key="fir")
    act("sho").move(fir, "assign_io", to_officer="io")
    act("io").submit(fir, "crime_details", form("crime_details"))
    act("io").submit(fir, "final_report", reported(["A1", "A2"]))
    act("sho").move(fir, "scrutinise")
    act("acp").move(fir, "circle_takes_up")
    act("sho").move(fir, "forward")
    act("court").submit(fir, "court_intake", form("court_intake"))
    for written in ("C.C. No. 4521/2025", "cc no 4521/2025", "KABC030014522025"):
        assert [found.id for found in cas.numbered(written, as_="officer:sho")] == [fir.id]


def test_what_the_court_returns_is_investigated_and_sent_again(cas, act):
    """BNSS s.210: returned with objections, resumed, reported again by the same officer."""
    with cas.desk("officer:sho") as desk:
        fir = desk.enter("fir", form("fir", gd_entry=diary(desk).id), key="fir")
        desk.move(fir, "assign_io", to_officer="io")
    act("io").submit(fir, "crime_details", form("crime_details"))
    for _ in range(2):
        act("io").submit(fir, "final_report", reported(["A1", "A2"]))
        act("sho").move(fir, "scrutinise")
        act("acp").move(fir, "circle_takes_up")
        act("sho").move(fir, "forward")
        returned = form("court_intake", result="returned", objections="Annexe B is missing")
        assert act("court").submit(fir, "court_intake", returned).status == "returned"
        assert act("io").move(fir, "resume").status == "investigation"


@pytest.mark.parametrize("before", ["quashed", "closed as undetected"])
def test_the_court_names_the_accused_of_a_supplementary_charge_sheet_whatever_went_before(cas, act, refused, before):
    """BNSS s.210: a report without anybody to try may be taken on file without a name, a charge sheet may not."""
    fir = registered(cas)
    act("io").submit(fir, "crime_details", form("crime_details"))
    if before == "quashed":
        act("court").move(fir, "quash")
    else:
        act("io").submit(fir, "final_report", closure())
        sent_to_court(cas, fir)
        act("court").submit(fir, "court_intake", form("court_intake", result="final_report_accepted", accused=[]))
    act("sho").move(fir, "reopen")
    rows = [{**form("supplementary_report")["accused"][0], "accused": code} for code in ("A1", "A2")]
    act("io").submit(fir, "supplementary_report", form("supplementary_report", accused=rows))
    sent_to_court(cas, fir)

    with refused("cognizance_names_accused"):
        act("court").submit(fir, "court_intake", form("court_intake", accused=[]))
    assert act("court").submit(fir, "court_intake", form("court_intake")).status == "accepted"


def test_a_report_that_nobody_was_found_is_taken_on_file_without_a_name(cas, act):
    fir = registered(cas)
    act("io").submit(fir, "crime_details", form("crime_details"))
    act("io").submit(fir, "final_report", closure())
    sent_to_court(cas, fir)

    assert act("court").submit(fir, "court_intake", form("court_intake", accused=[])).status == "accepted"


def closure():
    return reported(["A1", "A2"], kind="fr_undetected", complainant_notice_on="2025-04-19")
