"""A whole case at the desk, from signing in to the judgment, in the language of its officers.

All that is pressed and followed is found by what it says in that language, as the build's catalogue has it.
Urdu is always tried; the other languages under ``nox -s soak``.
"""

import pytest
from builders import POSTS, SOAK, form
from readers import BUILD, OWN, Readers, typed_in
from web_served import PASSWORD

CLERK = {"en": "writer", "kn": "sho", "hi": "writer", "ur": "sho"}
"""Who signs in: a code of the second factor is taken once."""
BY_HAND = "Done before the registration, when the station had no link"
ACCUSED = [{"standing": "suspected", "person": {"name": {"text": "Manju"}, "gender": "M"}}]
RECORD = "/desk/records/[^/]+$"


class Officers(Readers):
    """The officers of a station."""

    def submit(self, officer, case, name, **more):
        """Fill in a form of a case and submit it."""
        title = self.house.cas.build.composition.form(name).form.title
        held = self.at(officer, case).follow(title, exact=True)
        data = {key: value for key, value in form(name, **more).items() if value is not None}
        self.fill(held, name, data).press("Submit").at(RECORD)
        return self.look(held)


@pytest.fixture(params=sorted(BUILD) if SOAK > 1 else ["ur"])
def tongue(request):
    return request.param


def test_a_case_is_worked_from_the_diary_to_the_judgment(tongue, window, request):
    house = request.getfixturevalue(BUILD[tongue])
    officers = Officers(window, house, tongue, {name.title() for name, *_ in POSTS})
    words = officers.words
    title = {name: register.title for name, register in house.app.state.site.registers.items()}

    # Signing in, and the diary.
    clerk = window(house, language=tongue).go("/desk")
    code = house.enrol(CLERK[tongue]).now()
    for label, text in (("Officer", CLERK[tongue]), ("Password", PASSWORD), ("Code of the authenticator", code)):
        clerk.page.get_by_label(clerk.say(label), exact=True).fill(text)
    officers.look(clerk).press("Sign in").at("/desk$")
    officers.look(clerk).follow("Registers").follow(title["general_diary"], exact=True)
    officers.look(clerk).follow("New entry")
    entry = officers.fill(clerk, "gd_entry", form("gd_entry")).press("Enter in the register").at(RECORD)
    gd_entry = officers.look(entry).page.url.rsplit("/", 1)[1]

    # A complaint, and the FIR that comes of it.
    clerk.follow("Registers").follow(title["complaint"], exact=True).follow("New entry")
    officers.fill(clerk, "complaint", form("complaint", accused=ACCUSED)).press("Enter in the register").at(RECORD)
    sho = officers.at("sho", clerk.page.url).follow(title["fir"], exact=True)
    data = form("fir", accused=ACCUSED, properties=form("fir")["properties"][:1], **OWN[BUILD[tongue]])
    rest = {key: value for key, value in data.items() if key != "complainant"}
    number = numbered(house, gd_entry)
    officers.fill(sho, "fir", {**rest, "gd_entry": number}).press("Enter in the register").at(RECORD)
    case = officers.look(sho).page.url
    assert words.status("fir", "registered") in sho.text()
    sho.fill({"to_officer": "io"}).press(step(house, "assign_io"))

    # Investigation.
    memo = {"gd_entry": number, "arrested_at": "2026-11-21T06:40+05:30", "before_registration": BY_HAND}
    officers.submit("io", case, "arrest", **memo)
    officers.submit("io", case, "search_seizure", **SEIZED, gd_entry=number)
    officers.submit("io", case, "case_diary", statements=None)
    officers.submit("io", case, "section_alteration", accused=["A1"])
    officers.typed |= typed_in(form("crime_details"))
    with house.cas.desk("officer:io") as desk:
        desk.submit(case.rsplit("/", 1)[1], "crime_details", form("crime_details"))
    officers.submit("io", case, "final_report", **reported())
    officers.look(officers.at("sho", case)).press(step(house, "scrutinise")).at(RECORD)
    acp = officers.look(officers.at("acp", case))
    acp.press(step(house, "circle_takes_up") or f"{acp.say('Agree')}: {acp.say(step(house, 'forward'))}").at(RECORD)
    officers.look(officers.at("sho", case)).press(step(house, "forward")).at(RECORD)

    # The court.
    officers.submit("court", case, "court_intake", accused=["A1"], order_copy=None)
    officers.submit("court", case, "charge_framed", rows=form("charge_framed")["rows"][:1])
    judged = {"rows": form("court_disposal")["rows"][:1], "judgment_copy": None, "copy_received_on": None}
    officers.submit("court", case, "court_disposal", **judged)
    assert words.status("fir", "disposed") in officers.at("court", case).text()
    assert officers.faults == {}


def reported():
    """Return what changes in the example of a final form: it accounts for one accused, and names one witness."""
    example = form("final_report")
    plain = {name: example["accused"][0][name] for name in ("accused", "result", "status", "statutes", "evidence")}
    plain["person"] = ACCUSED[0]["person"]
    lists = ("property", "documents", "articles", "laboratory", "enclosures")
    some = {name: example[name][:1] for name in ("witnesses", "investigating_officers")}
    return {**dict.fromkeys(lists), **some, "accused": [plain], "enclosures_count": None}


SEIZED = {
    "before_registration": BY_HAND,
    "seized_at": "2026-11-21T08:00+05:30",
    **dict.fromkeys(("finished_at", "sho_informed_at", "malkhana_at", "recordings", "signed_on")),
    "witnesses": [{"person": {"name": {"text": name}}} for name in ("Nagaraj", "Imran Khan")],
    "recording_absence": "No device was at hand",
    **dict.fromkeys(("magistrate_informed_at", "recording_forwarded_at", "record_sent_at")),
    **dict.fromkeys(("firearms", "currency", "drugs", "explosives", "electronics", "jewellery", "documents")),
    **dict.fromkeys(("cultural", "animals", "liquors", "immovables", "vehicles", "packets")),
}
"""One thing is seized; a person signs on paper."""


def step(house, name):
    """Return the English label of a step of a case; empty where the build has none."""
    workflow = house.cas.build.composition.elements["workflow"]["case"]
    return next((found["label"] for found in workflow["transitions"] if found["id"] == name), "")


def numbered(house, record):
    """Return the printed number of a record."""
    with house.cas.desk("officer:sho") as desk:
        return desk.read(record).number
