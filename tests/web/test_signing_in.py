"""Who may sign in and for how long: passwords, codes, sessions and tokens, and what of them tells nothing to others."""

from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from builders import diary
from web_served import PASSWORD

from cas_core.problems import NotPermitted
from cas_core.store import sessions
from cas_core.store.web_tables import LoginSession
from cas_core.web import accounts


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


def test_an_officer_whose_posting_ended_is_out_at_once(served):
    client = served.at_desk("sho")
    yesterday = datetime.now(UTC).date() - timedelta(days=1)
    with served.cas.store.writing() as connection:
        connection.exec_driver_sql("UPDATE posting SET until = ? WHERE officer = 'sho'", (yesterday.isoformat(),))

    assert client.get("/desk").status_code == 403


def test_a_code_is_good_for_five_tries_and_ten_minutes(served):
    client = served.client()
    client.post("/sign-in", data={"mobile": "9812345670"})
    right = served.telephone.code("9812345670")
    for _ in range(5):
        client.post("/sign-in", data={"mobile": "9812345670", "code": "000000" if right != "000000" else "111111"})

    answer = client.post("/sign-in", data={"mobile": "9812345670", "code": right})

    assert answer.status_code == 422


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
