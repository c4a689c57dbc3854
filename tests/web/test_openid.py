"""Signing in by OpenID Connect, before a real little provider: who is let in, and each fault in words of its own."""

import time
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from authenticator import Authenticator
from builders import posted
from openid_provider import CLIENT, SECRET, OpenIdProvider, another_key, no_signature, of_another_kind, shared_secret
from web_served import ORIGIN, Served

from cas_core.problems import StoreError
from cas_core.store.sign_in_tables import ProviderIdentity, SignInStep
from cas_core.store.web_tables import Account, LoginSession
from cas_core.web import accounts
from cas_core.web.openid_settings import Provider

START, BACK = "/desk/sign-in/provider", "/desk/sign-in/provider/back"


@pytest.fixture
def provider():
    """A provider that runs."""
    with OpenIdProvider() as running:
        yield running


@pytest.fixture
def site(builds, tmp_path, fonts, provider):
    """Open a site whose officers sign in at the provider."""
    cas = posted(builds["ka"], f"sqlite:///{tmp_path / 'openid.db'}")

    def opened(**more):
        held = {"issuer": provider.issuer, "client_id": CLIENT, "client_secret": SECRET, "claim": "officer_id", **more}
        return Served(cas, fonts, provider=Provider.model_validate({"title": "Parichay", "amr": ["mfa"], **held}))

    yield opened
    cas.close()


@pytest.fixture
def served(site, provider):
    """A site where the provider's word about a second factor is taken, and the SHO has an account."""
    provider.person |= {"amr": ["pwd", "mfa"]}
    made = site()
    made.enrol("sho")
    return made


def sent_off(client, to="/desk"):
    """Begin at the site and be sent to the provider; return its address."""
    answer = client.get(START, params={"to": to}, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def sent_back(address):
    """Sign in at the provider; return the path with which it sends the browser back."""
    with httpx2.Client() as browser:
        back = browser.get(address).headers["location"]
    assert back.startswith(f"{ORIGIN}{BACK}?")
    return back.removeprefix(ORIGIN)


def signed_in(client, to="/desk"):
    return client.get(sent_back(sent_off(client, to)), headers={"sec-fetch-site": "cross-site"})


def refused(answer, words):
    assert answer.status_code == 422, answer.url
    assert words in answer.text
    return True


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


def test_the_provider_is_asked_what_it_is_and_nothing_else_is_fetched(served, provider):
    signed_in(served.client())

    known = "/.well-known/openid-configuration"
    assert provider.asked == [known, "/authorization", known, "/token", "/keys"]


def test_the_clock_of_the_provider_may_be_a_minute_off(served, provider):
    provider.claims = {"exp": int(time.time()) - 30, "iat": int(time.time()) + 30}

    assert signed_in(served.client()).url.path == "/desk"


def held(served, table):
    with served.cas.store.reading() as connection:
        return list(connection.execute(table.__table__.select()))


SETTINGS = 'issuer = "https://sso.example.in/realms/police"\nclient_id = "cas"\nclaim = "officer_id"\n'


def test_a_provider_is_read_from_a_file_with_its_secret_beside_it(tmp_path, monkeypatch):
    file = tmp_path / "openid.toml"
    file.write_text(SETTINGS + 'client_secret_file = "openid.secret"\namr = ["mfa"]\n')
    (tmp_path / "openid.secret").write_text("of the file\n")
    assert Provider.of(file).client_secret.get_secret_value() == "of the file"

    monkeypatch.setenv("CAS_OPENID_SECRET", "of the environment")
    provider = Provider.of(file)

    assert provider.client_secret.get_secret_value() == "of the environment"
    assert (provider.amr, provider.new_accounts, provider.max_age) == (("mfa",), False, 300)


@pytest.mark.parametrize(("text", "words"), [
    (SETTINGS, "there is no client secret"),
    (SETTINGS + 'client_secret = "x"', "stands in the settings themselves"),
    (SETTINGS + 'client_secret_file = "nowhere"', "can't be read: FileNotFoundError"),
    ("issuer = ", "can't be read"),
    ('client_secret_file = "s"', "'issuer' of 'openid.toml'"),
    (SETTINGS.replace("https:", "http:") + 'client_secret_file = "s"', "plain http is for this machine alone"),
    (SETTINGS.replace("https://sso", "https://user:pass@sso") + 'client_secret_file = "s"', "'issuer' of 'openid.toml'"),
    (SETTINGS + 'client_secret_file = "s"\nscope = "profile"', "'scope' of 'openid.toml'"),
    (SETTINGS + 'client_secret_file = "s"\nclaims = "x"', "'claims' of 'openid.toml'"),
    (SETTINGS + 'client_secret_file = "s"\nmax_age = -1', "'max_age' of 'openid.toml'"),
    (SETTINGS + 'client_secret_file = "empty"', "'client_secret' of 'openid.toml'"),
])  # fmt: skip
def test_faulty_settings_of_a_provider_are_refused_with_their_place(tmp_path, text, words):
    file = tmp_path / "openid.toml"
    file.write_text(text)
    (tmp_path / "s").write_text("secret of the file")
    (tmp_path / "empty").write_text("\n")

    with pytest.raises(StoreError) as refusal:
        Provider.of(file)

    assert {problem.code for problem in refusal.value.problems} == {"bad-provider"}
    assert words in refusal.value.problems[0].what
    assert "secret of the file" not in str(refusal.value)


def test_the_operator_lets_an_officer_begin_anew(served, provider):
    client = served.client()
    signed_in(client)
    provider.claims = {"sub": "his new account there"}

    accounts.forget_other_means(served.cas.store, "sho")

    assert client.get("/desk").url.path == "/desk/sign-in"
    assert signed_in(served.client()).url.path == "/desk"
