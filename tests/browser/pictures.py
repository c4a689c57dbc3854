"""Pictures of pages for the documentation: ``nox -s pictures`` makes them, a few, each small."""

from pathlib import Path

import pytest
from builders import form
from supervised import Entered

from cas_core.sources import today

FOLDER = Path(__file__).parents[2] / "docs/explanation/pictures"
MOST_BYTES = 150_000
DESK = {"width": 960, "height": 620}
TELEPHONE = {"width": 390, "height": 844}


def taken(held, name):
    """Take a picture of what a window shows, in as few colours as keep it small."""
    held.page.evaluate("document.fonts.ready")
    FOLDER.mkdir(parents=True, exist_ok=True)
    file = FOLDER / f"{name}.png"
    held.page.screenshot(path=file, animations="disabled")
    assert file.stat().st_size < MOST_BYTES, f"{file.name} is too large"


@pytest.mark.parametrize("language", ["en", "kn"])
def test_the_first_page(house, window, language):
    taken(window(house, language=language, viewport=DESK).go("/"), f"portal-{language}")


def test_the_first_page_in_urdu(delhi, window):
    taken(window(delhi, language="ur", viewport=DESK).go("/"), "portal-ur")


def test_a_complaint_on_a_telephone(house, window):
    citizen = window(house, mobile="9812345655", viewport=TELEPHONE).go("/services/complaint/apply")
    citizen.fill({"office": house.station, "nature": "property"})
    taken(citizen, "complaint-on-a-telephone")


def test_the_desk(furnished, house, window):
    officer = window(house, officer="sho", viewport=DESK)
    taken(officer.go("/desk"), "desk-work")
    taken(officer.go(f"/desk/records/{furnished.case.id}"), "desk-record")
    taken(window(house, officer="acp", viewport=DESK).go("/desk/figures"), "desk-figures")


def test_the_form_of_an_fir(house, window):
    officer = window(house, officer="sho", viewport=DESK, reduced_motion="reduce").go("/desk/registers/fir/new")
    officer.fill({"kind": "regular", "statutes": form("fir")["statutes"]})
    officer.page.get_by_text("Triable by").wait_for()
    officer.page.evaluate("document.querySelector('[name=statutes]').closest('fieldset.part').scrollIntoView()")
    taken(officer, "desk-fir")


def test_supervision(furnished, house, window):
    with house.cas.store.writing() as connection:
        entered = Entered(connection)
        for office, due in (("upparpet", -3), ("chickpet", 4), ("west_cen", 6)):
            entered.clock(entered.record(office), due)
    officer = window(house, officer="dcp", viewport=DESK)
    taken(officer.go("/desk/supervision?office=chickpet"), "desk-supervision")


def test_signing_in(named, window):
    taken(window(named, viewport=DESK).go("/desk/sign-in"), "desk-sign-in")


def test_the_preview_of_an_order(house, window):
    house.cas.appoint("painter", name="Painter", rank="IGP", office="hq", role="administrator")
    chief = window(house, viewport=DESK)
    chief.context.add_cookies([house.officer_cookie("painter", "hq")])
    chief.go("/desk/values/place_type/add")
    value = {"label.en": "Shopping mall", "label.kn": "ಮಾಲ್", "code": "mall", "office": "hq", "stands_as": "shop"}
    chief.fill({**value, "on": today().isoformat()}).press("Show what it changes").at("/place_type/add")
    taken(chief, "desk-administration")
