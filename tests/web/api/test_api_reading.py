"""The API: lists, searches, clocks and what is public, as programs read them."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from builders import form, now, registered
from programs import Program, refused


def test_a_list_is_read_page_by_page_without_gap_or_repeat_while_entries_come_in(cas, by):
    sho = by("sho")
    with cas.desk("officer:sho") as desk:
        made = [desk.enter("general_diary", form("gd_entry"), key=f"d{i}").id for i in range(120)]

    seen, path = [], "/registers/general_diary/records?limit=7"
    while path:
        page = sho.get(path)
        seen += [row["id"] for row in page.json()]
        assert page.status_code == 200
        assert len(page.json()) == 7 or "link" not in page.headers
        path = page.links["next"]["url"].removeprefix("/api/v1") if "next" in page.links else ""
        sho.enter("general_diary", form("gd_entry"))

    assert seen == list(reversed(made))


def test_a_list_is_narrowed_to_a_state(cas, by):
    fir = registered(cas)
    found = {
        state: by("sho").get("/registers/fir/records", status=state).json() for state in ("investigation", "registered")
    }

    assert [row["id"] for row in found["investigation"]] == [fir.id]
    assert found["investigation"][0].keys() == {"id", "register", "office", "number", "status", "created_at"}
    assert found["registered"] == []
    refused(by("sho").get("/registers/fir/records", status="lost"), 422, "unknown-status")


def test_a_list_is_narrowed_to_an_office_within_reach_and_to_no_other(cas, by):
    made = [registered(cas, key=key).id for key in ("one", "two", "three")]
    first = by("dcp").get("/registers/fir/records", office="chickpet", limit=2)
    asked = parse_qs(urlsplit(re.search(r"<(.+?)>", first.headers["link"])[1]).query)
    rest = by("dcp").get("/registers/fir/records", **{name: value for name, (value,) in asked.items()})

    assert [row["id"] for row in (*first.json(), *rest.json())] == made[::-1]
    assert asked["office"] == ["chickpet"]
    assert by("dcp").get("/registers/fir/records", office="west_cen").json() == []
    for office in ("hq", "nowhere"):
        refused(by("dcp").get("/registers/fir/records", office=office), 403, "unknown-office")


@pytest.mark.parametrize("after", ["x", "AAAA", "MjAyNi0wMS0wMX5h", "ÿ", "Mn4="])
def test_what_is_no_cursor_is_refused(by, after):
    refused(by("sho").get("/registers/fir/records", after=after), 422, "bad-cursor")


@pytest.mark.parametrize("limit", [0, 101, "many"])
def test_a_page_holds_one_to_a_hundred_entries(by, limit):
    assert (
        refused(by("sho").get("/registers/fir/records", limit=limit), 422, "bad-parameter")[0]["where"] == "query.limit"
    )


@pytest.mark.parametrize(
    ("question", "path"),
    [
        ({"name": "Ramesh Kumaar"}, "complainant"),
        ({"name": "ರಮೇಶ್ ಕುಮಾರ್"}, "complainant"),
        ({"mobile": "98450 12345"}, "complainant"),
    ],
)
def test_persons_are_found_as_far_as_the_officer_reaches(cas, by, question, path):
    fir = registered(cas)

    hits = by("sho").get("/search", **question).json()["hits"]

    assert (fir.id, path, "person") in {(hit["record"], hit["path"], hit["entity"]) for hit in hits}
    assert by("other").get("/search", **question).json() == {"records": [], "hits": []}


def test_a_record_is_found_by_its_number_and_a_thing_by_its_mark(cas, by):
    fir = registered(cas)
    kept = by("sho").enter("lost_article", form("lost_article")).json()
    mark = form("lost_article")["articles"][0]["identifier"]

    by_number = by("sho").get("/search", number=fir.number).json()["records"]
    by_mark = by("sho").get("/search", mark=mark).json()["hits"]

    assert [row["id"] for row in by_number] == [fir.id]
    assert [hit["record"] for hit in by_mark] == [kept["id"]]


@pytest.mark.parametrize("question", [{}, {"name": " "}, {"name": "Ramesh", "number": "1"}])
def test_a_search_asks_one_thing(by, question):
    refused(by("sho").get("/search", **question), 422, "bad-question")


def test_clocks_are_listed_by_what_falls_due_first(cas, by):
    fir = registered(cas)

    soon, later = (by("sho").get("/clocks", within=days).json() for days in (1, 100))

    assert {"dispatch", "publication"} <= {clock["clock"] for clock in soon}
    assert {clock["record"] for clock in soon} == {fir.id}
    assert len(later) > len(soon)
    assert [clock["due_at"] for clock in later] == sorted(clock["due_at"] for clock in later)
    assert by("other").get("/clocks").json() == []


def test_what_is_public_needs_no_token_and_shows_what_its_view_lists(cas, app, by):
    fir = registered(cas)
    assert Program(app).get("/public/fir").json() == []

    by("sho").post(f"/records/{fir.id}/steps/publish")
    entries = Program(app).get("/public/fir").json()

    assert [entry["number"] for entry in entries] == [fir.number]
    assert "complainant" not in entries[0]["data"]
    assert Program(app).get("/public/fir", number="999").json() == []
    assert len(Program(app).get("/public/fir", name="Nobody").json()) == 0


def test_the_schema_of_a_form_is_that_of_the_build(app):
    answer = Program(app).get("/schemas/fir")

    assert answer.headers["content-type"] == "application/schema+json"
    assert answer.json()["$id"] == "urn:cas:form:fir"
    assert "ka" in answer.json()["properties"]


def test_a_moment_is_told_with_its_zone(by):
    made = by("sho").enter("general_diary", form("gd_entry", happened_at=now(-5))).json()

    assert made["created_at"].endswith("Z")
