"""The services that a citizen applies for, each from start to result, as he meets them over HTTP."""

import time

from builders import form, registered
from controls import Controls
from portal_forms import (
    ADDRESS,
    COMPLAINT,
    COPY,
    LOST,
    PERMISSION,
    VERIFICATION,
    apply,
    begun,
    code_on,
    granted,
    text_of,
)
from sent_files import png

PNG = png()


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


def test_a_lost_article_gets_its_receipt_at_once(served):
    citizen = served.citizen()

    _, record = apply(citizen, "stolen", **LOST)

    paper = citizen.get(f"/requests/{record}/papers/lost_article.pdf")
    assert "Lost Article Report" in text_of(paper.content)


def test_a_permission_is_applied_for_tracked_granted_and_its_certificate_checked(served):
    citizen = served.citizen()
    _, record = apply(citizen, "permission", **PERMISSION)
    assert "Submitted" in citizen.get(f"/requests/{record}").text
    granted(served.cas, record)

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


def test_nobody_sees_the_request_of_another(served):
    _, record = apply(served.citizen(), "permission", **PERMISSION)
    other = served.citizen("9876543210")

    pages = ("", "/papers/permission.pdf", "/copy.pdf", "/paid?payment=x")

    assert {other.get(f"/requests/{record}{page}").status_code for page in pages} == {404}
    assert other.post(f"/requests/{record}/step", data={"step": "withdraw"}).status_code == 404
    assert record not in other.get("/requests").text
