"""The nine services of the portal, each from its page to its result, as a citizen goes through them in his language.

All that is pressed and followed is found by what it says in that language, as the build's catalogue has it. The
languages go round, so that each is met; under ``nox -s soak`` every service is tried in all of them.
"""

import re
from functools import cache

import pytest
from builders import POSTS, SOAK, form, registered
from papers import PNG
from readers import BUILD, OWN, Readers, typed_in
from stories import arrested, missed, wanted

from cas_core.publication import View

RECORD = "/desk/records/[^/]+$"
LETTERS = {"hi": range(0x0900, 0x0980), "kn": range(0x0C80, 0x0D00), "ur": range(0x0600, 0x0700)}
PERSON = {
    "name": {"text": "Ramesh Kumar"},
    "gender": "M",
    "age": 42,
    "addresses": [{"house": "14/2", "village": "Bengaluru"}],
}


def spoken(place):
    """Return a mark: the languages in which the service of a place in the list is tried."""
    tongues = list(BUILD)
    return pytest.mark.parametrize("tongue", tongues if SOAK > 1 else [tongues[place % len(tongues)]])


class Citizens(Readers):
    """Citizens of one language, and the officers who serve them."""

    @property
    def station(self):
        """The name of the police station."""
        return self.words.office(self.house.cas.offices()[self.house.station])

    def say(self, text):
        """Return a text in the language of the people, as the catalogues of the build have it."""
        return self.words.translate(text)

    def plain(self, held):
        """Return what a page says, its digits in ASCII."""
        return "".join(str(int(char)) if char.isdecimal() else char for char in held.text())

    def send(self, service, mobile, data, files=()):
        """Go from the first page to the form of a service, fill it in and send it; the window then shows the receipt."""
        site = self.house.app.state.site
        citizen = self.one(**({"mobile": mobile} if mobile else {})).go("/")
        self.look(citizen).follow(site.services[service].title, exact=True)
        self.look(citizen).follow("Begin").fill({"office": self.house.station})
        self.fill(citizen, site.opening(site.services[service]), data, files)
        return self.look(citizen.press("Send").at("/receipt/"))

    def ask(self, number, code):
        """Ask how an application stands, with its receipt."""
        anybody = self.look(self.one().go("/").follow("Status", exact=True))
        self.write(anybody, ("Number of the complaint, case or application", number), ("Code of the receipt", code))
        return self.look(anybody.press("Ask"))

    def search(self, service, view, label, text):
        """Search a public list, which a service leads to."""
        site = self.house.app.state.site
        anybody = self.look(self.one().go("/").follow(site.services[service].title, exact=True))
        self.look(anybody.follow(site.cas.build.composition.get(View, view).title, exact=True))
        return self.again(anybody, label, text)

    def again(self, anybody, label, text):
        """Search for something else."""
        return self.look(self.write(anybody, (label, text)).press("Search"))

    def serve(self, officer, record, name, **more):
        """Have an officer fill in a form of a record."""
        title = self.house.cas.build.composition.form(name).form.title
        held = self.at(officer, f"/desk/records/{record}").follow(title, exact=True)
        self.fill(held, name, form(name, **more)).press("Submit").at(RECORD)

    def assert_paper(self, paper, *words):
        """Assert that a PDF says words in English, and that in another language it is in its letters."""
        if self.language == "en":
            assert [word for word in words if word not in paper] == []
        else:
            assert len(set(paper) & {chr(code) for code in LETTERS[self.language]}) > 10

    def assert_stands(self, paper, status):
        """Assert that the address beside the QR code of a paper says that the paper stands."""
        origin = re.escape(self.house.origin)
        address = re.search(rf"{origin}(/verify/[0-9a-f-]{{36}}/[a-z_]+/[0-9a-f]{{20}})", paper.replace("\n", ""))
        assert address, paper
        held = self.look(self.one().go(address[1]))
        assert held.say("The paper was issued by us and stands.") in held.text()
        assert status in held.text()
        forged = held.page.request.get(address[1][:-4] + "0000")
        assert forged.status == 404


