"""What the sections of a case decide: which law may be cited, which clocks run, what is published."""

from datetime import timedelta

import pytest
from builders import form, now

from cas_core import RecordRefused
from cas_core.store import journal

RAPE = {"act": "BNS", "section": "64(1)"}
THEFT = {"act": "BNS", "section": "303(2)"}


def running(record):
    return {clock.definition.id for clock in record.running}


@pytest.fixture
def entered(act):
    """Return an FIR at the station, with some fields changed."""

    def fir(**more):
        made = act("sho").enter("general_diary", form("gd_entry"), key="d")
        return act("sho").enter("fir", form("fir", gd_entry=made.id, **more), key="f")

    return fir


@pytest.fixture
def published_theft(act, entered):
    fir = entered(statutes=[THEFT])
    act("sho").move(fir, "assign_io", to_officer="io")
    return act("sho").move(fir, "publish")


def altered(*rows, **more):
    return form("section_alteration", statutes=[THEFT, *rows], added=[*rows], memo_sent_at=now(), **more)


def test_a_published_theft_is_withdrawn_at_once_when_rape_is_added(cas, act, published_theft):
    """BNS s.72; Youth Bar Association (2016). Nobody has to remember to withdraw it."""
    assert [shown.number for shown in cas.public.entries("fir")] == [published_theft.number]
    fir = act("io").submit(published_theft, "section_alteration", altered(RAPE))
    for view in cas.public.views():
        assert cas.public.entries(view) == []
    with cas.store.reading() as connection:
        last = journal.entries(connection, record=fir.id)[-1]
    assert '"publication":{"fir":"withdrawn"' in last.detail


def test_adding_rape_starts_the_clocks_of_the_victim_and_of_the_investigation(act, published_theft):
    """BNSS s.184(1): examination within 24 hours; s.193(2): investigation within two months."""
    assert not {"rape_investigation", "victim_examination"} & running(published_theft)
    fir = act("io").submit(published_theft, "section_alteration", altered(RAPE))
    assert {"rape_investigation", "victim_examination"} <= running(fir)


@pytest.mark.parametrize(("section", "hurried"), [("4(1)", True), ("6", True), ("12", False)])
def test_two_months_are_for_the_sections_that_the_law_names(entered, section, hurried):
    """BNSS s.193(2): POCSO 4, 6, 8 and 10."""
    fir = entered(statutes=[{"act": "POCSO", "section": section}])
    assert ("rape_investigation" in running(fir)) is hurried


def test_a_transfer_within_the_state_leaves_the_time_of_the_investigation_as_it_was(cas, act, entered):
    """BNSS s.193(2): two months from the day on which the information was recorded."""
    cas.appoint("next", name="Next", rank="INSP", office="cubbon_park", role="sho")
    fir = entered(statutes=[RAPE], **by_a_woman())
    before = {clock.definition.id: clock.due_at for clock in fir.running}["rape_investigation"]
    act("sho").move(fir, "transfer", to_office="cubbon_park")
    fir = act("next").move(fir, "take_over")
    assert {clock.definition.id: clock.due_at for clock in fir.running}["rape_investigation"] == before


def test_what_goes_to_another_state_keeps_no_time_here(act, entered):
    fir = act("sho").move(entered(statutes=[RAPE], **by_a_woman()), "hand_away")
    assert not {"rape_investigation", "progress"} & running(fir)


def by_a_woman():
    return {"recorded_by_woman": True}


def test_a_woman_who_was_a_victim_is_heard_by_a_woman_officer(entered):
    """BNSS s.173(1), first proviso."""
    with pytest.raises(RecordRefused) as caught:
        entered(statutes=[RAPE], complainant_is_victim=True, recorded_by_woman=False, complainant=woman())
    assert {problem.field for problem in caught.value.problems} == {"case.woman_records"}
    entered(statutes=[RAPE], complainant_is_victim=True, recorded_by_woman=True, complainant=woman())


def woman():
    return form("fir")["complainant"] | {"gender": "F"}


