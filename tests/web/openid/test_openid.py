"""Signing in by OpenID Connect, before a real little provider: who is let in, as whom and into what."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from authenticator import Authenticator
from builders import posted
from openid_provider import SECRET
from provider_steps import BACK, START, held, refused, sent_back, sent_off, signed_in
from web_served import ORIGIN, Served

from cas_core.store.sign_in_tables import ProviderIdentity, SignInStep
from cas_core.store.web_tables import Account, LoginSession
from cas_core.web import accounts


def test_an_officer_signs_in_at_the_provider_and_comes_back_to_where_he_was(served):
    client = served.client()
    assert "Sign in by Parichay" in client.get("/desk/sign-in").text

    answer = signed_in(client, to="/desk/registers")

    assert answer.url.path == "/desk/registers"
    assert "Sho" in answer.text


def test_the_provider_is_asked_with_state_nonce_and_pkce_and_to_ask_the_person_anew(site):
    made = site(acr=["aal2"], scope="openid")

    address = sent_off(made.client())

    asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    assert asked.keys() == {
        "response_type", "client_id", "redirect_uri", "scope", "state", "nonce", "code_challenge",
        "code_challenge_method", "prompt", "max_age", "acr_values",
    }  # fmt: skip
    assert asked["redirect_uri"] == f"{ORIGIN}{BACK}"
    assert (asked["prompt"], asked["max_age"], asked["acr_values"]) == ("login", "300", "aal2")
    assert len({asked["state"], asked["nonce"], asked["code_challenge"]}) == 3
    assert SECRET not in address


def test_the_address_to_come_back_to_is_that_of_the_settings_whatever_the_request_says(served):
    address = sent_off(served.client(host="evil.example"))

    assert parse_qs(urlsplit(address).query)["redirect_uri"] == [f"{ORIGIN}{BACK}"]


@pytest.mark.parametrize("person", [{"amr": ["pwd"]}, {}, {"acr": "aal2"}])
def test_without_a_word_about_a_second_factor_the_site_asks_for_its_own(site, provider, person):
    provider.person |= person
    made = site()
    code = made.enrol("sho").now()
    client = made.client()

    page = signed_in(client, to="/desk/figures")
    assert page.url.path == "/desk/sign-in/second"
    assert client.get("/desk").url.path == "/desk/sign-in"

    client.get(page.url.path)
    assert client.post("/desk/sign-in/second", data={"code": code}).url.path == "/desk/figures"


def test_a_class_of_authentication_that_the_settings_name_is_a_second_factor(site, provider):
    provider.person |= {"acr": "aal2"}
    made = site(acr=["aal2"])
    made.enrol("sho")

    assert signed_in(made.client()).url.path == "/desk"


def test_a_passkey_is_a_second_factor_after_the_provider(site, provider):
    made, key = site(), Authenticator(ORIGIN, "testserver")
    own = made.at_desk("sho")
    options = own.post("/desk/account/passkeys/begin", data={"name": "Key"}).json()
    own.post("/desk/account/passkeys", data={"credential": key.create(options)})
    client = made.client()
    signed_in(client)

    signed = key.get(client.post("/desk/sign-in/passkey/begin").json())

    assert client.post("/desk/sign-in/passkey", data={"credential": signed}).url.path == "/desk"


def test_no_account_is_made_unless_the_settings_say_so(site, provider):
    provider.person |= {"amr": ["mfa"]}
    made = site()

    assert refused(signed_in(made.client()), "You have no account at this site yet")
    assert held(made, Account) == []

    assert signed_in(site(new_accounts=True).client()).url.path == "/desk"
    assert [row.officer for row in held(made, Account)] == ["sho"]


@pytest.mark.parametrize("code", ["", "000000", "328482"])
def test_an_account_made_for_the_provider_has_no_password_that_could_be_guessed(site, provider, code):
    provider.person |= {"amr": ["mfa"]}
    made = site(new_accounts=True)
    signed_in(made.client())

    for password in ("", "x"):
        answer = made.client().post("/desk/sign-in", data={"officer": "sho", "password": password, "code": code})
        assert refused(answer, "do not belong together")


def test_settings_that_make_accounts_make_none_for_who_is_not_posted(site, provider):
    provider.person = {"sub": "1", "officer_id": "stranger", "amr": ["mfa"]}
    made = site(new_accounts=True)

    assert refused(signed_in(made.client()), "no officer who is posted here today")
    assert held(made, Account) == []


def test_an_officer_whose_posting_ended_is_not_let_in(served):
    yesterday = (datetime.now(UTC).date() - timedelta(days=1)).isoformat()
    with served.cas.store.writing() as connection:
        connection.exec_driver_sql("UPDATE posting SET until = ? WHERE officer = 'sho'", (yesterday,))

    assert refused(signed_in(served.client()), "no officer who is posted here today")


def test_one_person_at_the_provider_is_one_officer(served, provider):
    served.enrol("io")
    signed_in(served.client())

    provider.claims = {"officer_id": "io"}
    assert refused(signed_in(served.client()), "another account of the provider than before")
    provider.claims = {"sub": "somebody else"}
    assert refused(signed_in(served.client()), "another account of the provider than before")
    provider.claims = {}
    assert signed_in(served.client()).url.path == "/desk"
    assert [row.officer for row in held(served, ProviderIdentity)] == ["sho"]


def test_an_account_that_rests_rests_at_the_provider_too(served):
    for _time in range(5):
        served.client().post("/desk/sign-in", data={"officer": "sho", "password": "wrong", "code": "000000"})

    assert refused(signed_in(served.client()), "Your account rests after five failures")


def test_signing_in_by_the_provider_is_limited(served):
    served.app.state.site.limiter._on = True
    client = served.client()
    answers = [client.get(START, follow_redirects=False) for _time in range(21)]

    assert answers[0].status_code == 303
    assert refused(answers[-1], "You asked too often")


def test_without_a_provider_there_are_no_such_pages(builds, tmp_path, fonts):
    cas = posted(builds["ka"], f"sqlite:///{tmp_path / 'none.db'}")
    client = Served(cas, fonts).client()

    assert [client.get(path).status_code for path in (START, BACK)] == [404, 404]
    assert "Sign in by" not in client.get("/desk/sign-in").text
    cas.close()


def test_a_session_of_the_provider_is_a_session_of_the_desk(served):
    client = served.client()
    signed_in(client)
    with served.cas.store.writing() as connection:
        idle = datetime.now(UTC) - timedelta(minutes=16)
        connection.execute(LoginSession.__table__.update().values(seen_at=idle))

    assert client.get("/desk").url.path == "/desk/sign-in"


def test_neither_log_nor_database_nor_settings_show_a_secret(served, caplog):
    client = served.client()
    with caplog.at_level("DEBUG"):
        back = sent_back(sent_off(client))
        steps = str(held(served, SignInStep))
        client.get(back)

    ours = "\n".join(record.getMessage() for record in caplog.records if not record.name.startswith("http"))
    assert "'sho' signed in by provider" in ours
    assert parse_qs(urlsplit(back).query)["code"][0] not in ours
    assert client.cookies.get("cas_officer") not in steps + ours
    for shown in (caplog.text, steps, repr(served.settings), str(served.settings.provider)):
        assert SECRET not in shown


def test_the_operator_lets_an_officer_begin_anew(served, provider):
    client = served.client()
    signed_in(client)
    provider.claims = {"sub": "his new account there"}

    accounts.forget_other_means(served.cas.store, "sho")

    assert client.get("/desk").url.path == "/desk/sign-in"
    assert signed_in(served.client()).url.path == "/desk"
