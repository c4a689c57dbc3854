"""The nine services of the portal, each from start to result, as a citizen meets them over HTTP."""

import io
import re
import time

import pytest
from builders import form, registered
from controls import Controls
from pypdf import PdfReader
from sent_files import png

ADDRESS = re.compile(r"http://testserver(/verify/[0-9a-f-]{36}/[a-z_]+/[0-9a-f]{20})")
PNG = png()


def begun(client, of, /, **fields):
    """Open a form and return what a browser would send, with some fields filled in."""
    page = client.get(f"/services/{of}/apply")
    assert page.status_code == 200, page.text
    sent = Controls(page.text).fields
    return {**sent, "do": ["send"], "office": ["upparpet"], **{name: [value] for name, value in fields.items()}}


def person(prefix, name="Asha Rao"):
    return {f"{prefix}.name.text": name, f"{prefix}.mobile": "9812345670"}


COMPLAINT = {
    "nature": "vehicle_theft",
    **person("complainant"),
    "occurrence.from.date": "19/11/2026",
    "occurrence.from.time": "22:00",
    "contents": "My scooter KA01AB1234 was taken from before the house.",
}
PERMISSION = {
    "kind": "cultural",
    **person("applicant"),
    "purpose": "Rajyotsava evening",
    "begins_at": "2026-12-01T18:00",
    "ends_at": "2026-12-01T21:00",
    "crowd": "200",
    "place.description": "Ground beside the temple",
    "undertaking": "yes",
}
VERIFICATION = {
    "kind": "tenant",
    "purpose": "Letting a house",
    **person("requester"),
    **person("subject", "Mohan Das"),
    "premises": "12, 4th Cross, from 1 December",
    "consent": "yes",
    "consent_on": "2026-11-20",
}
LOST = {
    **person("applicant"),
    "kinds": "mobile",
    "articles.0.category": "electrical",
    "articles.0.description": "Telephone, black",
    "lost.from.date": "20/11/2026",
    "place.description": "Bus from Majestic",
    "not_stolen": "yes",
    "true": "yes",
}
COPY = {**person("applicant"), "document": "fir", "number": "as on the receipt", "right": "informant"}


def text_of(pdf):
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def apply(client, name, **fields):
    answer = client.post(f"/services/{name}/apply", data=begun(client, name, **fields))
    assert answer.url.path.startswith("/receipt/"), re.findall(r'class="fault"[^>]*>([^<]*)', answer.text)
    return answer, answer.url.path.rsplit("/", 1)[1]


def code_on(receipt):
    return re.search(r'class="once">([0-9A-Z]{10})<', receipt.text)[1]


def test_a_complaint_is_filed_with_a_paper_and_a_receipt_that_anybody_can_use(served):
    citizen = served.citizen()
    sent = begun(citizen, "complaint", **COMPLAINT)

    files = {"attachments": ("bill.png", PNG, "image/png")}
    answer = citizen.post("/services/complaint/apply", data=sent, files=files)

    record = answer.url.path.rsplit("/", 1)[1]
    held = served.cas.folder(record, as_="officer:sho").record
    assert (held.register, held.status, held.office) == ("complaint", "acknowledged", "upparpet")
    assert held.opening.data["mode"] == "portal"
    assert held.opening.data["attachments"][0]["name"] == "bill.png"
    assert held.created_by == "portal"
    stranger = served.client().post("/status", data={"number": held.number, "receipt": code_on(answer)})
    assert "Acknowledged" in stranger.text
    assert "Asha" not in stranger.text
    wrong = served.client().post("/status", data={"number": held.number, "receipt": "AAAAAAAAAA"})
    assert wrong.status_code == 422
    assert "Acknowledged" not in wrong.text


def test_the_same_application_sent_twice_is_entered_once(served):
    citizen = served.citizen()
    sent = begun(citizen, "complaint", **COMPLAINT)

    first = citizen.post("/services/complaint/apply", data=sent)
    time.sleep(1.1)  # the second one arrives in another second
    second = citizen.post("/services/complaint/apply", data=sent)

    assert first.url.path == second.url.path
    assert code_on(first) == code_on(second)
    assert len(served.cas.listing("complaint", as_="officer:sho")) == 1


def test_a_form_that_lacks_something_says_what_and_keeps_what_was_typed(served):
    citizen = served.citizen()

    answer = citizen.post("/services/complaint/apply", data=begun(citizen, "complaint", nature="other"))

    assert answer.status_code == 422
    assert "'Complainant' is not filled in" in answer.text.replace("&#39;", "'")
    assert Controls(answer.text).fields["nature"] == ["other"]
    assert served.cas.listing("complaint", as_="officer:sho") == []


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


