"""What anybody finds at the portal without signing in: the status of a case, persons, things, stations, blank forms."""

import re
from html import unescape

import pytest
from builders import form, registered
from portal_forms import apply, text_of


def test_the_informant_asks_for_the_status_of_a_case_by_a_code_to_the_number_on_the_fir(served):
    fir = registered(served.cas)
    mobile = fir.opening.data["complainant"]["mobile"][-10:]
    stranger = served.client()

    unknown = stranger.post("/status", data={"number": fir.number, "mobile": "9999999999"})
    assert "a code was sent" in unknown.text  # whether the number is on the case stays open
    assert served.telephone.texts == []
    stranger.post("/status", data={"number": fir.number, "mobile": mobile})
    answer = stranger.post(
        "/status", data={"number": fir.number, "mobile": mobile, "code": served.telephone.code(mobile)}
    )

    assert "Under investigation" in answer.text
    assert fir.opening.data["complainant"]["name"]["roman"] not in answer.text


def test_arrested_and_wanted_persons_are_found_without_an_account(served):
    client = served.client()

    assert client.get("/search/arrested").status_code == 200
    assert client.get("/search/proclaimed?name=Ramesh").status_code == 200
    assert "/search/arrested" in client.get("/services/arrested_wanted").text


def test_a_missing_person_whose_kin_agree_is_found_in_any_spelling(served):
    with served.cas.desk("officer:sho") as desk:
        entry = desk.enter("general_diary", form("gd_entry"), key="d")
        data = form("missing", gd_entry=entry.id)
        record = desk.enter("missing", data, key="m")
        desk.submit(record, "missing_circulation", form("missing_circulation"))
    roman = data["person"]["name"]["roman"]

    found = served.client().get("/search/missing", params={"name": roman.replace("sh", "s")})

    assert record.number in found.text


def test_a_stolen_vehicle_is_found_and_one_that_is_not_there_gets_a_certificate(served):
    registered(served.cas, vehicles=[{"kind": "motorcycle", "status": "stolen", "registration": "KA01AB1234"}])
    client = served.client()

    hit = client.get("/search/stolen", params={"mark": "KA-01-AB-1234"})
    miss = client.get("/search/stolen", params={"mark": "KA05ZZ9999"})

    assert "KA01AB1234" in hit.text
    assert client.get("/search/stolen/none.pdf", params={"mark": "KA01AB1234"}).status_code == 404
    address = re.search(r"/search/stolen/none\.pdf\?mark=\w+", miss.text)[0]
    printed = text_of(client.get(address).content)
    assert "KA05ZZ9999" in printed
    assert "Certificate of no match" in printed


@pytest.mark.parametrize(
    "mark",
    [
        "K\u041001\u0410\u04121234",
        "KA05ZZ9999 IS NOT STOLEN - SOLD TO MR X",
        "KA01AB1234,ZZ",
        "KA05ZZ9999,ZZ",
        "KA05\u200bZZ9999",
        "NOT STOLEN",
        "\u3164",
        "KA05ZZ9999\x1fZ9",
    ],
)
def test_only_what_a_field_would_take_for_a_mark_is_certified(served, mark):
    """A certificate of any text would vouch for whatever somebody writes, look-alikes of a stolen mark among it."""
    registered(served.cas, vehicles=[{"kind": "motorcycle", "status": "stolen", "registration": "KA01AB1234"}])

    refused = served.client().get("/search/stolen/none.pdf", params={"mark": mark})
    searched = served.client().get("/search/stolen", params={"mark": mark})

    assert refused.status_code == 422
    assert "is not acceptable. Correct it." in unescape(refused.text)
    assert "is not acceptable. Correct it." in unescape(searched.text)
    assert "Certificate of no match" not in refused.text + searched.text
    assert "No entry of this state bears this mark today." not in refused.text + searched.text


@pytest.mark.parametrize(
    "mark", ["KA01AB1234 OK", "KA01AB1234 IS NOT STOLEN - SOLD TO MR X", "CLEAN KA-01-AB-1234", "ka 01 ab 1234"]
)
def test_no_words_beside_a_mark_that_an_entry_bears_are_certified(served, mark):
    registered(served.cas, vehicles=[{"kind": "motorcycle", "status": "stolen", "registration": "KA01AB1234"}])

    assert served.client().get("/search/stolen/none.pdf", params={"mark": mark}).status_code == 404
    assert "KA01AB1234</bdi>" in served.client().get("/search/stolen", params={"mark": mark}).text


def test_the_number_of_an_arm_is_found_however_it_is_written(served):
    """A free text, kept as it was typed: a certificate of another spelling of it would be false."""
    registered(served.cas, firearms=[{"kind": "pistol", "status": "stolen", "number": "AB 12-345"}])

    for mark in ("AB 12-345", "AB12345", "ab/12345"):
        assert "AB 12-345" in served.client().get("/search/stolen", params={"mark": mark}).text
        assert served.client().get("/search/stolen/none.pdf", params={"mark": mark}).status_code == 404


def test_a_mark_is_certified_as_a_field_stores_it(served):
    address = "/search/stolen/none.pdf"

    assert "KA05ZZ9999" in text_of(served.client().get(address, params={"mark": "ka-05 zz/9999"}).content)
    assert "MA3EYD81S00123456" in text_of(served.client().get(address, params={"mark": "ma3eyd81s00 123456"}).content)
    assert "224567" in text_of(served.client().get(address, params={"mark": "22-4567"}).content)


def test_feedback_needs_no_account_and_blank_forms_are_drawn_from_the_definitions(served):
    client = served.client()

    answer, _ = apply(client, "information", kind="suggestion", service="complaint", text="Please open on Sundays")
    blank = text_of(client.get("/forms/complaint.pdf").content)

    assert "Your application was received" in answer.text
    assert "Contents of the complaint" in blank
    assert "Received by officer" not in blank  # what the officer fills in is not asked of a citizen
    assert client.get("/forms/fir.pdf").status_code == 404


def test_each_service_tells_fee_time_officer_and_appeal(served):
    for service in served.app.state.site.services.values():
        page = served.client().get(f"/services/{service.id}")
        assert page.status_code == 200
        if service.limit:
            assert served.app.state.site.words("en").limit(service.limit) in page.text


@pytest.mark.parametrize("language", ["kn", "hi", "en"])
def test_a_page_is_in_the_language_that_the_browser_prefers(served, language):
    page = served.client(f"{language}-IN,{language};q=0.9").get("/")

    assert f'<html lang="{language}" dir="ltr">' in page.text


def test_stations_are_found_in_any_script(served):
    client = served.client("kn")

    assert "ಉಪ್ಪಾರಪೇಟೆ" in client.get("/stations", params={"q": "Upparpet"}).text
    assert "ಉಪ್ಪಾರಪೇಟೆ" in client.get("/stations", params={"q": "ಉಪ್ಪಾರಪೇಟೆ"}).text
    assert "ಉಪ್ಪಾರಪೇಟೆ" not in client.get("/stations", params={"q": "Cubbon"}).text
