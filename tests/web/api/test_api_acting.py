"""The API: what an officer does at the desk, by programs that carry his token."""

import json

import pytest
from builders import form, registered, reported
from programs import refused

from cas_core.store import journal

RAPE = [{"act": "BNS", "section": "64(1)"}]


def verbs(cas, record):
    """Return what the journals say was done to a record."""
    with cas.store.reading() as connection:
        return [entry.verb for entry in journal.entries(connection, record=record)]


def test_a_case_is_run_from_the_diary_entry_to_the_court(cas, by, fonts):
    sho, io = by("sho"), by("io")
    diary = sho.enter("general_diary", form("gd_entry")).json()

    opened = sho.enter("fir", form("fir", gd_entry=diary["id"]))
    place = opened.headers["location"].removeprefix("/api/v1")
    assert sho.post(f"{place}/steps/assign_io", {"to_officer": "io"}).json()["duties"] == {"io": "io"}
    for name, data in (("crime_details", form("crime_details")), ("final_report", reported(["A1", "A2"]))):
        assert io.post(f"{place}/forms/{name}", data).status_code == 201
    assert sho.post(f"{place}/steps/scrutinise").status_code == 200
    for officer, step in (("acp", "circle_takes_up"), ("sho", "forward")):
        if step in {s["id"] for s in by(officer).get(place).json()["possible"]["steps"]}:
            assert by(officer).post(f"{place}/steps/{step}").status_code == 200

    whole = sho.get(place).json()
    assert (opened.status_code, whole["status"]) == (201, "forwarded_to_court")
    assert [held["form"] for held in whole["forms"]] == ["fir", "crime_details", "final_report"]
    assert {"A1", "A2", "V1"} <= whole["parties"].keys()
    assert whole["linked"] == [{"register": "general_diary", "id": diary["id"], "number": diary["number"]}]
    paper = sho.get(f"{place}/papers/fir", language="kn", audience="accused")
    assert (paper.headers["content-type"], paper.content[:5]) == ("application/pdf", b"%PDF-")
    assert cas.verify() == []


def test_registers_say_what_the_posting_permits(by):
    books = {book["id"]: book for book in by("writer").get("/registers").json()}

    assert books["general_diary"]["may_enter"]
    assert books["fir"]["may_read"]
    assert not {book["id"]: book for book in by("court").get("/registers").json()}["fir"]["may_enter"]
    assert {"investigation", "forwarded_to_court"} <= books["fir"]["states"].keys()


def test_labels_and_refusals_come_in_the_language_that_is_asked_for(by):
    sho = by("sho")
    sho.client.headers["accept-language"] = "kn-IN, en;q=0.5"

    problem = refused(sho.enter("general_diary", {**form("gd_entry"), "brief": ""}), 422, "string-too-short")[0]

    assert not problem["what"].isascii()


def test_the_same_key_gets_the_same_answer(by):
    first = by("sho").enter("general_diary", form("gd_entry"), "one-entry-only")

    again = by("sho").enter("general_diary", form("gd_entry"), "one-entry-only")

    assert (first.status_code, again.status_code) == (201, 200)
    assert (again.json(), again.headers["location"]) == (first.json(), first.headers["location"])
    assert len(by("sho").get("/registers/general_diary/records").json()) == 1
    other = by("sho").enter("general_diary", form("gd_entry", brief="Another"), "one-entry-only")
    refused(other, 409, "key-reused")


def test_two_officers_of_one_office_may_use_the_same_key(by):
    made = [by(officer).enter("general_diary", form("gd_entry"), "key-of-mine") for officer in ("sho", "writer")]

    assert [answer.status_code for answer in made] == [201, 201]
    assert made[0].json()["id"] != made[1].json()["id"]


@pytest.mark.parametrize("key", ["", "short", "with space and more", "x" * 101])
def test_an_entry_needs_a_key(by, key):
    answer = by("sho").post("/registers/general_diary/records", form("gd_entry"), key)

    assert refused(answer, 422, "bad-parameter")[0]["where"] == "header.idempotency-key"


