"""A case at the desk, in the domain's words."""

from hashlib import sha256

import pytest
from builders import scanned
from databases import on_both

from cas_core import Cas, NotPermitted, RecordRefused
from cas_core.sources import INDIA
from cas_core.store import attachments, journal

pytestmark = on_both

SHO = "officer:sho"


def codes(caught):
    return {problem.code for problem in caught.value.problems}


@pytest.fixture
def fir(ka, filled):
    """A registered FIR with its diary entry."""
    with ka.desk(SHO) as desk:
        diary = desk.enter("general_diary", filled("gd_entry"), key="d1")
        return desk.enter("fir", filled("fir", gd_entry=diary.id, ka={"beat": "3"}), key="f1")


@pytest.fixture
def memo(ka, fir, filled):
    """An arrest memo with its diary entry."""
    with ka.desk(SHO) as desk:
        diary = desk.enter("general_diary", filled("gd_entry", kind="arrest"), key="d2")
        desk.move(fir, "assign_io", to_officer="io")
    return filled("arrest", gd_entry=diary.id)


def test_an_fir_is_numbered_journalled_and_starts_its_clocks(ka, fir):
    assert fir.number.startswith("104430006")
    assert fir.number.endswith("00001")
    assert fir.status == "registered"
    assert {"publication", "progress"} <= {clock.definition.id for clock in fir.running}
    assert ka.verify() == []


def test_a_repeated_entry_with_the_same_key_is_the_same_fir(ka, fir, filled):
    """A commit whose answer was lost must not become a second FIR."""
    with ka.desk(SHO) as desk:
        again = desk.enter("fir", dict(fir.opening.data), key="f1")
        assert again.id == fir.id
        with pytest.raises(RecordRefused) as caught:
            desk.enter("fir", {**fir.opening.data, "contents": "Another case"}, key="f1")
    assert codes(caught) == {"key-reused"}


def test_a_form_that_moved_the_record_is_answered_again_by_its_key(ka, fir, memo):
    """The arrest memo took the record on: without its key a repeat would be a second arrest."""
    with ka.desk("officer:io") as desk:
        first = desk.submit(fir, "arrest", memo, key="memo-1")
    with ka.desk("officer:io") as desk:
        again = desk.submit(fir, "arrest", memo, key="memo-1")
        with pytest.raises(RecordRefused) as caught:
            desk.submit(fir, "arrest", {**memo, "injuries": "A bruise"}, key="memo-1")

    assert [held.id for held in again.forms] == [held.id for held in first.forms]
    assert codes(caught) == {"key-reused"}


def test_an_fir_without_a_diary_entry_made_before_is_refused_and_takes_no_number(ka, filled):
    """Design 8a, fault 2: diary entry before FIR, by the server's time."""
    with pytest.raises(RecordRefused) as caught, ka.desk(SHO) as desk:
        desk.enter("fir", filled("fir", gd_entry="446c5bdf-9228-44bd-bd49-eb346c3071c8"), key="f9")
    assert codes(caught) == {"unknown-record"}
    with ka.desk(SHO) as desk:
        diary = desk.enter("general_diary", filled("gd_entry"), key="d1")
        assert desk.enter("fir", filled("fir", gd_entry=diary.id), key="f1").number.endswith("00001")


def test_all_faults_of_an_fir_are_told_at_once_in_words(ka):
    with pytest.raises(RecordRefused) as caught, ka.desk(SHO) as desk:
        desk.enter("fir", {"kind": "nonsense", "colour": "red"}, key="x")
    fields = {problem.field for problem in caught.value.problems}
    assert {"kind", "colour", "contents", "complainant", "statutes", "gravity"} <= fields


def test_an_arrest_moves_the_case_and_starts_the_clock_of_production(ka, fir, memo):
    """BNSS s.58: 24 hours, counted from the arrest, for the person arrested."""
    with ka.desk("officer:io") as desk:
        case = desk.submit(fir, "arrest", memo)
    due = {(clock.definition.id, clock.subject): clock.due_at for clock in case.running}
    assert case.status == "investigation"
    assert due["production", "A1"].isoformat() == "2026-11-22T01:10:00+00:00"