def test_the_record_of_a_search_is_on_its_way_when_it_was_sent_and_not_before(act, published_theft):
    """BNSS s.185(5): not by a page of the case diary, and for no seizure under another power."""
    fir = published_theft
    seizure = form("search_seizure", gd_entry=fir.opening.data["gd_entry"])
    seizure = seizure | {"seized_at": now(), "before_registration": "Searched on the way"}
    for later in ("finished_at", "magistrate_informed_at", "recording_forwarded_at", "record_sent_at"):
        seizure.pop(later)
    fir = act("io").submit(fir, "search_seizure", seizure | {"basis": "production"})
    assert "search_record" not in running(fir)
    fir = act("io").submit(
        fir, "search_seizure", seizure | {"basis": "search_without_warrant", "search_grounds": "Told"}
    )
    act("io").submit(fir, "case_diary", form("case_diary"))
    fir = act("io").submit(fir, "statement", form("statement"))
    assert "search_record" in running(fir)
    assert "search_record" not in running(act("io").move(fir, "send_search_record"))


def test_relief_is_given_when_it_was_given_and_not_when_somebody_read_the_file(act, entered):
    """SC/ST Rules r.12(4)."""
    fir = entered(statutes=[THEFT], procedures=["atrocity"])
    fir = act("acp").submit(fir, "supervision_note", form("supervision_note"))
    assert "atrocity_relief" in running(fir)
    assert "atrocity_relief" not in running(act("sho").move(fir, "give_relief"))


def test_accident_reports_are_sent_when_they_are_sent(act, entered):
    """Central Motor Vehicles (Fifth Amendment) Rules 2022."""
    fir = entered(statutes=[{"act": "BNS", "section": "106(1)"}], procedures=["motor_accident"])
    act("sho").submit(fir, "dispatch_to_court", form("dispatch_to_court", gd_entry=fir.opening.data["gd_entry"]))
    reports = ["motor_accident_first", "motor_accident_detailed"]
    act("sho").move(fir, "assign_io", to_officer="io")
    for done, step in enumerate(("inform", "report_accident_first", "report_accident_detailed")):
        if done:
            fir = act("io").move(fir, step)
        assert [name for name in reports if name in running(fir)] == reports[done:]


def test_a_section_that_is_dropped_takes_its_clocks_along(act, published_theft):
    act("io").submit(published_theft, "section_alteration", altered(RAPE))
    fir = act("io").submit(
        published_theft, "section_alteration", altered(kind="removed", removed=[RAPE]) | {"statutes": [THEFT]}
    )
    assert "rape_investigation" not in running(fir)


def test_the_copy_of_the_accused_is_masked_and_that_of_the_station_whole(cas, act, published_theft):
    fir = act("io").submit(published_theft, "section_alteration", altered(RAPE))
    whole = cas.page(fir, "fir", as_="officer:sho")
    masked = cas.page(fir, "fir", as_="officer:sho", audience="accused")
    for trace in ("Ramesh Kumar", "98450 12345", "+919845012345", "ramesh@example.in", "Lakshmi", "14/2"):
        assert trace not in masked
    assert "Ramesh Kumar" in whole
    assert "Manju" in masked  # the accused himself
    assert "Ramesh Kumar" in cas.page(fir, "fir", as_="officer:sho", audience="victim")


def test_a_sensitive_case_is_never_published_by_asking(cas, act, entered):
    fir = entered(statutes=[RAPE], sensitive=True, sensitive_grounds=["sexual"], **withheld())
    act("sho").move(fir, "publish")
    assert cas.public.entries("fir") == []


def withheld():
    officer = {"name": {"text": "Acp"}, "rank": "DSP"}
    return {"withheld_by": officer, "withheld_on": "2026-11-20T12:00+05:30"}


def test_withholding_is_for_a_deputy_superintendent_or_above(cas, act, published_theft):
    cas.appoint("junior", name="Junior", rank="DSP", office="chickpet", role="supervisor")
    act("acp").move(published_theft, "withhold")
    assert cas.public.entries("fir") == []


