"""The API: who is refused, what is refused, and in which words."""

from datetime import UTC, datetime, timedelta

import pytest
from builders import form, registered
from programs import Program, issued, refused, served

from cas_core.sources import today
from cas_core.store import officers, sessions
from cas_core.web.api.body import MOST_BYTES

NOBODY = "00000000-0000-0000-0000-000000000000"
CANARY = "Zqbadigomu"


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
    refused(by("typist").post(f"{place}/steps/forward"), 403, "not-permitted")


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
        (b'{"a":' * 100_000, "too-deep"),
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


@pytest.mark.parametrize("record", ["%0A", "a%0D%0Ab", "%E2%80%A8"])
def test_a_line_feed_in_an_address_is_answered_by_the_api(cas, app, record):
    refused(Program(app).get(f"/records/{record}"), 401, "token-missing")
    refused(Program(app, issued(cas, "sho")).get(f"/records/{record}"), 404, "no-such-thing")