def facts(held):
    """Return number and code on a receipt."""
    return [held.page.locator(f"dl.facts dd.{kind}").first.inner_text() for kind in ("number", "once")]


def record_of(held):
    return held.page.url.rsplit("/", 1)[1]


class Told:
    """What happened in a house before: a case that names a stolen vehicle, and what is published."""

    def __init__(self, house, build):
        vehicles = [{"kind": "motorcycle", "status": "stolen", "registration": "KA01EH1234"}]
        self.case = registered(house.cas, key="services", vehicles=vehicles, **OWN[build])
        arrested(house.cas, self.case)
        wanted(house.cas, self.case)
        missed(house.cas)


@pytest.fixture(scope="module")
def telling():
    """Return what happened in a house; it happens once in each."""
    return cache(Told)


@pytest.fixture
def people(tongue, window, request):
    """The citizens who read a language; nothing may be wrong with what they saw."""
    typed = {name.title() for name, *_ in POSTS} | typed_in(form("missing"))
    held = Citizens(window, request.getfixturevalue(BUILD[tongue]), tongue, typed)
    yield held
    assert held.faults == {}


@pytest.fixture
def case(people, tongue, telling):
    """The case of which citizens ask."""
    return telling(people.house, BUILD[tongue]).case


@spoken(0)
def test_a_complaint_is_sent_with_a_file_and_asked_after_by_its_receipt(people):
    data = {"nature": "property", "contents": "The lock was broken.", "complainant": PERSON}
    file = {"attachments": {"name": "lock.png", "mimeType": "image/png", "buffer": PNG}}
    citizen = people.send("complaint", "9812345601", data, file)
    record = record_of(citizen)

    anybody = people.ask(*facts(citizen))

    assert people.station in anybody.text()
    assert people.words.status("complaint", "received") in anybody.text()
    writer = people.look(people.at("writer", f"/desk/records/{record}"))
    with writer.page.expect_download() as kept:
        writer.page.get_by_role("link", name="lock.png").click()
    assert kept.value.path().read_bytes() == PNG


@spoken(1)
def test_a_status_is_told_for_a_code_that_is_sent_to_the_informant(people, case):
    mobile = "9845012345"
    anybody = people.one().go("/").follow("Status of a complaint or case", exact=True)
    people.look(anybody).follow("Ask for the status")
    number = ("Number of the complaint, case or application", case.number)
    people.write(anybody, number, ("Mobile number", mobile)).press("Ask")
    people.write(anybody, ("Code", people.house.telephone.code(mobile)))

    people.look(anybody.press("Ask"))

    assert people.words.status("fir", case.status) in anybody.text()
    assert "ರಮೇಶ್" not in anybody.text()


@spoken(2)
def test_a_copy_is_applied_for_given_by_an_officer_and_kept_as_pdf(people, case):
    data = {"document": "fir", "number": case.number, "right": "informant", "applicant": PERSON}
    citizen = people.send("copies", "9812345603", data)
    record = record_of(citizen)
    officer = people.at("sho", f"/desk/records/{record}").follow("Correct")
    officer.fill({"reason": "Identity seen"})
    people.fill(officer, "copy_request", {"identity_seen": True, "fir": case.number}).press("Correct").at(RECORD)
    people.serve("sho", record, "copy_given")

    people.look(citizen.follow("Go to the request"))

    assert people.words.status("copy_request", "given") in citizen.text("aside")
    paper = citizen.pdf("The copy that you asked for")
    assert case.national_number in paper.replace("\n", "")
    people.assert_paper(paper)


@spoken(3)
@pytest.mark.parametrize(
    "said",
    [
        ("arrested", "Manju", "Manju alias Kulla", "ಮಂಜು ಅಲಿಯಾಸ್ ಕುಳ್ಳ"),
        ("proclaimed", "Manju", "10,000", "10,000"),
    ],
    ids=["arrested", "wanted"],
)
def test_who_is_arrested_or_wanted_is_searched_by_name(people, case, said):
    view, name, shown, shown_elsewhere = said
    anybody = people.search("arrested_wanted", view, "Name in Roman letters", name)
    assert (shown if people.language == "en" else shown_elsewhere) in people.plain(anybody)

    people.again(anybody, "Name in Roman letters", "Zzyzx")
    assert people.say("Nothing was found.") in anybody.text()


