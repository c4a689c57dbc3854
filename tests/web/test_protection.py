"""What protects the site: who may sign in and how often, where requests come from, what files are taken."""

from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from builders import diary, posted, registered
from sent_files import PDF
from web_served import ORIGIN, PASSWORD, Served

from cas_core.problems import NotPermitted
from cas_core.store import sessions
from cas_core.store.web_tables import LoginSession
from cas_core.web import accounts
from cas_core.web.forms.reading import Sent
from cas_core.web.forms.rows import changed_rows
from cas_core.web.lookup import Lookups
from cas_core.web.protecting import POLICY


@pytest.fixture
def limited(builds, tmp_path, fonts):
    """The same site with its limits on."""
    cas = posted(builds["ka"], f"sqlite:///{tmp_path / 'limited.db'}")
    yield Served(cas, fonts, limits=True)
    cas.close()


def sign_in(client, officer="sho", password=PASSWORD, code="000000"):
    return client.post("/desk/sign-in", data={"officer": officer, "password": password, "code": code})


def test_the_second_factor_is_good_once(served):
    code = served.enrol("sho").now()

    assert sign_in(served.client(), code=code).url.path == "/desk"
    assert sign_in(served.client(), code=code).status_code == 422


@pytest.mark.parametrize(("zero", "let_in"), [("०", True), ("೦", True), ("০", True), ("²", False)])
def test_a_code_may_be_typed_in_the_digits_of_any_script(served, zero, let_in):
    code = served.enrol("sho").now()
    typed = "".join(chr(ord(zero) + int(digit)) for digit in code) if let_in else zero * 6

    assert sign_in(served.client(), code=typed).status_code == (200 if let_in else 422)


def test_a_citizen_types_his_code_in_the_digits_of_his_script(served):
    client, mobile = served.client(), "9812345670"
    client.post("/sign-in", data={"mobile": mobile})
    typed = "".join(chr(ord("०") + int(digit)) for digit in served.telephone.code(mobile))

    assert client.post("/sign-in", data={"mobile": mobile, "code": typed}).url.path == "/requests"


def test_asking_often_after_a_number_does_not_tell_whose_it_is(limited):
    """Whoever knows the number of an FIR does not find out by trying who the informant is."""
    fir = registered(limited.cas)
    answers = {}
    for mobile in ("9845012345", "9812340000"):
        asked = [limited.client().post("/status", data={"number": fir.number, "mobile": mobile}) for _ in range(5)]
        answers[mobile] = [(answer.status_code, answer.text.replace(mobile, "")) for answer in asked]

    assert limited.telephone.code("9845012345")
    assert answers["9845012345"] == answers["9812340000"]
    assert [status for status, _ in answers["9845012345"]] == [200, 200, 200, 422, 422]


@pytest.mark.parametrize("position", ["²", "9" * 5000, "-1", ""])
def test_a_place_in_a_group_that_is_no_number_is_passed_over(position):
    """A browser sends what it likes; neither is an error of the server."""
    values = {"accused": [{"name": "A"}]}

    assert Sent({f"accused.{position}.name": ["X"], "accused.0.name": ["A"]}).positions("accused") == [0]
    assert changed_rows(values, f"remove:accused:{position}")
    assert changed_rows(values, f"add:accused.{position}.aliases")
    assert values == {"accused": [{"name": "A"}]}


def test_who_begins_anew_has_no_token_of_before(served):
    """After a theft: what the thief's program holds opens nothing any more."""
    now = datetime.now(UTC)
    with served.cas.store.writing() as connection:
        stolen = sessions.issue_token(connection, "sho", "upparpet", "laptop", (now, now + timedelta(days=30)))
        others = sessions.issue_token(connection, "io", "upparpet", "laptop", (now, now + timedelta(days=30)))

    accounts.forget_other_means(served.cas.store, "sho")

    def asked(token):
        return served.client().get("/api/v1/registers", headers={"authorization": f"Bearer {token}"}).status_code

    assert (asked(stolen), asked(others)) == (401, 200)


def test_a_code_is_sent_after_the_answer_so_that_its_time_does_not_tell_whose_number_it_is(served):
    fir, order = registered(served.cas), []
    served.telephone.send = lambda *_told: order.append("code sent")
    own, client = served.app, served.client()

    async def noting(scope, receive, send):
        async def noted(message):
            order.append("answer" if message["type"] == "http.response.body" and not message.get("more_body") else "")
            await send(message)

        await own(scope, receive, noted)

    client.app = noting
    client._transport.app = noting
    client.post("/status", data={"number": fir.number, "mobile": "9845012345"})

    assert [said for said in order if said] == ["answer", "code sent"]


