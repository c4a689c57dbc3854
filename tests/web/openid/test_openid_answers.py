"""What comes back from a provider and does not hold is refused, each fault in words of its own."""

import time
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from openid_provider import CLIENT, another_key, no_signature, of_another_kind, shared_secret
from provider_steps import START, refused, sent_back, sent_off, signed_in

from cas_core.store.sign_in_tables import SignInStep


def test_an_answer_is_taken_once(served):
    client = served.client()
    back = sent_back(sent_off(client))
    token = client.cookies.get("cas_step")
    client.get(back)
    thief = served.client(cookie=f"cas_step={token}")

    assert refused(thief.get(back), "took too long, or was answered already")


def test_an_answer_to_another_browser_is_refused(served):
    client, other = served.client(), served.client()
    back = sent_back(sent_off(client))
    sent_off(other)

    assert refused(other.get(back), "belongs to no sign-in that you began")
    assert refused(served.client().get(back), "answered already")


@pytest.mark.parametrize("lie", [{"state": "forged"}, {"state": None}, {"state": "é"}])
def test_an_answer_with_another_state_is_refused(served, provider, lie):
    provider.back = lie

    assert refused(signed_in(served.client()), "belongs to no sign-in that you began")


def test_an_answer_after_five_minutes_is_refused(served):
    client = served.client()
    back = sent_back(sent_off(client))
    with served.cas.store.writing() as connection:
        connection.execute(SignInStep.__table__.update().values(begun_at=datetime.now(UTC) - timedelta(minutes=6)))

    assert refused(client.get(back), "took too long")


@pytest.mark.parametrize(("lie", "words"), [
    ({"iss": "https://evil.example"}, "another provider than the one of this site"),
    ({"iss": None}, "another provider than the one of this site"),
    ({"nonce": "another"}, "answered another sign-in than this one"),
    ({"nonce": None}, "answered another sign-in than this one"),
    ({"exp": 1_000_000_000}, "is no longer valid"),
    ({"exp": None}, "can&#39;t be relied on"),
    ({"aud": "another-site"}, "can&#39;t be relied on"),
    ({"aud": [CLIENT, "another-site"]}, "can&#39;t be relied on"),
    ({"azp": "another-site"}, "can&#39;t be relied on"),
    ({"sub": None}, "can&#39;t be relied on"),
    ({"sub": ""}, "can&#39;t be relied on"),
    ({"iat": 4_000_000_000}, "can&#39;t be relied on"),
    ({"amr": "mfa"}, "can&#39;t be relied on"),
    ({"at_hash": "forged"}, "can&#39;t be relied on"),
    ({"auth_time": None}, "did not ask you anew who you are"),
    ({"auth_time": 1_000_000_000}, "did not ask you anew who you are"),
    ({"auth_time": "now"}, "can&#39;t be relied on"),
    ({"officer_id": None}, "does not say which officer you are"),
    ({"officer_id": ["sho"]}, "does not say which officer you are"),
    ({"officer_id": "nobody"}, "no officer who is posted here today"),
    ({"officer_id": "sho\x00"}, "no officer who is posted here today"),
], ids=str)  # fmt: skip
def test_an_id_token_that_does_not_hold_is_refused_in_its_own_words(served, provider, lie, words):
    provider.claims = lie
    client = served.client()

    assert refused(signed_in(client), words)
    assert client.get("/desk").url.path == "/desk/sign-in"


@pytest.mark.parametrize("made", [another_key, shared_secret, no_signature, of_another_kind])
def test_an_id_token_that_the_provider_did_not_sign_is_refused(served, provider, made):
    provider.signs = made()

    assert refused(signed_in(served.client()), "can&#39;t be relied on")


def test_who_says_no_at_the_provider_is_told_so(served, provider):
    provider.back = {"code": None, "error": "access_denied", "error_description": "<b>no</b>"}

    answer = signed_in(served.client())

    assert refused(answer, "The provider did not sign you in")
    assert "<b>no</b>" not in answer.text


def test_a_code_that_the_provider_does_not_know_is_refused(served, provider):
    provider.back = {"code": "forged"}

    assert refused(signed_in(served.client()), "The provider did not sign you in")


def test_an_answer_that_names_another_issuer_is_refused(served, provider):
    provider.back = {"iss": "https://evil.example"}
    assert refused(signed_in(served.client()), "another provider than the one of this site")

    provider.back, provider.metadata = {}, {"authorization_response_iss_parameter_supported": True}
    assert refused(signed_in(served.client()), "another provider than the one of this site")

    provider.back = {"iss": provider.issuer}
    assert signed_in(served.client()).url.path == "/desk"


@pytest.mark.parametrize(("lie", "words"), [
    ({"issuer": "https://evil.example"}, "another provider than the one of this site"),
    ({"authorization_endpoint": "https://evil.example/authorization"}, "can&#39;t be relied on"),
    ({"authorization_endpoint": "javascript:alert(1)"}, "can&#39;t be relied on"),
    ({"authorization_endpoint": None}, "can&#39;t be relied on"),
], ids=str)  # fmt: skip
def test_a_provider_that_describes_itself_wrongly_is_not_gone_to(served, provider, lie, words):
    provider.metadata = lie

    assert refused(served.client().get(START), words)


@pytest.mark.parametrize("endpoint", ["token_endpoint", "jwks_uri"])
def test_nothing_is_fetched_from_elsewhere_unless_the_settings_name_the_host(site, provider, endpoint):
    provider.person |= {"amr": ["mfa"]}
    made = site()
    made.enrol("sho")
    path = urlsplit(provider.described()[endpoint]).path
    provider.metadata = {endpoint: f"http://localhost:{urlsplit(provider.issuer).port}{path}"}

    assert refused(signed_in(made.client()), "can&#39;t be relied on")
    assert signed_in(site(hosts=["localhost"]).client()).url.path == "/desk"


@pytest.mark.parametrize("path", ["/.well-known/openid-configuration", "/token", "/keys"])
def test_a_provider_with_a_fault_is_told_as_down(served, provider, path):
    client = served.client()
    address = sent_off(client)
    provider.broken = {path}

    assert refused(client.get(sent_back(address)), "The provider of your sign-in does not answer")


def test_a_provider_that_is_down_is_told_and_the_password_goes_on(served, provider):
    provider.stop()

    assert refused(served.client().get(START), "The provider of your sign-in does not answer")
    assert served.at_desk("sho").get("/desk").status_code == 200


def test_the_provider_is_asked_what_it_is_and_nothing_else_is_fetched(served, provider):
    signed_in(served.client())

    known = "/.well-known/openid-configuration"
    assert provider.asked == [known, "/authorization", known, "/token", "/keys"]


def test_the_clock_of_the_provider_may_be_a_minute_off(served, provider):
    provider.claims = {"exp": int(time.time()) - 30, "iat": int(time.time()) + 30}

    assert signed_in(served.client()).url.path == "/desk"