@spoken(4)
def test_a_missing_person_is_searched_by_name(people, case):
    anybody = people.search("missing", "missing", "Name in Roman letters", "Pooja")
    assert ("Pooja Kumari" if people.language == "en" else "पूजा कुमारी") in anybody.text()
    assert "9412345678" not in people.plain(anybody)

    people.again(anybody, "Name in Roman letters", "Zzyzx")
    assert people.say("Nothing was found.") in anybody.text()


@spoken(5)
def test_a_stolen_vehicle_is_found_and_of_another_it_is_certified_that_it_is_not(people, case):
    label = "Registration mark, chassis, engine number or IMEI"
    anybody = people.search("stolen", "stolen", label, "KA 01 EH 1234")
    assert "KA01EH1234" in people.plain(anybody).replace(" ", "").replace("-", "")

    people.again(anybody, label, "KA 05 ZZ 9999")
    assert people.say("No entry of this state bears this mark today.") in anybody.text()
    paper = anybody.pdf("Certificate of no match")

    assert "KA05ZZ9999" in paper.replace(" ", "").replace("-", "")
    people.assert_paper(paper, "Seal")


@spoken(6)
def test_a_permission_is_paid_tracked_granted_and_its_paper_checked(people):
    asked = {key: value for key, value in form("permission").items() if key not in {"fee_due", "applicant", "place"}}
    citizen = people.send("permission", "9812345607", {**asked, "applicant": PERSON, "place": {"type": "road"}})
    record = record_of(citizen)
    receipt = facts(citizen)
    people.look(citizen.follow("Go to the request"))
    if citizen.page.get_by_role("button", name=people.say("Pay now")).count():
        people.look(citizen.press("Pay now").at("/requests/[^/]+$"))
    sho = people.at("sho", f"/desk/records/{record}").press("Take up for scrutiny")
    people.look(sho).fill({"to_officer": "io"}).press("Ask for the report of the police station")
    people.serve("io", record, "permission_report")

    anybody = people.ask(*receipt)
    assert people.words.status("permission", "reported") in anybody.text()

    paper = "Permission / No Objection Certificate"
    people.serve("sho", record, "permission_grant", valid_from="2026-11-01", valid_to="2099-11-01")
    people.look(citizen.go(f"/requests/{record}"))
    people.assert_stands(citizen.pdf(paper), people.words.status("permission", "granted"))


@spoken(7)
def test_a_tenant_is_verified_up_to_the_certificate(people):
    asked = form("verification")
    subject = {key: asked["subject"][key] for key in ("name", "gender", "mobile")}
    told = {key: asked[key] for key in ("kind", "purpose", "relation", "marks", "premises", "consent", "consent_on")}
    whom = {**subject, "age": 30, "addresses": [{"house": "114"}]}
    citizen = people.send("verification", "9812345608", {**told, "requester": PERSON, "subject": whom})
    record = record_of(citizen)
    people.at("sho", f"/desk/records/{record}").fill({"to_officer": "eo"}).press("Allot the field visit")
    people.serve("eo", record, "verification_visit")
    people.serve("typist", record, "record_check")
    people.look(people.at("sho", f"/desk/records/{record}").press("Recommend"))
    people.serve("acp", record, "verification_result")

    people.look(citizen.follow("Go to the request"))

    clear = people.words.status("verification", "clear")
    assert clear in citizen.text("aside")
    people.assert_stands(citizen.pdf("Verification Certificate"), clear)


@spoken(8)
def test_blank_forms_are_had_and_feedback_is_sent_without_signing_in(people):
    anybody = people.look(people.one().go("/").follow("Information and forms", exact=True))
    people.assert_paper(anybody.pdf("Complaint / Petition"), "Signature of the applicant")

    data = {"kind": "suggestion", "service": "complaint", "text": "Keep it open on Sundays."}
    record = record_of(people.send("information", "", data))

    assert "Keep it open on Sundays." in people.at("sho", f"/desk/records/{record}").text()