def test_nobody_who_writes_waits_while_a_password_is_reckoned(served, monkeypatch):
    """A hash takes as long as fifty entries, and anybody may ask for one."""
    served.enrol("sho")
    reckoned = accounts._right

    def entered_meanwhile(known, password):
        with served.cas.desk("officer:sho") as desk:
            diary(desk, f"while-{password}")
        return reckoned(known, password)

    monkeypatch.setattr(accounts, "_right", entered_meanwhile)
    for officer, password in (("sho", "wrong"), ("nobody", "wrong too"), ("sho", PASSWORD)):
        sign_in(served.client(), officer, password, served.enrol("sho").now())

    assert len(served.cas.latest("general_diary", as_="officer:sho")) == 3


def test_five_failures_make_the_account_rest_for_fifteen_minutes(served):
    counter = served.enrol("sho")
    now = datetime(2026, 11, 26, 12, tzinfo=UTC)
    for minute in range(5):
        with pytest.raises(NotPermitted):
            accounts.check(served.cas.store, "sho", "wrong", "000000", now + timedelta(minutes=minute))

    soon, later = now + timedelta(minutes=18), now + timedelta(minutes=20)
    with pytest.raises(NotPermitted):
        accounts.check(served.cas.store, "sho", PASSWORD, counter.at(soon), soon)
    accounts.check(served.cas.store, "sho", PASSWORD, counter.at(later), later)


@pytest.mark.parametrize("officer", ["sho", "nobody"])
def test_a_refusal_does_not_tell_whether_there_is_such_an_officer(served, officer):
    served.enrol("sho")

    answer = sign_in(served.client(), officer, "wrong")

    assert answer.status_code == 422
    assert "do not belong together" in answer.text


def test_a_weak_password_is_not_taken(served):
    for weak in ("short", "aaaaaaaaaaaaaaaa", ""):
        assert accounts.weaknesses(weak)
    assert not accounts.weaknesses(PASSWORD)


def test_a_session_ends_when_it_was_idle(served):
    client = served.at_desk("sho")
    with served.cas.store.writing() as connection:
        connection.execute(LoginSession.__table__.update().values(seen_at=datetime.now(UTC) - timedelta(minutes=16)))

    assert client.get("/desk").url.path == "/desk/sign-in"


def test_who_signs_out_is_out_and_a_cookie_of_before_opens_nothing(served):
    client = served.at_desk("sho")
    token = client.cookies.get("cas_officer")
    client.post("/desk/sign-out")
    thief = served.client(cookie=f"cas_officer={token}")

    assert thief.get("/desk").url.path == "/desk/sign-in"


def test_a_token_is_issued_to_who_signed_in_just_now_and_not_to_who_finds_a_desk_open(served):
    client = served.at_desk("sho")
    assert "This token is shown once" in client.post("/desk/account/tokens", data={"label": "Duty roster"}).text
    with served.cas.store.writing() as connection:
        connection.execute(LoginSession.__table__.update().values(begun_at=datetime.now(UTC) - timedelta(minutes=11)))

    answer = client.post("/desk/account/tokens", data={"label": "Mine now"})

    assert answer.status_code == 422
    assert "You signed in too long ago for this" in answer.text
    assert "Sign in again to issue a token" in client.get("/desk/account").text
    with served.cas.store.reading() as connection:
        assert [row.label for row in sessions.tokens_of(connection, "sho")] == ["Duty roster"]


def test_the_database_holds_no_token_password_code_or_mobile_number(served):
    client = served.at_desk("sho")
    citizen = served.citizen("9812345670")
    tokens = {client.cookies.get("cas_officer"), citizen.cookies.get("cas_citizen"), PASSWORD, "9812345670"}

    with served.cas.store.reading() as connection:
        rows = [str(row) for table in ("account", "login_session", "one_time_code", "receipt")
                for row in connection.exec_driver_sql(f"SELECT * FROM {table}")]  # fmt: skip

    assert not [row for row in rows for secret in tokens if secret in row]


def test_an_officer_whose_posting_ended_is_out_at_once(served):
    client = served.at_desk("sho")
    yesterday = datetime.now(UTC).date() - timedelta(days=1)
    with served.cas.store.writing() as connection:
        connection.exec_driver_sql("UPDATE posting SET until = ? WHERE officer = 'sho'", (yesterday.isoformat(),))

    assert client.get("/desk").status_code == 403


@pytest.mark.parametrize("headers", [
    {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}, {"sec-fetch-site": "none"},
    {"sec-fetch-site": "", "origin": "https://evil.example"},
])  # fmt: skip
def test_a_change_asked_for_by_another_site_is_refused(served, headers):
    client = served.at_desk("sho")

    answer = client.post("/desk/sign-out", headers=headers)

    assert answer.status_code == 403
    assert client.get("/desk").url.path == "/desk"


def test_a_browser_that_says_only_its_origin_is_served(served):
    client = served.client()
    del client.headers["sec-fetch-site"]

    assert client.post("/sign-in", data={"mobile": "1"}).status_code == 403
    assert client.post("/sign-in", data={"mobile": "1"}, headers={"origin": ORIGIN}).status_code == 422


