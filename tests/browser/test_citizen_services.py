"""The nine services of the portal, each from its page to its result, as a citizen goes through them."""

import re

import pytest
from builders import form, registered
from papers import PNG
from stories import arrested, missed, wanted

PERSON = {
    "name": {"text": "Ramesh Kumar"},
    "gender": "M",
    "age": 42,
    "addresses": [{"house": "14/2", "village": "Bengaluru"}],
}


def sent(window, house, service, mobile, data, files=()):
    """Fill in the form of a service and send it; the window then shows the receipt."""
    citizen = window(house, mobile=mobile)
    citizen.go(f"/services/{service}").follow("Begin").fill(data, files)
    return citizen.press("Send").at("/receipt/")


def facts(held):
    """Return number and code on a receipt."""
    return [held.page.locator(f"dl.facts dd.{kind}").first.inner_text() for kind in ("number", "once")]


def record_of(held):
    return held.page.url.rsplit("/", 1)[1]


@pytest.fixture(scope="module")
def case(house):
    """A case that names a stolen vehicle and what may be published of it."""
    things = {
        "vehicles": [{"kind": "motorcycle", "status": "stolen", "registration": "KA01EH1234"}],
        "ka": {"beat": "3"},
    }
    return registered(house.cas, key="services", **things)


@pytest.fixture(scope="module")
def published(house, case):
    """An arrested, a wanted and a missing person."""
    return [arrested(house.cas, case), wanted(house.cas, case), missed(house.cas)]


def test_a_complaint_is_sent_with_a_file_and_asked_after_by_its_receipt(house, window):
    data = {"office": house.station, "nature": "property", "contents": "The lock was broken.", "complainant": PERSON}
    citizen = window(house, mobile="9812345601").go("/").follow("Filing of a complaint", exact=True).follow("Begin")
    citizen.fill(data, {"attachments": {"name": "lock.png", "mimeType": "image/png", "buffer": PNG}}).press("Send")
    number, code = facts(citizen.at("/receipt/"))
    record = record_of(citizen)

    anybody = window(house).go("/").follow("Status", exact=True)
    anybody.fill({"number": number, "receipt": code}).press("Ask")

    assert "Upparpet" in anybody.text()
    assert "Received" in anybody.text()
    writer = window(house, officer="writer").go(f"/desk/records/{record}")
    with writer.page.expect_download() as kept:
        writer.page.get_by_role("link", name="lock.png").click()
    assert kept.value.path().read_bytes() == PNG


def test_a_status_is_told_for_a_code_that_is_sent_to_the_informant(house, window, case):
    mobile = "9845012345"
    anybody = window(house).go("/services/status").follow("Ask for the status")
    anybody.fill({"number": case.number, "mobile": mobile}).press("Ask")
    anybody.fill({"code": house.telephone.code(mobile)}).press("Ask")

    assert "Under investigation" in anybody.text()
    assert "ರಮೇಶ್" not in anybody.text()


def test_a_copy_is_applied_for_given_by_an_officer_and_kept_as_pdf(house, window, case):
    data = {
        "office": house.station,
        "document": "fir",
        "number": case.number,
        "right": "informant",
        "applicant": PERSON,
    }
    citizen = sent(window, house, "copies", "9812345603", data)
    record = record_of(citizen)
    officer = window(house, officer="sho").go(f"/desk/records/{record}")
    officer.follow("Correct").fill({"reason": "Identity seen", "identity_seen": True, "fir": case.number}).press(
        "Correct"
    )
    officer.at("/desk/records/[^/]+$").follow("Copy Given").fill(form("copy_given")).press("Submit")
    officer.at("/desk/records/[^/]+$")

    citizen.follow("Go to the request")

    assert "Given" in citizen.text("aside")
    assert case.national_number in citizen.pdf("The copy that you asked for").replace("\n", "")


@pytest.mark.parametrize(
    "said",
    [
        ("Arrested and wanted persons", "Arrested persons", "Manju", "Manju alias Kulla"),
        ("Arrested and wanted persons", "Proclaimed offenders", "Manju", "10,000"),
        ("Missing and kidnapped persons", "Missing persons", "Pooja", "Pooja Kumari"),
    ],
)
@pytest.mark.usefixtures("published")
def test_a_public_list_is_searched_by_name(house, window, said):
    service, view, name, shown = said
    anybody = window(house).go("/").follow(service).follow(view)
    anybody.fill({"name": name}).press("Search")
    assert shown in anybody.text()
    assert "9412345678" not in anybody.text()

    anybody.fill({"name": "Zzyzx"}).press("Search")
    assert "Nothing was found." in anybody.text()