def test_an_occurrence_across_the_first_of_july_2024_may_cite_both_laws(entered):
    """BNS s.358: what was done before stays an offence under the IPC."""
    span = {"from": "2024-06-30T22:00+05:30", "to": "2024-07-01T02:00+05:30"}
    fir = entered(occurrence=span, statutes=[{"act": "IPC", "section": "379"}, THEFT])
    assert len(fir.opening.data["statutes"]) == 2


def test_the_penal_code_is_refused_for_what_happened_after_it_and_its_successor_is_named(entered):
    with pytest.raises(RecordRefused) as caught:
        entered(occurrence={"from": "2025-03-01"}, statutes=[{"act": "IPC", "section": "379"}])
    (problem,) = caught.value.problems
    assert (problem.code, problem.field) == ("not-law-then", "statutes.0")
    assert "BNS 303(2)" in problem.mend


def test_what_is_not_verified_does_not_decide_the_limit_of_custody(act, entered):
    """An offence without a second source leaves the limit to the officer, openly."""
    fir = entered(statutes=[{"act": "ARMS", "section": "25"}])
    act("sho").move(fir, "assign_io", to_officer="io")
    arrest = form("arrest", gd_entry=fir.opening.data["gd_entry"], statutes=[{"act": "ARMS", "section": "25"}])
    act("io").submit(fir, "arrest", arrest | {"investigation_limit": "d60"})
    fir = act("io").submit(fir, "remand", form("remand", accused_code="A1"))
    assert "charge_sheet_60" in running(fir)


def test_where_courts_differ_the_shorter_limit_runs_unless_the_officer_names_the_longer(act, entered):
    """BNSS s.187(3) has 60 and 90 days: no choice leaves a remand without a limit, or gives it 180 days."""
    robbery = {"act": "BNS", "section": "309(4)"}
    fir = entered(statutes=[robbery])
    act("sho").move(fir, "assign_io", to_officer="io")
    arrest = form("arrest", gd_entry=fir.opening.data["gd_entry"], statutes=[robbery])
    with pytest.raises(RecordRefused) as caught:
        act("io").submit(fir, "arrest", arrest | {"investigation_limit": "d180"})
    assert {problem.field for problem in caught.value.problems} == {"case.limit_as_the_law_has_it"}
    act("io").submit(fir, "arrest", arrest | {"investigation_limit": "none"})
    fir = act("io").submit(fir, "remand", form("remand", accused_code="A1"))
    assert {"charge_sheet_60"} == {name for name in running(fir) if name.startswith("charge_sheet")}


def test_the_officer_can_not_choose_another_limit_than_verified_sections_give(act, entered):
    """BNSS s.187(3)(ii): theft, three years: 60 days."""
    fir = entered(statutes=[THEFT])
    act("sho").move(fir, "assign_io", to_officer="io")
    with pytest.raises(RecordRefused) as caught:
        act("io").submit(fir, "arrest", form("arrest", gd_entry=fir.opening.data["gd_entry"], statutes=[THEFT]))
    assert {problem.field for problem in caught.value.problems} == {"case.limit_as_the_law_has_it"}


def test_a_special_act_asks_for_a_senior_investigating_officer(act, entered):
    """SC/ST (PoA) Rules 1995 r.7: not below a deputy superintendent."""
    fir = entered(statutes=[{"act": "SCST", "section": "3(1)(r)"}])
    with pytest.raises(RecordRefused) as caught:
        act("sho").move(fir, "assign_io", to_officer="io")
    assert [problem.code for problem in caught.value.problems] == ["rank-too-low"]


def test_an_amended_moment_moves_the_clock_that_counts_from_it(act, entered):
    """An entry is superseded, not overwritten; what follows from it is reckoned again."""
    fir = entered(statutes=[RAPE], sensitive=True, sensitive_grounds=["sexual"], **withheld())
    before = {clock.definition.id: clock.due_at for clock in fir.running}["victim_examination"]
    corrected = {**fir.opening.data, "informed_at": "2026-11-20T08:00+05:30"}
    fir = act("sho").amend(fir, "fir", corrected, reason="Hour of the information misread")
    after = {clock.definition.id: clock.due_at for clock in fir.running}["victim_examination"]
    assert before - after == timedelta(hours=2)