def test_a_remand_starts_the_limit_that_the_sections_give(ka, fir, memo, filled):
    """BNSS s.187(3): 90 days where an offence is punishable with ten years or more, as BNS 331(4) is."""
    with ka.desk("officer:io") as desk:
        desk.submit(fir, "arrest", memo)
        case = desk.submit(fir, "remand", filled("remand", accused_code="A1"))
    running = {clock.definition.id: clock for clock in case.running}
    assert "charge_sheet_90" in running
    assert "charge_sheet_60" not in running
    on, last = (running["charge_sheet_90"].started_at, running["charge_sheet_90"].due_at)
    assert (
        last.astimezone(INDIA).date() - on.astimezone(INDIA).date()
    ).days == 89  # the day of the remand is the first


def test_production_before_the_magistrate_stops_its_clock(ka, fir, memo, filled):
    with ka.desk("officer:io") as desk:
        desk.submit(fir, "arrest", memo)
        case = desk.submit(fir, "production", filled("production", accused_code="A1"))
    assert "production" not in {clock.definition.id for clock in case.running}


def test_a_data_entry_operator_can_not_register_an_fir(ka, fir):
    with pytest.raises(NotPermitted), ka.desk("officer:writer") as desk:
        desk.enter("fir", dict(fir.opening.data), key="w")


def test_another_station_can_neither_read_nor_move_the_case(ka, fir):
    with pytest.raises(NotPermitted), ka.desk("officer:other") as desk:
        desk.read(fir.id)
    with pytest.raises(NotPermitted), ka.desk("officer:other") as desk:
        desk.move(fir.id, "assign_io", to_officer="other")
    assert ka.numbered(fir.number, as_="officer:other") == []


def test_nobody_works_without_a_posting(ka):
    with pytest.raises(NotPermitted) as caught:
        ka.desk("officer:stranger")
    assert codes(caught) == {"not-posted"}


def test_a_correction_supersedes_and_both_stay_readable(ka, fir):
    with ka.desk(SHO) as desk:
        corrected = {**fir.opening.data, "contents": "Corrected contents"}
        case = desk.amend(fir, "fir", corrected, reason="Clerical error in the contents")
        assert case.opening.data["contents"] == "Corrected contents"
        assert [form.data["contents"] for form in desk.history(case)] == [
            fir.opening.data["contents"],
            "Corrected contents",
        ]
        with pytest.raises(RecordRefused) as caught:
            desk.amend(case, "fir", corrected, reason=" ")
    assert codes(caught) == {"reason-missing"}
    assert ka.verify() == []


def test_what_fails_at_a_desk_is_undone_as_a_whole(ka, filled):
    with pytest.raises(RecordRefused), ka.desk(SHO) as desk:
        desk.enter("general_diary", filled("gd_entry"), key="d1")
        desk.enter("fir", {}, key="f1")
    with ka.desk(SHO) as desk:
        assert desk.enter("general_diary", filled("gd_entry"), key="d1").number == "001"


@pytest.mark.parametrize("course", ["refused entered", "entered refused", "refused refused entered", "sent refused"])
def test_a_refused_verb_leaves_nothing_behind_and_what_else_is_done_at_the_desk_stands(ka, filled, course):
    """An FIR without its diary entry is refused after its key was taken, wherever it stands among what is done."""
    nowhere = filled("fir", gd_entry="446c5bdf-9228-44bd-bd49-eb346c3071c8")
    with ka.desk(SHO) as desk:
        for step in course.split():
            if step == "refused":
                with pytest.raises(RecordRefused):
                    desk.enter("fir", nowhere, key="f1")
            elif step == "entered":
                diary = desk.enter("general_diary", filled("gd_entry"), key="d1")
            else:
                desk.attach(b"map", name="map.txt", media_type="text/plain")
    with ka.store.reading() as connection:
        entered = [row.record for row in journal.entries(connection, "upparpet") if row.verb == "enter"]
        sent = attachments.held(connection, sha256(b"map").hexdigest())

    assert entered == ([diary.id] if "entered" in course else [])
    assert (sent is not None) == ("sent" in course)
    with ka.desk(SHO) as desk:
        if "entered" in course:
            assert desk.read(diary).number == "001"
        first = desk.enter("general_diary", filled("gd_entry"), key="d1")
        assert desk.enter("fir", filled("fir", gd_entry=first.id), key="f1").number.endswith("00001")