def test_a_stolen_vehicle_is_found_and_of_another_it_is_certified_that_it_is_not(house, window, case):
    anybody = window(house).go("/").follow("Stolen and recovered vehicles").follow("Stolen and recovered vehicles")
    anybody.fill({"mark": "KA 01 EH 1234"}).press("Search")
    assert "KA01EH1234" in anybody.text().replace(" ", "").replace("-", "")

    anybody.fill({"mark": "KA 05 ZZ 9999"}).press("Search")
    assert "No entry of this state bears this mark today." in anybody.text()
    paper = anybody.pdf("Certificate of no match")

    assert "KA 05 ZZ 9999" in paper
    assert "Seal" in paper


def test_a_permission_is_paid_tracked_granted_and_its_paper_checked(house, window):
    asked = {key: value for key, value in form("permission").items() if key not in {"fee_due", "applicant", "place"}}
    data = {"office": house.station, **asked, "applicant": PERSON, "place": {"type": "road"}}
    citizen = sent(window, house, "permission", "9812345607", data)
    record = record_of(citizen)
    number, code = facts(citizen)
    citizen.follow("Go to the request")
    if citizen.page.get_by_role("button", name="Pay now").count():
        citizen.press("Pay now").at("/requests/[^/]+$")
    sho = window(house, officer="sho").go(f"/desk/records/{record}").press("Take up for scrutiny")
    sho.fill({"to_officer": "io"}).press("Ask for the report of the police station")
    io = window(house, officer="io").go(f"/desk/records/{record}").follow("Station Report")
    io.fill(form("permission_report")).press("Submit").at("/desk/records/[^/]+$")

    anybody = window(house).go("/status").fill({"number": number, "receipt": code}).press("Ask")
    assert "Report received" in anybody.text()

    sho.go(f"/desk/records/{record}").follow("Permission / No Objection Certificate")
    sho.fill(form("permission_grant", valid_from="2026-11-01", valid_to="2099-11-01")).press("Submit")
    paper = citizen.go(f"/requests/{record}").pdf("Permission / No Objection Certificate")
    assert_stands(window(house), paper, "Granted")


def test_a_tenant_is_verified_up_to_the_certificate(house, window):
    asked = form("verification")
    subject = {key: asked["subject"][key] for key in ("name", "gender", "mobile")}
    told = {key: asked[key] for key in ("kind", "purpose", "relation", "marks", "premises", "consent", "consent_on")}
    data = {
        "office": house.station,
        **told,
        "requester": PERSON,
        "subject": {**subject, "age": 30, "addresses": [{"house": "114"}]},
    }
    citizen = sent(window, house, "verification", "9812345608", data)
    record = record_of(citizen)
    desk = {officer: window(house, officer=officer) for officer in ("sho", "eo", "operator", "acp")}
    at = f"/desk/records/{record}"
    desk["sho"].go(at).fill({"to_officer": "eo"}).press("Allot the field visit")
    for officer, name, title in (
        ("eo", "verification_visit", "Field Visit"),
        ("operator", "record_check", "Check of"),
        ("sho", "", "Recommend"),
        ("acp", "verification_result", "Verification Certificate"),
    ):
        desk[officer].go(at)
        if name:
            desk[officer].follow(title).fill(form(name)).press("Submit").at("/desk/records/[^/]+$")
        else:
            desk[officer].press(title)

    citizen.follow("Go to the request")
    assert "Clear: certificate issued" in citizen.text("aside")
    assert_stands(window(house), citizen.pdf("Verification Certificate"), "Clear")


def test_blank_forms_are_had_and_feedback_is_sent_without_signing_in(house, window):
    anybody = window(house).go("/").follow("Information and forms", exact=True)
    assert "Signature of the applicant" in anybody.pdf("Complaint / Petition")

    anybody.go("/services/information").follow("Begin")
    anybody.fill(
        {"office": house.station, "kind": "suggestion", "service": "complaint", "text": "Keep it open on Sundays."}
    ).press("Send")

    record = record_of(anybody.at("/receipt/"))
    assert "Keep it open on Sundays." in window(house, officer="sho").go(f"/desk/records/{record}").text()


def assert_stands(held, paper, status):
    """Assert that the address beside the QR code of a paper says that the paper stands."""
    address = re.search(r"http://127\.0\.0\.1:\d+(/verify/[0-9a-f-]{36}/[a-z_]+/[0-9a-f]{20})", paper.replace("\n", ""))
    assert address, paper
    held.go(address[1])
    assert "The paper was issued by us and stands." in held.text()
    assert status in held.text()
    forged = held.page.request.get(address[1][:-4] + "0000")
    assert forged.status == 404
