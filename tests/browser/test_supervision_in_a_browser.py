"""Supervision in a browser: accessible, no wider than a telephone, in each direction of writing, and down and up again."""

import pytest
from checking import TELEPHONE, broken_rules, overflow, speaks, visited
from housing import House
from supervised import Entered, two_districts

STANDINGS = ("late", "broken", "soon")


@pytest.fixture(scope="module")
def districts(chromium, builds, tmp_path_factory, fonts, assets):
    """Two districts of Karnataka with their registers, served."""
    cas = two_districts(builds["ka"], f"sqlite:///{tmp_path_factory.mktemp('districts') / 'cas.db'}")
    house = House(cas, fonts, assets).start()
    house.station, house.above, house.district = "upparpet", "chickpet", "bcp"
    yield house
    house.stop()
    cas.close()


def paths(office):
    """Return all pages of supervision, for an office."""
    clocks = [f"/desk/supervision/clocks?standing={name}&office={office}" for name in STANDINGS]
    narrowed = [f"{path}?office={office}" for path in ("/desk/registers/fir", "/desk/matches")]
    return ["/desk/supervision", f"/desk/supervision?office={office}", *clocks, *narrowed]


@pytest.mark.parametrize("language", ["en", "hi", "kn"])
def test_every_page_of_supervision_is_accessible(districts, window, language):
    officer = window(districts, language=language, officer="dcp", viewport=TELEPHONE)

    assert visited(officer, paths("chickpet"), broken_rules, overflow, speaks(language)) == []


def test_supervision_runs_from_right_to_left_in_urdu(delhi, window):
    with delhi.cas.store.writing() as connection:
        entered = Entered(connection)
        entered.clock(entered.record("daryaganj"), -1)
    officer = window(delhi, language="ur", officer="dcp", viewport=TELEPHONE)

    assert visited(officer, paths("daryaganj"), broken_rules, overflow, speaks("ur")) == []


def test_a_superintendent_goes_down_to_the_late_clocks_of_a_station_and_up_again(districts, window):
    officer = window(districts, officer="dcp").go("/desk")
    officer.follow("Supervision").follow("West Division").follow("Chickpet Sub-division").follow("Upparpet")
    officer.page.locator("td a.bad-ink").first.click()

    assert officer.page.locator("tbody tr").count() == 2
    officer.go("/desk/supervision?office=chickpet")
    officer.page.get_by_role("navigation", name="Offices above").get_by_role("link").first.click()
    officer.page.wait_for_url("**/desk/supervision?office=bcp")
    assert "Ramanagara" not in officer.text()
