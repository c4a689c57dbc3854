"""Design 8a: nine faults that audits found, each impossible by construction."""

from datetime import date

import pytest
from builders import diary, form, forwarded, now, registered, reported
from databases import by_hand, on_both, unguarded

from cas_core import NotPermitted, RecordRefused

pytestmark = on_both


def codes(caught):
    return {problem.code for problem in caught.value.problems}


def test_1_only_the_assigned_io_prepares_a_final_report_and_another_one_forwards_it(cas):
    """BNSS s.193(3). Audits found 2,080 charge sheets by officers who were not the investigating officer."""
    fir = registered(cas)
    with cas.desk("officer:io") as desk:
        desk.submit(fir, "crime_details", form("crime_details"))
    for somebody in ("sho", "acp"):
        with pytest.raises(NotPermitted) as caught, cas.desk(f"officer:{somebody}") as desk:
            desk.submit(fir, "final_report", reported(["A1", "A2"]))
        assert codes(caught) == {"not-assigned"}
    with pytest.raises(NotPermitted), cas.desk("officer:second_io") as desk:
        desk.submit(fir, "final_report", reported(["A1", "A2"]))
    with cas.desk("officer:sho") as desk:
        desk.move(fir, "assign_io", to_officer="second_io")
    with pytest.raises(NotPermitted), cas.desk("officer:io") as desk:
        desk.submit(fir, "final_report", reported(["A1", "A2"]))
    with cas.desk("officer:second_io") as desk:
        desk.submit(fir, "final_report", reported(["A1", "A2"]))
    with pytest.raises(NotPermitted), cas.desk("officer:second_io") as desk:
        desk.move(fir, "scrutinise")


def assert_not_forwarded_by_the_sho(cas, fir):
    with cas.desk("officer:sho") as desk:
        desk.move(fir, "scrutinise")
    with cas.desk("officer:acp") as desk:
        desk.move(fir, "circle_takes_up")
    with pytest.raises(NotPermitted) as caught, cas.desk("officer:sho") as desk:
        desk.move(fir, "forward")
    assert codes(caught) == {"not-apart"}


def test_1_who_may_not_prepare_a_final_report_does_not_correct_one(cas):
    fir = registered(cas)
    with cas.desk("officer:io") as desk:
        desk.submit(fir, "crime_details", form("crime_details"))
        desk.submit(fir, "final_report", reported(["A1", "A2"]))
    with pytest.raises(NotPermitted) as caught, cas.desk("officer:sho") as desk:
        desk.amend(fir, "final_report", reported(["A1", "A2"]), reason="Rewritten")
    assert codes(caught) == {"not-assigned"}


def test_1_who_corrected_a_final_report_as_its_officer_does_not_forward_it(cas):
    """BNSS s.193(3), s.30: two pairs of eyes, whoever entered it first."""
    fir = registered(cas)
    with cas.desk("officer:io") as desk:
        desk.submit(fir, "crime_details", form("crime_details"))
        desk.submit(fir, "final_report", reported(["A1", "A2"]))
    with cas.desk("officer:sho") as desk:
        desk.move(fir, "change_io", to_officer="sho")
        desk.amend(fir, "final_report", reported(["A1", "A2"]), reason="Found on reading it again")
    assert_not_forwarded_by_the_sho(cas, fir)


def test_1_a_report_that_is_at_court_is_corrected_by_a_supplementary_one(cas):
    fir = forwarded(cas, registered(cas))
    with cas.desk("officer:court") as desk:
        desk.submit(fir, "court_intake", form("court_intake"))
        desk.submit(fir, "charge_framed", form("charge_framed"))
    with cas.desk("officer:sho") as desk:
        desk.move(fir, "change_io", to_officer="sho")
    with pytest.raises(RecordRefused) as caught, cas.desk("officer:sho") as desk:
        desk.amend(fir, "final_report", reported(["A1", "A2"]), reason="Changed after it went to court")
    assert {problem.field for problem in caught.value.problems} == {"case.report_is_at_court"}


def test_1_who_investigated_himself_does_not_forward_his_own_report(cas):
    fir = registered(cas)
    with cas.desk("officer:sho") as desk:
        desk.move(fir, "assign_io", to_officer="sho")
        desk.submit(fir, "crime_details", form("crime_details"))
        desk.submit(fir, "final_report", reported(["A1", "A2"]))
    assert_not_forwarded_by_the_sho(cas, fir)
    with cas.desk("officer:acp") as desk:
        assert desk.move(fir, "forward").status == "forwarded_to_court"


def test_2_a_diary_entry_comes_before_the_fir_and_is_of_the_same_station(cas):
    """BNSS s.173(1). Audits found 412 FIRs dated before their diary entry."""
    with pytest.raises(RecordRefused) as caught, cas.desk("officer:sho") as desk:
        desk.enter("fir", form("fir", gd_entry="446c5bdf-9228-44bd-bd49-eb346c3071c8"), key="f")
    assert codes(caught) == {"unknown-record"}
    cas.appoint("stranger", name="S", rank="INSP", office="cubbon_park", role="sho")
    with cas.desk("officer:stranger") as desk:
        elsewhere = diary(desk)
    with pytest.raises(RecordRefused) as caught, cas.desk("officer:sho") as desk:
        desk.enter("fir", form("fir", gd_entry=elsewhere.id), key="f")
    assert codes(caught) == {"guard"}


