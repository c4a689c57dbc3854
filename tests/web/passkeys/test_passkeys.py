"""Signing in by passkey over HTTP, with an authenticator of software: who is let in, and what is refused in words."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from authenticator import PRESENT, Authenticator
from passkey_steps import DOMAIN, asked, asked_new, change, rows, shown
from web_served import PASSWORD

from cas_core.store.sign_in_tables import Passkey, SignInStep
from cas_core.store.web_tables import Account


def test_an_officer_adds_a_passkey_and_signs_in_by_it_alone(registered, key):
    client = registered.client()

    answer = shown(client, key.get(asked(client)), to="/desk/registers")

    assert answer.url.path == "/desk/registers"
    assert "Sho" in answer.text
    page = registered.own.get("/desk/account").text
    assert "Key on my ring" in page
    assert ">never<" not in page


def test_what_is_asked_comes_from_the_settings_whatever_the_request_says(registered, key):
    client = registered.client(host="evil.example")
    options = asked(client)
    made = asked_new(registered.own)

    assert options["rpId"] == made["rp"]["id"] == DOMAIN
    assert options["userVerification"] == made["authenticatorSelection"]["userVerification"] == "required"
    assert options.get("allowCredentials", []) == []
    assert [one["id"] for one in made["excludeCredentials"]] == [json.loads(key.create(made))["id"]]


def test_after_the_password_a_passkey_is_the_second_factor(registered, key):
    client = registered.client()
    page = client.post(
        "/desk/sign-in", data={"officer": "sho", "password": PASSWORD, "code": "", "to": "/desk/figures"}
    )
    assert page.url.path == "/desk/sign-in/second"
    assert client.get("/desk").url.path == "/desk/sign-in", "the first factor alone opens nothing"

    options = asked(client)
    key.handle = None  # a key that keeps no names does not say whose it is
    answer = shown(client, key.get(options))

    assert [one["id"] for one in options["allowCredentials"]] == [json.loads(key.get(options))["id"]]
    assert answer.url.path == "/desk/figures"


def test_after_the_password_the_passkey_of_another_officer_is_refused(registered, key):
    registered.enrol("io")
    client = registered.client()
    client.post("/desk/sign-in", data={"officer": "io", "password": PASSWORD, "code": ""})

    answer = shown(client, key.get(asked(client)))

    assert answer.status_code == 422
    assert "The passkey was not accepted" in answer.text
    assert client.get("/desk").url.path == "/desk/sign-in"


def test_after_the_password_a_code_is_taken_too_and_the_step_is_over_then(served):
    code = served.enrol("sho").now()
    client, other = served.client(), served.client()
    client.post("/desk/sign-in", data={"officer": "sho", "password": PASSWORD, "code": ""})
    token = client.cookies.get("cas_step")

    wrong = client.post("/desk/sign-in/second", data={"code": "000000" if code != "000000" else "111111"})
    right = client.post("/desk/sign-in/second", data={"code": code})
    again = other.post("/desk/sign-in/second", data={"code": code}, headers={"cookie": f"cas_step={token}"})

    assert wrong.status_code == 422
    assert right.url.path == "/desk"
    assert "answered already" in again.text


def test_a_wrong_password_without_a_code_is_no_first_factor(served):
    served.enrol("sho")

    answer = served.client().post("/desk/sign-in", data={"officer": "sho", "password": "wrong", "code": ""})

    assert answer.status_code == 422
    assert rows(served, SignInStep) == []


def test_a_challenge_is_answered_once(registered, key):
    client = registered.client()
    signed = key.get(asked(client))
    token = client.cookies.get("cas_step")
    shown(client, signed)
    thief = registered.client(cookie=f"cas_step={token}")

    answer = shown(thief, signed)

    assert answer.status_code == 422
    assert "took too long, or was answered already" in answer.text


def test_a_challenge_that_was_refused_is_gone_too(registered, key):
    client = registered.client()
    options = asked(client)
    shown(client, "{}")

    answer = shown(client, key.get(options))

    assert "answered already" in answer.text


def test_the_challenge_of_another_browser_is_refused(registered, key):
    first, second = registered.client(), registered.client()
    asked(second)

    answer = shown(second, key.get(asked(first)))

    assert "The passkey was not accepted" in answer.text


def test_a_challenge_lives_five_minutes(registered, key):
    client = registered.client()
    signed = key.get(asked(client))
    change(registered, SignInStep, begun_at=datetime.now(UTC) - timedelta(minutes=6))

    assert "took too long" in shown(client, signed).text


@pytest.mark.parametrize("lie", [
    {"origin": "https://evil.example"}, {"origin": "http://testserver:81"}, {"domain": "evil.example"},
    {"flags": PRESENT}, {"flags": 0}, {"handle": "c29tZWJvZHkgZWxzZQ"}, {"handle": None}, {"credential": b"unknown"},
    {"key": Authenticator("", "").key},
], ids=lambda lie: "-".join(f"{name} {str(value)[:20]}" for name, value in lie.items()))  # fmt: skip
def test_an_answer_that_does_not_hold_is_refused(registered, key, lie):
    client = registered.client()
    for name, value in lie.items():
        setattr(key, name, value)

    answer = shown(client, key.get(asked(client)))

    assert answer.status_code == 422
    assert "The passkey was not accepted" in answer.text
    assert client.get("/desk").url.path == "/desk/sign-in"


@pytest.mark.parametrize(
    "sent", ["", "null", "[]", "{}", "x" * 5000, '{"id": 1}', "[" * 50_000, '{"id":"é","rawId":"é"}']
)
def test_what_is_no_answer_at_all_is_refused_in_words(registered, sent):
    client = registered.client()
    asked(client)

    answer = shown(client, sent)

    assert answer.status_code == 422
    assert "The passkey was not accepted" in answer.text


def test_a_copied_key_is_noticed_by_its_count(registered, key):
    client, thief = registered.client(), registered.client()
    for _time in range(3):
        shown(client, key.get(asked(client)))
    key.count = 1

    answer = shown(thief, key.get(asked(thief)))

    assert answer.status_code == 422
    assert "it may have been copied" in answer.text
    assert rows(registered, Passkey)[0].sign_count == 3


def test_a_key_that_does_not_count_is_taken(registered, key):
    client = registered.client()
    for _time in range(2):
        key.count = -1
        assert shown(client, key.get(asked(client))).url.path == "/desk"


def test_five_failures_of_any_means_make_the_account_rest_for_all(registered, key):
    client, right = registered.client(), key.key
    key.key = Authenticator("", "").key
    for _time in range(3):
        shown(client, key.get(asked(client)))
    for _time in range(2):
        client.post("/desk/sign-in", data={"officer": "sho", "password": "wrong", "code": ""})
    key.key = right

    assert rows(registered, Account)[0].failures == 5
    assert "not accepted" in shown(client, key.get(asked(client))).text
    change(registered, Account, failed_at=datetime.now(UTC) - timedelta(minutes=16))
    assert shown(client, key.get(asked(client))).url.path == "/desk"
    assert rows(registered, Account)[0].failures == 0


def test_signing_in_by_passkey_is_limited_and_says_so(registered, key):
    registered.app.state.site.limiter._on = True
    client = registered.client()
    answers = [client.post("/desk/sign-in/passkey/begin") for _time in range(21)]

    assert answers[0].status_code == 200
    assert "You asked too often" in answers[-1].json()["says"]


def test_each_sign_in_is_logged_by_its_means_and_a_refusal_without_what_was_typed(registered, key, caplog):
    client = registered.client()
    with caplog.at_level("INFO", "cas.web.sign_in"):
        shown(client, key.get(asked(client)))
        client.post("/desk/sign-in", data={"officer": "my secret password", "password": "wrong", "code": "1"})

    assert "'sho' signed in by passkey" in caplog.text
    assert "refused to sign in by password" in caplog.text
    assert "my secret password" not in caplog.text