def test_what_is_done_to_a_record_is_done_once_for_each_key(cas, by):
    place = f"/records/{registered(cas).id}"
    acts = [by("io").post(f"{place}/forms/crime_details", form("crime_details"), "details-once") for _ in range(2)]

    assert [answer.status_code for answer in acts] == [201, 200]
    assert [held["form"] for held in by("sho").get(place).json()["forms"]] == ["fir", "crime_details"]
    refused(by("io").post(f"{place}/forms/statement", form("statement"), "details-once"), 409, "key-reused")
    steps = [by("sho").post(f"{place}/steps/publish", {}, "publish-once") for _ in range(2)]
    assert [answer.status_code for answer in steps] == [200, 200]
    assert verbs(cas, place.rpartition("/")[2]).count("move") == 2


def test_reading_a_sensitive_record_is_written_into_the_journal(cas, by, fonts):
    plain = registered(cas)
    record = registered(cas, key="grave", statutes=RAPE, sensitive=True, sensitive_grounds=["sexual"])

    shown = by("sho").get(f"/records/{record.id}").json()
    by("sho").get(f"/records/{record.id}/papers/fir")
    by("sho").get(f"/records/{plain.id}")
    by("other").get(f"/records/{record.id}")

    assert shown["sensitive"] != []
    assert verbs(cas, record.id).count("read") == 2
    assert "read" not in verbs(cas, plain.id)


def test_a_paper_comes_in_a_language_of_the_build_of_a_form_that_the_record_has(cas, by):
    place = f"/records/{registered(cas).id}/papers"

    refused(by("sho").get(f"{place}/fir", language="tlh"), 422, "unknown-language")
    refused(by("sho").get(f"{place}/fir", audience="neighbour"), 422, "bad-parameter")
    refused(by("sho").get(f"{place}/arrest"), 404, "no-such-thing")


def test_a_correction_supersedes_and_needs_a_reason(cas, by):
    record = registered(cas)
    place, held = f"/records/{record.id}", record.opening
    data = {**held.data, "delay_reason": "Corrected"}
    order = {"form": "fir", "submission": held.id, "data": json.loads(json.dumps(data))}

    assert by("sho").post(f"{place}/amendments", {**order, "reason": "Misheard"}).status_code == 201

    now_held = by("sho").get(place).json()["forms"][0]
    assert (now_held["supersedes"], now_held["reason"]) == (held.id, "Misheard")
    assert refused(by("sho").post(f"{place}/amendments", order), 422, "bad-body")[0]["where"] == "reason"
    stale = by("sho").post(f"{place}/amendments", {**order, "reason": "Again"})
    refused(stale, 409, "amend-which")
    refused(by("sho").post(f"{place}/amendments", {**order, "form": "arrest", "reason": "Why"}), 422, "no-such-form")


def test_a_step_waits_for_the_agreement_that_it_needs(by):
    sheet = by("sho").enter("history_sheet", form("history_sheet")).json()
    place = f"/records/{sheet['id']}"
    refused(by("sho").post(f"{place}/steps/open"), 409, "agreement-missing")
    assert by("dcp").get(place).json()["possible"]["agreements"] == ["open"]

    refused(by("sho").post(f"{place}/agreements/open"), 403, "not-permitted")
    assert by("dcp").post(f"{place}/agreements/open").status_code == 200

    assert by("sho").post(f"{place}/steps/open").json()["status"] != sheet["status"]


def test_a_step_names_what_it_is_given_and_nothing_else(cas, by):
    place = f"/records/{registered(cas).id}"

    assert refused(by("sho").post(f"{place}/steps/publish", {"colour": "red"}), 422, "bad-body")[0]["where"] == "colour"
    refused(by("sho").post(f"{place}/steps/assign_io", {"to_officer": "nobody"}), 422, "not-posted")
    refused(by("sho").post(f"{place}/steps/dance"), 404, "no-such-thing")


def test_a_record_that_is_handed_over_is_answered_by_the_office_that_takes_it(cas, by):
    record = registered(cas)
    steps = {
        step["id"] for step in by("sho").get(f"/records/{record.id}").json()["possible"]["steps"] if step["hands_over"]
    }

    order = (f"/records/{record.id}/steps/{min(steps)}", {"to_office": "cubbon_park"}, "hand-it-over")
    moved, again = by("sho").post(*order), by("sho").post(*order)

    assert (moved.status_code, moved.json()["office"]) == (200, "cubbon_park")
    assert (again.status_code, again.json()) == (200, moved.json())
    refused(by("sho").get(f"/records/{record.id}"), 404, "no-such-thing")
    assert by("other").get(f"/records/{record.id}").status_code == 200