@pytest.mark.parametrize(("paper", "at"), [("arrest", "arrested_at"), ("search_seizure", "seized_at")])
def test_2_an_arrest_or_seizure_before_the_fir_is_refused_unless_its_reason_is_recorded(cas, paper, at):
    """BNSS s.35, s.106. Event time and entry time are two things; the exception is recorded as one."""
    fir = registered(cas)
    with cas.desk("officer:io") as desk:
        entry = diary(desk, "second", kind="arrest")
        early = form(paper, gd_entry=entry.id, before_registration=None, accused_code="A1")
        early = {key: value for key, value in early.items() if value is not None} | {at: now(-60)}
        if "finished_at" in early:
            early["finished_at"] = now(-30)
        for name in ("intimated_at", "magistrate_informed_at", "recording_forwarded_at", "recordings"):
            early.pop(name, None) if paper == "search_seizure" and name != "recordings" else None
        if "intimated_at" in early:
            early["intimated_at"] = now(-50)
        with pytest.raises(RecordRefused) as caught:
            desk.submit(fir, paper, early)
        assert {problem.field for problem in caught.value.problems} == {
            f"case.{'arrest' if paper == 'arrest' else 'seizure'}_after_registration"
        }
        case = desk.submit(fir, paper, {**early, "before_registration": "Held by the residents on the spot"})
    assert paper in {submitted.form for submitted in case.forms}


def test_3_a_missing_child_never_stays_without_an_fir(cas):
    """Bachpan Bachao Andolan v. Union of India (2013). Audits found 5,566 missing children without one."""
    child = form("missing")
    child["person"] = {key: value for key, value in child["person"].items() if key not in {"birth", "age"}} | {
        "age": 11
    }
    child.pop("fir", None)
    with pytest.raises(RecordRefused) as caught, cas.desk("officer:sho") as desk:
        desk.enter("missing", {**child, **_diary(desk, child)}, key="m")
    assert codes(caught) == {"guard"}
    with cas.desk("officer:sho") as desk:
        entry = diary(desk, "d")
        fir = desk.enter("fir", form("fir", gd_entry=entry.id), key="f")
        desk.enter("missing", {**child, **_diary(desk, child), "fir": fir.id}, key="m")


def _diary(desk, data):
    return {"gd_entry": diary(desk, "of-the-report").id} if "gd_entry" in data else {}


def test_4_the_public_sees_only_what_a_list_allows(cas):
    """The fields of a public entry are those of its view, and no others."""
    fir = registered(cas)
    with cas.desk("officer:sho") as desk:
        desk.move(fir, "publish")
    (entry,) = cas.public.entries("fir")
    view = cas.build.composition.elements["view"]["fir"]["fields"]
    assert set(entry.data) <= {path.partition(".")[0] for path in view}
    assert "complainant" not in entry.data
    assert set(entry.data["place"]) <= {"type", "address"}


def test_5_closed_follows_from_the_courts_acknowledgement_and_is_never_typed(cas):
    """Audits found 190 of 368 closed cases without a charge sheet in court."""
    fir = registered(cas)
    with pytest.raises(RecordRefused) as caught, cas.desk("officer:court") as desk:
        desk.move(fir, "close")
    assert codes(caught) == {"step-derived"}
    forwarded(cas, fir)
    with cas.desk("officer:court") as desk:
        desk.submit(fir, "court_intake", form("court_intake"))
        desk.submit(fir, "charge_framed", form("charge_framed"))
        judgment = form("court_disposal")
        judgment["rows"] = judgment["rows"][:2]
        received = judgment.pop("copy_received_on", "2026-01-05")
        case = desk.submit(fir, "court_disposal", judgment)
        assert case.status == "disposed"
        case = desk.amend(fir, "court_disposal", {**judgment, "copy_received_on": received}, reason="Copy received")
        assert case.status == "closed"


def test_6_an_accused_belongs_to_one_fir_by_his_code(cas):
    """Audits found 198 accused mapped to the wrong FIR."""
    fir = registered(cas)
    with cas.desk("officer:io") as desk:
        with pytest.raises(RecordRefused) as caught:
            desk.submit(fir, "bail", form("bail", accused_code="A7"))
        assert codes(caught) == {"unknown-party"}
        case = desk.submit(fir, "bail", form("bail", accused_code="A2"))
    assert [row["code"] for row in case.opening.data["accused"]] == ["A1", "A2"]


def test_6_a_case_has_at_most_one_accused_of_a_code(cas):
    twice = [{"standing": "unknown", "code": "A1"}, {"standing": "unknown", "code": "A1"}]
    with pytest.raises(RecordRefused) as caught:
        registered(cas, accused=twice)
    assert codes(caught) == {"party-code-twice"}


def test_6_a_correction_can_not_lose_an_accused_whom_another_form_names(cas):
    fir = registered(cas)
    with cas.desk("officer:io") as desk:
        desk.submit(fir, "bail", form("bail", accused_code="A2"))
    with pytest.raises(RecordRefused) as caught, cas.desk("officer:sho") as desk:
        data = {**fir.opening.data, "accused": fir.opening.data["accused"][:1]}
        desk.amend(fir, "fir", data, reason="One accused only")
    assert codes(caught) == {"party-in-use"}


def test_7_authority_is_a_person_in_a_posting_on_a_day(cas):
    """No shared logins: who is not posted there that day does nothing."""
    cas.appoint("later", name="L", rank="INSP", office="upparpet", role="sho", since=date(2999, 1, 1))
    for address in ("officer:later", "officer:nobody", "officer:sho@cubbon_park"):
        with pytest.raises(NotPermitted) as caught:
            cas.desk(address)
        assert codes(caught) == {"not-posted"}


def test_9_tampering_behind_the_application_is_detected(cas, url):
    """The database's own guards are switched off; the journal still tells."""
    registered(cas)
    assert cas.verify() == []
    changed = "UPDATE submission SET national = replace(national, 'Ramesh', 'Rajesh') WHERE form = 'fir'"
    assert by_hand(url, *unguarded(url), changed) == 1
    assert cas.verify() != []