@pytest.mark.parametrize(
    "written", ["Crime No. 1/{0}", "cr.no. 1/{0}", "Upparpet P.S. Crime No. 1/{0}", "Crime No. 0001/{0}"]
)
def test_a_case_is_found_by_every_form_of_its_number(ka, fir, written):
    year = fir.created_at.year
    assert [found.id for found in ka.numbered(written.format(year), as_=SHO)] == [fir.id]


def test_a_person_is_found_by_a_name_that_sounds_alike_within_reach_only(ka, fir):
    found = ka.find("person", as_=SHO, name="Rameesh Kumaar")
    assert {row["record"] for row in found} == {fir.id}
    assert {row["path"] for row in found} == {"complainant"}
    assert ka.find("person", as_="officer:other", name="Ramesh") == []
    assert ka.find("person", as_=SHO, name="...") == []
    assert {row["record"] for row in ka.alike("Kumar Ramesh", as_=SHO)} == {fir.id}
    assert ka.alike("Kumar Suresh", as_=SHO) == ka.alike("...", as_=SHO) == []


def test_what_others_hold_under_a_name_does_not_hide_what_is_within_reach(ka, fir, filled):
    """An answer has at most so many lines; those out of reach take none of them."""
    with ka.desk("officer:other") as desk:
        for number in range(3):
            desk.enter("complaint", filled("complaint"), key=f"c{number}")
    assert {row["record"] for row in ka.find("person", as_=SHO, most=1, name="Ramesh Kumar")} == {fir.id}
    assert {row["record"] for row in ka.alike("Ramesh Kumar", as_=SHO, most=1)} == {fir.id}


def test_a_state_field_stands_under_the_layers_id_and_apart_from_the_national_part(ka, fir):
    with ka.store.reading() as connection:
        row = connection.exec_driver_sql("SELECT national, rest FROM submission WHERE form = 'fir'").one()
    assert '"ka"' not in row.national
    assert row.rest == '{"ka":{"beat":"3"}}'


def test_a_step_that_needs_agreement_waits_for_it(builds, filled, url):
    """In the layer dl the charge sheet goes to the court through the ACP."""

    cas = Cas.prepare(builds["dl"], url)
    for officer, office in (("sho", "daryaganj"), ("io", "daryaganj"), ("supervisor", "daryaganj_sd")):
        cas.appoint(officer, name=officer, rank="DSP", office=office, role=officer)
        scanned(cas, officer)
    with cas.desk(SHO) as desk:
        diary = desk.enter("general_diary", filled("gd_entry"), key="d")
        case = desk.enter("fir", filled("fir", gd_entry=diary.id, dl={"beat": "12"}), key="f")
        desk.move(case, "assign_io", to_officer="io")
    with cas.desk("officer:io") as desk:
        desk.submit(case, "crime_details", filled("crime_details"))
        accused = filled("final_report")["accused"]
        desk.submit(case, "final_report", filled("final_report", accused=accused[:2]))
    with cas.desk(SHO) as desk:
        desk.move(case, "scrutinise")
        with pytest.raises(RecordRefused) as caught:
            desk.move(case, "forward")
    assert codes(caught) == {"agreement-missing"}
    with cas.desk("officer:supervisor") as desk:
        desk.agree(case, "forward")
    with cas.desk(SHO) as desk:
        assert desk.move(case, "forward").status == "forwarded_to_court"
    cas.close()
