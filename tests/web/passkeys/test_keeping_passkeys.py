"""The passkeys of an officer: added by a fresh session, named, counted, removed; for sites that have a name."""

from datetime import UTC, datetime, timedelta

import pytest
from authenticator import PRESENT, Authenticator
from passkey_steps import DOMAIN, added, asked, asked_new, change, rows, shown
from web_served import ORIGIN

from cas_core.store.sign_in_tables import Passkey
from cas_core.store.web_tables import LoginSession
from cas_core.web import passkeys
from cas_core.web.settings import Settings


def test_the_database_holds_only_the_public_half(registered, key):
    held = rows(registered, Passkey)[0]

    assert key.key.private_numbers().private_value.to_bytes(32, "big").hex() not in str(held)
    assert held.handle == key.handle
    assert "sho" not in held.handle


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
