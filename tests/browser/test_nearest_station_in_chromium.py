"""The button that finds the nearest police station: the browser tells where it is, or does not."""

import pytest
from checking import TELEPHONE, broken_rules, overflow, speaks
from readers import BUILD

DESK = {"width": 1280, "height": 900}
NEAR = {"house": {"latitude": 12.97534, "longitude": 77.57312}, "delhi": {"latitude": 28.64471, "longitude": 77.24312}}
"""By build, a point that only its own first station is near to."""
SHOWN = {"house": ("12.975", "77.573"), "delhi": ("28.645", "77.243")}
BUTTON = "Find the nearest to me"


@pytest.fixture(params=["en", "ur"])
def tongue(request):
    return request.param


@pytest.fixture
def served(tongue, request):
    return request.getfixturevalue(BUILD[tongue])


def asked(held):
    """Press the button, and return what the browser sent."""
    with held.page.expect_request(lambda request: request.method == "POST") as sent, held.page.expect_navigation():
        held.page.get_by_role("button", name=held.say(BUTTON)).click()
    return sent.value


def wrong(held):
    """Return what is wrong with a page, at the width of a telephone and of a desk."""
    found = [*speaks(held.language)(held.page)]
    for size in (TELEPHONE, DESK):
        held.page.set_viewport_size(size)
        found += [*broken_rules(held.page), *overflow(held.page)]
    return found


def test_who_lets_the_browser_tell_where_he_is_sees_the_nearest_first(tongue, served, window):
    place = {"geolocation": NEAR[BUILD[tongue]], "permissions": ["geolocation"]}
    anybody = window(served, language=tongue, **place).go("/")
    anybody.follow("Police stations", exact=True)

    sent = asked(anybody)

    latitude, longitude = SHOWN[BUILD[tongue]]
    assert sent.post_data == f"latitude={latitude}&longitude={longitude}"
    assert anybody.page.url == f"{served.origin}/stations"
    assert anybody.text("h2") == anybody.say("Nearest to you")
    first = anybody.page.locator("ul.cards > li").first.inner_text()
    assert anybody.words.office(served.cas.offices()[served.station]) in first
    assert wrong(anybody) == []


def test_who_does_not_is_told_to_search_and_nothing_is_sent(tongue, served, window):
    anybody = window(served, language=tongue).go("/stations")
    sent = []
    anybody.page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    told = anybody.page.get_by_role("alert")
    assert told.count() == 0

    anybody.page.get_by_role("button", name=anybody.say(BUTTON)).click()

    told.wait_for()
    assert anybody.say("Your place could not be read") in told.inner_text()
    assert sent == []
    assert wrong(anybody) == []


def test_nothing_is_asked_before_the_button_is_pressed(house, window):
    anybody = window(house, geolocation=NEAR["house"], permissions=["geolocation"])
    anybody.context.add_init_script(
        "window.asked = 0; const at = navigator.geolocation, held = at.getCurrentPosition.bind(at);"
        "at.getCurrentPosition = (...more) => { window.asked += 1; held(...more); };"
    )
    anybody.go("/stations")
    assert anybody.page.get_by_role("button", name=BUTTON).is_visible()
    assert anybody.page.evaluate("window.asked") == 0


def test_without_scripts_there_is_no_button_and_the_search_is_enough(house, window):
    anybody = window(house, java_script_enabled=False).go("/stations")
    assert anybody.page.get_by_role("button", name=BUTTON).count() == 0
    anybody.page.get_by_label("Name, district, locality or PIN code").fill("560009")
    anybody.press("Search")
    assert "Upparpet" in anybody.page.locator("ul.cards > li").first.inner_text()