def test_every_page_carries_the_strict_headers(served):
    for path in ("/", "/desk/sign-in", "/static/site.css", "/no-such-page", "/search/fir"):
        headers = served.client().get(path).headers
        assert headers["content-security-policy"] == POLICY
        assert headers["x-content-type-options"] == "nosniff"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]


def test_cookies_are_out_of_reach_of_scripts_and_travel_over_tls_only(builds, tmp_path, fonts):
    cas = posted(builds["ka"], f"sqlite:///{tmp_path / 's.db'}")
    secure = Served(cas, fonts, secure=True)
    code = secure.enrol("sho").now()
    answer = secure.client().post(
        "/desk/sign-in", data={"officer": "sho", "password": PASSWORD, "code": code}, follow_redirects=False
    )
    cookie = answer.headers["set-cookie"].lower()

    assert {"httponly", "secure", "samesite=lax", "path=/desk"} <= {part.strip() for part in cookie.split(";")}
    assert "max-age=31536000" in answer.headers["strict-transport-security"]
    cas.close()


def test_codes_searches_and_signing_in_are_limited(limited):
    client = limited.client()
    answers = [client.post("/sign-in", data={"mobile": "9812345670"}).status_code for _ in range(4)]
    searches = {client.get("/search/fir").status_code for _ in range(65)}
    tries = [sign_in(client).text for _ in range(21)]

    assert answers == [200, 200, 200, 422]
    assert searches == {200, 429}
    assert "You asked too often" in tries[-1]


def test_a_code_is_good_for_five_tries_and_ten_minutes(served):
    client = served.client()
    client.post("/sign-in", data={"mobile": "9812345670"})
    right = served.telephone.code("9812345670")
    for _ in range(5):
        client.post("/sign-in", data={"mobile": "9812345670", "code": "000000" if right != "000000" else "111111"})

    answer = client.post("/sign-in", data={"mobile": "9812345670", "code": right})

    assert answer.status_code == 422


def test_a_request_that_is_too_large_is_refused_whatever_length_it_declares(served):
    client = served.client()

    assert client.post("/sign-in", content=b"x" * 10, headers={"content-length": "99999999"}).status_code == 413
    assert client.post("/sign-in", data={f"f{n}": "x" for n in range(9_000)}).status_code == 400


def test_a_hidden_field_can_t_name_a_file_that_was_not_sent_by_its_form(served):
    look = Lookups(served.cas, served.app.state.site.seals, keep=None)
    kept = {"sha256": "a" * 64, "media_type": "image/png", "name": "x|y.png"}

    assert look.unsealed(look.sealed(kept)) == kept
    assert look.unsealed("0" * 64 + look.sealed(kept)[64:]) is None
    assert look.unsealed("|||") is None
    assert look.unsealed("") is None


def test_a_file_of_a_record_is_given_as_a_download_to_who_may_read_the_record(served):
    kept = {}
    with served.cas.desk("officer:sho") as desk:
        kept = desk.attach(PDF, name="note.pdf", media_type="application/pdf")
    fir = registered(served.cas, complainant_signature=kept)
    officer, other = served.at_desk("sho"), served.at_desk("court")

    answer = officer.get(f"/desk/records/{fir.id}/files/{kept['sha256']}")

    assert answer.content == PDF
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert officer.get(f"/desk/records/{fir.id}/files/{'0' * 64}").status_code == 404
    assert other.get(f"/desk/records/{fir.id}").status_code == 200  # the court constable reads FIRs of his station


def test_going_back_leads_to_pages_of_this_site_only(served):
    for to in ("https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"):
        answer = served.client().get("/language/kn", params={"to": to}, follow_redirects=False)
        assert answer.headers["location"] == "/"


def test_a_fault_of_the_server_is_a_page_and_the_log_holds_nothing_that_was_entered(served, monkeypatch, caplog):
    def broken(*_arguments, **_more):
        raise RuntimeError("Ramesh 9812345670")

    monkeypatch.setattr("cas_core.web.portal.stations.places", broken)
    client = served.client()
    client._transport.raise_server_exceptions = False

    answer = client.get("/stations", params={"q": "secret"})

    assert answer.status_code == 500
    assert "Traceback" not in answer.text
    assert "Ramesh" not in answer.text + caplog.text
    assert "RuntimeError" in caplog.text


def test_a_password_is_changed_with_the_old_one_and_all_sessions_end(served):
    client, other = served.at_desk("sho"), served.client()
    later = pyotp.TOTP(served.seconds["sho"])
    with served.cas.store.writing() as connection:
        connection.exec_driver_sql("UPDATE account SET second_used = 0")
    page = client.post(
        "/desk/account/password", data={"old": PASSWORD, "code": later.now(), "new": "another four words go"}
    )

    assert "Scan this" in page.text
    assert client.get("/desk").url.path == "/desk/sign-in"
    assert sign_in(other, code=later.now()).status_code == 422