def test_a_copy_is_given_to_who_has_a_right_to_it_and_bears_a_mark_to_check_it_by(served):
    fir = registered(served.cas)
    citizen = served.citizen()
    _, record = apply(citizen, "copies", **COPY)
    assert citizen.get(f"/requests/{record}/copy.pdf").status_code == 422

    with served.cas.desk("officer:sho") as desk:
        request = desk.read(record)
        named = {**request.opening.data, "fir": fir.id, "identity_seen": True}
        desk.amend(record, "copy_request", named, reason="Record found, identity seen")
        desk.submit(record, "copy_given", form("copy_given", sensitive=False, masked=True))
    copy = citizen.get(f"/requests/{record}/copy.pdf")

    assert copy.headers["content-type"] == "application/pdf"
    printed = text_of(copy.content)
    assert fir.number in printed
    assert "Copy on application" in printed
    address = ADDRESS.search(printed.replace("\n", ""))[1]
    checked = served.client().get(address)
    assert checked.status_code == 200
    assert "stands" in checked.text
    assert served.client().get(address[:-3] + "000").status_code == 404


def test_a_copy_of_a_sensitive_case_masks_the_victim_for_the_accused(served):
    victim = {"name": {"text": "Savitri Devi", "roman": "Savitri Devi"}, "gender": "F"}
    fir = registered(
        served.cas, statutes=[{"act": "BNS", "section": "64(1)"}], sensitive=True, sensitive_grounds=["sexual"],
        victims=[{"person": victim}], contents="Savitri Devi was assaulted by the accused.",
    )  # fmt: skip
    citizen = served.citizen()
    _, record = apply(citizen, "copies", **{**COPY, "right": "accused"})
    with served.cas.desk("officer:sho") as desk:
        data = desk.read(record).opening.data
        desk.amend(record, "copy_request", {**data, "fir": fir.id, "identity_seen": True}, reason="Record found")
        desk.submit(record, "copy_given", form("copy_given", sensitive=True, masked=True))

    printed = text_of(citizen.get(f"/requests/{record}/copy.pdf").content)

    assert fir.number in printed
    assert "Savitri" not in printed


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


def test_a_lost_article_gets_its_receipt_at_once(served):
    citizen = served.citizen()

    _, record = apply(citizen, "stolen", **LOST)

    paper = citizen.get(f"/requests/{record}/papers/lost_article.pdf")
    assert "Lost Article Report" in text_of(paper.content)


def test_a_permission_is_applied_for_tracked_granted_and_its_certificate_checked(served):
    citizen = served.citizen()
    _, record = apply(citizen, "permission", **PERMISSION)
    assert "Submitted" in citizen.get(f"/requests/{record}").text
    for officer, step in (("sho", "take_up"), ("sho", "ask_report")):
        with served.cas.desk(f"officer:{officer}") as desk:
            desk.move(record, step, to_officer="io" if step == "ask_report" else "")
    with served.cas.desk("officer:io") as desk:
        desk.submit(record, "permission_report", form("permission_report"))
    with served.cas.desk("officer:acp") as desk:
        desk.submit(record, "permission_grant", form("permission_grant"))

    page = citizen.get(f"/requests/{record}").text

    assert "Granted" in page
    printed = text_of(citizen.get(f"/requests/{record}/papers/permission_grant.pdf").content)
    address = ADDRESS.search(printed.replace("\n", ""))[1]
    assert "Granted" in served.client().get(address).text


def test_a_citizen_withdraws_an_application_and_takes_no_officers_step(served):
    citizen = served.citizen()
    _, record = apply(citizen, "permission", **PERMISSION)

    forbidden = citizen.post(f"/requests/{record}/step", data={"step": "take_up"})
    citizen.post(f"/requests/{record}/step", data={"step": "withdraw"})

    assert forbidden.status_code == 404
    assert "Withdrawn" in citizen.get(f"/requests/{record}").text


def test_a_verification_is_applied_for_with_the_consent_of_the_person(served):
    citizen = served.citizen()
    refused = citizen.post(
        "/services/verification/apply", data=begun(citizen, "verification", **{**VERIFICATION, "consent": "no"})
    )

    _, record = apply(citizen, "verification", **VERIFICATION)

    assert refused.status_code == 422
    assert "Submitted" in citizen.get(f"/requests/{record}").text


def test_feedback_needs_no_account_and_blank_forms_are_drawn_from_the_definitions(served):
    client = served.client()

    answer, _ = apply(client, "information", kind="suggestion", service="complaint", text="Please open on Sundays")
    blank = text_of(client.get("/forms/complaint.pdf").content)

    assert "Your application was received" in answer.text
    assert "Contents of the complaint" in blank
    assert "Received by officer" not in blank  # what the officer fills in is not asked of a citizen
    assert client.get("/forms/fir.pdf").status_code == 404


def test_nobody_sees_the_request_of_another(served):
    _, record = apply(served.citizen(), "permission", **PERMISSION)
    other = served.citizen("9876543210")

    pages = ("", "/papers/permission.pdf", "/copy.pdf", "/paid?payment=x")

    assert {other.get(f"/requests/{record}{page}").status_code for page in pages} == {404}
    assert other.post(f"/requests/{record}/step", data={"step": "withdraw"}).status_code == 404
    assert record not in other.get("/requests").text


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
