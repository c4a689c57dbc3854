"""The API: what an officer does at the desk, by programs that carry his token."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from builders import form, now, posted, registered, reported
from programs import Program, issued, refused, served

from cas_core.sources import today
from cas_core.store import journal, officers, sessions
from cas_core.web.api.body import MOST_BYTES

RAPE = [{"act": "BNS", "section": "64(1)"}]
NOBODY = "00000000-0000-0000-0000-000000000000"
CANARY = "Zqbadigomu"


@pytest.fixture
def cas(builds, tmp_path):
    """A running build with the officers of one station posted, and one of another station."""
    opened = posted(builds["ka"], f"sqlite:///{tmp_path / 'ka.db'}")
    opened.appoint("other", name="Other", rank="INSP", office="cubbon_park", role="sho")
    yield opened
    opened.close()


@pytest.fixture
def app(cas):
    """The application, without rate limits."""
    return served(cas)


@pytest.fixture
def by(cas, app):
    """Return the program of an officer: ``by("sho").get("/registers")``."""
    return lambda officer: Program(app, issued(cas, officer))


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


@pytest.mark.parametrize("after", ["x", "AAAA", "MjAyNi0wMS0wMX5h", "ÿ", "Mn4="])
def test_what_is_no_cursor_is_refused(by, after):
    refused(by("sho").get("/registers/fir/records", after=after), 422, "bad-cursor")


@pytest.mark.parametrize("limit", [0, 101, "many"])
def test_a_page_holds_one_to_a_hundred_entries(by, limit):
    assert (
        refused(by("sho").get("/registers/fir/records", limit=limit), 422, "bad-parameter")[0]["where"] == "query.limit"
    )


def test_a_token_is_needed_and_says_so(app):
    answer = Program(app).get("/registers")

    refused(answer, 401, "token-missing")
    assert answer.headers["www-authenticate"] == 'Bearer realm="cas"'


@pytest.mark.parametrize("header", ["Bearer cas_unknown", "Bearer nonsense", "Bearer cas_ÿ"])
def test_an_unknown_token_is_refused(app, header):
    answer = Program(app).client.get("/api/v1/registers", headers={"authorization": header.encode("latin-1")})

    refused(answer, 401, "token-refused")
    assert answer.headers["www-authenticate"] == 'Bearer realm="cas", error="invalid_token"'


def test_a_password_is_no_token(app):
    refused(Program(app).client.get("/api/v1/registers", auth=("sho", "secret")), 401, "token-missing")


def test_a_token_is_refused_once_it_is_over_or_taken_back(cas, app):
    over, held = (Program(app, issued(cas, "sho", days=days, since=since)) for days, since in ((1, -2), (1, 0)))
    assert held.get("/registers").status_code == 200

    with cas.store.writing() as connection:
        for row in sessions.tokens_of(connection, "sho"):
            sessions.revoke_token(connection, "sho", row.token)

    refused(over.get("/registers"), 401, "token-refused")
    refused(held.get("/registers"), 401, "token-refused")


def test_no_cookie_is_accepted(cas, app):
    """A browser sends cookies by itself, from whatever page; a token it does not."""
    with cas.store.writing() as connection:
        session = sessions.begin(connection, "officer", "sho", "upparpet", datetime.now(UTC))
    program = Program(app)
    program.client.cookies.update({"cas_officer": session, "cas_citizen": session})
    assert program.client.get("/desk").status_code in {200, 303}

    refused(program.get("/registers"), 401, "token-missing")
    refused(program.enter("general_diary", form("gd_entry")), 401, "token-missing")
    named = {"cookie": f"cas_officer={issued(cas, 'sho')}"}
    refused(Program(app).client.get("/api/v1/registers", headers=named), 401, "token-missing")


def test_an_officer_whose_posting_ended_is_refused_though_the_token_lives(cas, by):
    io = by("io")
    with cas.store.writing() as connection:
        officers.end_postings(connection, "upparpet", today() - timedelta(days=1))

    refused(io.get("/registers"), 403, "not-posted")


def test_a_record_out_of_reach_is_answered_like_one_that_is_not_there(cas, by):
    place = f"/records/{registered(cas).id}"
    acts = (
        lambda who, at: who.get(at),
        lambda who, at: who.get(f"{at}/papers/fir"),
        lambda who, at: who.post(f"{at}/forms/statement", form("statement")),
        lambda who, at: who.post(f"{at}/steps/forward"),
        lambda who, at: who.post(f"{at}/agreements/forward"),
        lambda who, at: who.post(f"{at}/amendments", {"form": "fir", "reason": "Misheard", "data": {}}),
    )
    for act in acts:
        answers = [act(by("other"), at) for at in (place, f"/records/{NOBODY}", "/records/nonsense")]
        for answer in answers:
            refused(answer, 404, "no-such-thing")
        assert len({answer.text for answer in answers}) == 1


def test_an_act_that_the_posting_does_not_permit_is_refused(cas, by):
    place = f"/records/{registered(cas).id}"

    refused(by("court").enter("fir", form("fir", gd_entry=NOBODY)), 403, "not-permitted")
    refused(by("operator").post(f"{place}/steps/forward"), 403, "not-permitted")


def test_what_the_state_of_a_record_forbids_is_a_conflict(cas, by):
    place = f"/records/{registered(cas).id}"

    refused(by("sho").post(f"{place}/steps/forward"), 409, "not-now")
    refused(by("sho").post(f"{place}/steps/submit_final_report"), 404, "no-such-thing")


def test_what_a_form_lacks_is_told_field_by_field(by):
    lacking = {key: value for key, value in form("gd_entry").items() if key not in {"brief", "kind"}}

    problems = refused(by("sho").enter("general_diary", lacking), 422, "missing", "missing")

    assert {problem["where"] for problem in problems} == {"brief", "kind"}


@pytest.mark.parametrize("path", ["/nothing", "/registers/nothing/records", "/schemas/nothing", "/public/nothing", "/"])
def test_an_address_that_is_not_there_is_a_problem_too(by, path):
    refused(by("sho").get(path), 404, "no-such-thing")


def test_a_method_that_an_address_does_not_know_is_refused(by):
    answer = by("sho").client.delete("/api/v1/registers")

    refused(answer, 405, "no-such-method")
    assert answer.headers["allow"] == "GET"


def test_a_body_that_is_too_large_is_refused_with_a_length_and_without(by):
    post, content = by("sho").client.post, b'{"brief": "' + b"x" * MOST_BYTES + b'"}'
    head = {"content-type": "application/json", "idempotency-key": "large-body"}
    path = "/api/v1/registers/general_diary/records"

    refused(post(path, content=content, headers=head), 413, "request-too-large")
    refused(post(path, content=iter([content]), headers=head), 413, "request-too-large")


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_a_body_of_another_type_is_refused(by, kind):
    head = {"content-type": kind, "idempotency-key": "other-type"}
    answer = by("sho").client.post("/api/v1/registers/general_diary/records", content=b"{}", headers=head)

    refused(answer, 415, "not-json-type")
    assert answer.headers["accept"] == "application/json"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "not-json"),
        (b"{", "not-json"),
        (b"[]", "not-json"),
        (b'{"brief": 1.5}', "not-json"),
        (b'{"brief": NaN}', "not-json"),
        (b'{"brief": "a", "brief": "b"}', "not-json"),
        (b'{"brief": "\xff"}', "not-json"),
        (b'{"brief": "\\ud800"}', "not-json"),
        (b'{"brief": ' + b"9" * 5000 + b"}", "not-json"),
        (b'{"a":' * 50 + b"1" + b"}" * 50, "too-deep"),
        (b'{"a":' * 100_000, "not-json"),
    ],
)
def test_a_body_that_is_no_plain_json_table_is_refused(by, body, code):
    head = {"content-type": "application/json; charset=utf-8", "idempotency-key": "no-table"}

    refused(by("sho").client.post("/api/v1/registers/general_diary/records", content=body, headers=head), 422, code)


def test_who_asks_too_often_is_told_to_wait(cas):
    app = served(cas, limits=True)
    program = Program(app)
    answers = [program.get("/public/fir") for _ in range(61)]

    refused(answers[-1], 429, "too-often")
    assert answers[-1].headers["retry-after"] == "60"
    assert {answer.status_code for answer in answers[:-1]} == {200}
    assert Program(app, issued(cas, "sho")).get("/registers").status_code == 200


def test_a_fault_of_the_server_is_a_problem_without_a_trace(cas, by, monkeypatch, caplog):
    def broken(*_arguments, **_more):
        raise RuntimeError(CANARY)

    monkeypatch.setattr(type(cas), "listing", broken)
    answer = by("sho").get("/registers/fir/records")

    refused(answer, 500, "broken")
    assert CANARY not in answer.text
    assert "RuntimeError at" in caplog.text.splitlines()[0]


@pytest.mark.parametrize(
    "spoiled",
    [
        {"brief": CANARY * 80},
        {"kind": CANARY},
        {"happened_at": CANARY},
        {CANARY: "x"},
        {"place": {CANARY: CANARY}},
        {"officer": {"name": {"text": "x", CANARY: 3}, "rank": CANARY}},
        {"place": {"geo": {"lat": CANARY}}},
    ],
)
def test_no_refusal_repeats_what_was_sent(by, spoiled):
    answer = by("sho").enter("general_diary", form("gd_entry", **spoiled))

    assert answer.status_code == 422
    assert CANARY not in answer.text


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
