"""Passkeys over HTTP, with an authenticator of software: what signs an officer in, and what is refused in words."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from authenticator import PRESENT, Authenticator
from web_served import ORIGIN, PASSWORD

from cas_core.store.sign_in_tables import Passkey, SignInStep
from cas_core.store.web_tables import Account, LoginSession
from cas_core.web import passkeys
from cas_core.web.settings import Settings

DOMAIN = "testserver"


@pytest.fixture
def key():
    """A key that nobody registered yet."""
    return Authenticator(ORIGIN, DOMAIN)


def change(served, table, **values):
    with served.cas.store.writing() as connection:
        connection.execute(table.__table__.update().values(**values))


def rows(served, table):
    with served.cas.store.reading() as connection:
        return list(connection.execute(table.__table__.select()))


def asked_new(client, name="Key on my ring"):
    answer = client.post("/desk/account/passkeys/begin", data={"name": name})
    assert answer.status_code == 200, answer.text
    return answer.json()


def added(client, key, name="Key on my ring"):
    made = key.create(asked_new(client, name))
    return client.post("/desk/account/passkeys", data={"credential": made})


def asked(client):
    return client.post("/desk/sign-in/passkey/begin").json()


def shown(client, credential, to="/desk"):
    return client.post("/desk/sign-in/passkey", data={"credential": credential, "to": to})


@pytest.fixture
def registered(served, key):
    """The station house officer with a passkey; his own browser is signed in."""
    served.own = served.at_desk("sho")
    page = added(served.own, key)
    assert page.status_code == 200, page.text
    return served


def test_an_officer_adds_a_passkey_and_signs_in_by_it_alone(registered, key):
    client = registered.client()

    answer = shown(client, key.get(asked(client)), to="/desk/registers")

    assert answer.url.path == "/desk/registers"
    assert "Sho" in answer.text
    page = registered.own.get("/desk/account").text
    assert "Key on my ring" in page
    assert ">never<" not in page


def test_the_database_holds_only_the_public_half(registered, key):
    held = rows(registered, Passkey)[0]

    assert key.key.private_numbers().private_value.to_bytes(32, "big").hex() not in str(held)
    assert held.handle == key.handle
    assert "sho" not in held.handle


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


@pytest.mark.parametrize("lie", [{"origin": "https://evil.example"}, {"domain": "evil.example"}, {"flags": PRESENT}])
def test_a_passkey_made_elsewhere_or_without_its_holder_is_not_added(served, key, lie):
    client = served.at_desk("sho")
    options = asked_new(client)
    for name, value in lie.items():
        setattr(key, name, value)

    answer = client.post("/desk/account/passkeys", data={"credential": key.create(options)})

    assert answer.status_code == 422
    assert "The passkey was not added" in answer.text
    assert rows(served, Passkey) == []


@pytest.mark.parametrize(
    "sent", ["", "null", "[" * 50_000, '{"id":"AA","rawId":"AA","type":"public-key","response":{}}']
)
def test_what_is_no_new_passkey_at_all_is_refused_in_words(served, sent):
    client = served.at_desk("sho")
    asked_new(client)

    assert "The passkey was not added" in client.post("/desk/account/passkeys", data={"credential": sent}).text


def test_a_passkey_is_added_by_the_session_that_asked_once(served, key):
    client, other = served.at_desk("sho"), served.at_desk("io")
    made = key.create(asked_new(client))

    taken = other.post("/desk/account/passkeys", data={"credential": made})
    first = client.post("/desk/account/passkeys", data={"credential": made})
    second = client.post("/desk/account/passkeys", data={"credential": made})

    assert "answered already" in taken.text
    assert first.status_code == 200
    assert "answered already" in second.text
    assert [row.officer for row in rows(served, Passkey)] == ["sho"]


def test_a_passkey_is_of_one_officer(registered, key):
    answer = added(registered.at_desk("io"), key)

    assert "registered already" in answer.text
    assert [row.officer for row in rows(registered, Passkey)] == ["sho"]


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


def test_a_removed_key_opens_nothing_and_other_sessions_end(registered, key):
    client = registered.client()
    shown(client, key.get(asked(client)))
    digest = rows(registered, Passkey)[0].id

    registered.own.post(f"/desk/account/passkeys/{digest}/remove")

    assert client.get("/desk").url.path == "/desk/sign-in"
    assert registered.own.get("/desk").url.path == "/desk"
    assert "The passkey was not accepted" in shown(client, key.get(asked(client))).text


def test_nobody_removes_the_key_of_another(registered):
    digest = rows(registered, Passkey)[0].id

    registered.at_desk("io").post(f"/desk/account/passkeys/{digest}/remove")

    assert len(rows(registered, Passkey)) == 1


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


def test_a_desk_found_open_gets_no_passkey(served):
    client = served.at_desk("sho")
    change(served, LoginSession, begun_at=datetime.now(UTC) - timedelta(minutes=11))
    client.post("/desk/posting", data={"office": "upparpet"})

    answer = client.post("/desk/account/passkeys/begin", data={"name": "Mine now"})

    assert answer.status_code == 422
    assert "You signed in too long ago for this" in answer.json()["says"]
    assert "Sign in again to add a passkey" in client.get("/desk/account").text


@pytest.mark.parametrize("name", ["", "   "])
def test_a_passkey_has_a_name(served, name):
    answer = served.at_desk("sho").post("/desk/account/passkeys/begin", data={"name": name})

    assert "The passkey has no name" in answer.json()["says"]


def test_an_officer_has_ten_passkeys_at_most(served):
    client = served.at_desk("sho")
    for number in range(passkeys.MOST):
        added(client, Authenticator(ORIGIN, DOMAIN, f"credential {number}".encode()), f"Key {number}")

    answer = client.post("/desk/account/passkeys/begin", data={"name": "One more"})

    assert len({row.handle for row in rows(served, Passkey)}) == 1
    assert "as many passkeys as there may be" in answer.json()["says"]


@pytest.mark.parametrize(("settings", "name"), [
    ({"origin": "https://station.example.in"}, "station.example.in"),
    ({"origin": "https://station.example.in/"}, "station.example.in"),
    ({"origin": "http://localhost:8000"}, "localhost"),
    ({"origin": "http://127.0.0.1:8000"}, ""),
    ({"origin": "http://[::1]:8000"}, ""),
    ({"origin": "https://station.example.in", "passkey_domain": "example.in"}, "example.in"),
])  # fmt: skip
def test_passkeys_are_made_for_the_name_of_the_site_and_for_no_number(settings, name):
    assert passkeys.domain(Settings(secret=b"x", **settings)) == name


def test_a_site_without_a_name_says_so_and_has_no_passkeys(served):
    client = served.at_desk("sho")
    object.__setattr__(served.settings, "origin", "http://127.0.0.1:8000")

    assert "this one is reached by a number" in client.get("/desk/account").text
    assert "passkeys.js" not in client.get("/desk/sign-in").text
    assert client.post("/desk/sign-in/passkey/begin").status_code == 404
    assert client.post("/desk/account/passkeys/begin", data={"name": "x"}).status_code == 404


def test_each_sign_in_is_logged_by_its_means_and_a_refusal_without_what_was_typed(registered, key, caplog):
    client = registered.client()
    with caplog.at_level("INFO", "cas.web.sign_in"):
        shown(client, key.get(asked(client)))
        client.post("/desk/sign-in", data={"officer": "my secret password", "password": "wrong", "code": "1"})

    assert "'sho' signed in by passkey" in caplog.text
    assert "refused to sign in by password" in caplog.text
    assert "my secret password" not in caplog.text
