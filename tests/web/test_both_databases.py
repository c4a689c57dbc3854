"""Portal and desk on either database: signing in, entering, drafts, searching, and what became of a request."""

import re
from datetime import UTC, datetime

import pytest
from authenticator import Authenticator
from builders import posted
from databases import on_both
from web_served import ORIGIN, Served

from cas_core.store import identities, passkeys

pytestmark = on_both
DIARY = {
    "kind": "complaint", "happened_at": "2026-11-20T10:05", "brief": "Patrol of the beat", "officer.name.text": "Suma",
    "officer.rank": "HC",
}  # fmt: skip
COMPLAINT = {
    "mode": "counter", "received_at": "2026-11-20T10:00", "nature": "property", "complainant.name.text": "ರಮೇಶ್ ಕುಮಾರ್",
    "complainant.name.roman": "Ramesh Kumar", "complainant.mobile": "9845012345", "contents": "A theft",
}  # fmt: skip


@pytest.fixture
def served(builds, url, tmp_path):
    cas = posted(builds["ka"], url)
    yield Served(cas, tmp_path)
    cas.close()


def entered(client, register, sent):
    return client.post(f"/desk/registers/{register}/new", data={**sent, "do": "send", "key": register, "draft": ""})


def test_an_entry_made_at_the_desk_is_listed_and_found_by_number_and_by_name(served):
    desk = served.at_desk("sho")

    diary, complaint = entered(desk, "general_diary", DIARY), entered(desk, "complaint", COMPLAINT)

    assert re.fullmatch(r"/desk/records/[0-9a-f-]{36}", diary.url.path), diary.text
    assert complaint.url.path in desk.get("/desk/registers/complaint").text
    assert complaint.url.path in desk.get("/desk/search", params={"q": "Rameesh Kumaar"}).text
    number = served.cas.latest("complaint", as_="officer:sho")[0].national_number
    assert complaint.url.path in desk.get("/desk/search", params={"q": number}).text
    assert complaint.url.path in entered(desk, "complaint", COMPLAINT).url.path, "the same key is the same entry"


def test_a_draft_is_kept_resumed_and_thrown_away(served):
    desk = served.at_desk("sho")
    draft = "1b671a64-40d5-491e-99b0-da01ff1f3341"

    for brief in ("Patrol", "Patrol of the market"):
        kept = desk.post("/desk/registers/general_diary/new/draft", data={**DIARY, "brief": brief, "draft": draft})
        assert kept.status_code == 200, kept.text

    assert "Patrol of the market" in desk.get(f"/desk/drafts/{draft}").text
    desk.post(f"/desk/drafts/{draft}/discard")
    assert desk.get(f"/desk/drafts/{draft}").status_code == 404


def test_an_informant_asks_what_became_of_a_complaint_with_a_code_to_his_telephone(served):
    entered(served.at_desk("sho"), "complaint", COMPLAINT)
    number = served.cas.latest("complaint", as_="officer:sho")[0].national_number
    asked = {"number": number, "mobile": "9845012345"}

    anybody = served.client()
    assert number not in re.sub(r'value="[^"]*"', "", anybody.post("/status", data=asked).text)
    told = anybody.post("/status", data={**asked, "code": served.telephone.code("9845012345")})

    assert "Received" in told.text


@pytest.mark.parametrize("path", ["/desk/search?q=%00", "/desk/drafts/%00", "/desk/records/%00"])
def test_a_character_that_no_text_has_finds_nothing_and_breaks_nothing(served, path):
    assert served.at_desk("sho").get(path).status_code < 500


def test_a_passkey_is_added_used_and_removed(served):
    desk, key, client = served.at_desk("sho"), Authenticator(ORIGIN, "testserver"), served.client()
    key.count = 4_000_000_000  # counts go up to 2**32
    made = key.create(desk.post("/desk/account/passkeys/begin", data={"name": "Key"}).json())
    assert desk.post("/desk/account/passkeys", data={"credential": made}).status_code == 200

    signed = key.get(client.post("/desk/sign-in/passkey/begin").json())
    assert client.post("/desk/sign-in/passkey", data={"credential": signed}).url.path == "/desk"
    with served.cas.store.writing() as connection:
        [held] = passkeys.passkeys(connection, "sho")
        assert (held.sign_count, passkeys.remove(connection, "io", held.id)) == (4_000_000_001, False)
        assert passkeys.remove_all(connection, "sho") == 1


def test_one_person_at_a_provider_is_bound_to_one_officer(served):
    at = datetime.now(UTC)
    with served.cas.store.writing() as connection:
        tried = [("a", "sho"), ("a", "sho"), ("a", "io"), ("b", "sho"), ("b", "io")]
        bound = [identities.bind(connection, "https://sso.example.in", who, officer, at) for who, officer in tried]
        identities.release(connection, "sho")
        bound.append(identities.bind(connection, "https://sso.example.in", "c", "sho", at))

    assert bound == [True, True, False, False, True, True]
