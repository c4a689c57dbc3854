"""Pages in the languages of their readers: the right direction, letters that exist, and nothing wider than the page."""

import pytest
from checking import TELEPHONE, overflow, speaks, visited
from pages import addresses

BLOCK = {"hi": range(0x0900, 0x0980), "kn": range(0x0C80, 0x0D00)}


@pytest.mark.parametrize("language", ["hi", "kn"])
def test_the_portal_of_karnataka_speaks(furnished, house, window, language):
    citizen = window(house, language=language, mobile=furnished.MOBILE, viewport=TELEPHONE)
    citizen.context.add_cookies([furnished.receipt()])
    paths = one_of_each(addresses(house.app, furnished.portal(), desk=False))

    assert visited(citizen, paths, speaks(language), overflow) == []
    officer = window(house, language=language, officer="sho")
    assert visited(officer, [f"/desk/records/{furnished.case.id}"], speaks(language), overflow) == []


def one_of_each(paths):
    """Return the first address of each page, and none twice."""
    return list({path.split("/")[1] + str(path.count("/")): path for path in reversed(paths)}.values())


def test_the_portal_of_delhi_speaks_urdu_from_right_to_left(delhi, window):
    citizen = window(delhi, language="ur", viewport=TELEPHONE)
    services = [f"/services/{name}" for name in ("complaint", "information")]
    paths = ["/", *services, "/services/information/apply", "/status", "/information", "/sign-in", "/search/missing"]
    assert visited(citizen, paths, speaks("ur"), overflow) == []
    officer = window(delhi, language="ur", officer="sho", viewport={"width": 1280, "height": 900})
    assert visited(officer, ["/desk", "/desk/registers/general_diary/new"], speaks("ur"), overflow) == []
    begins = "() => document.querySelector('main h1').getBoundingClientRect().right > innerWidth / 2"
    assert officer.page.evaluate(begins)


@pytest.mark.parametrize("language", ["hi", "kn"])
def test_a_language_is_chosen_and_stays(house, window, language):
    anybody = window(house).go("/status")
    anybody.page.locator(f"nav.languages a[lang={language}]").click()
    anybody.page.wait_for_url("**/status")
    anybody.go("/")
    assert anybody.page.locator("html").get_attribute("lang") == language
    assert anybody.page.get_by_role("link", name="English").is_visible()
    assert set(anybody.text()) & {chr(code) for code in BLOCK[language]}
