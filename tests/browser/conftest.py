"""A real browser before a real server. Where there is no Chromium the tests fail, and say how to get one."""

import os
from pathlib import Path

import pytest
from builders import diary
from chromium import PLACES, executable
from driving import Window
from housing import NamedHouse, served
from playwright.sync_api import sync_playwright
from stories import Furnished
from watching import watched

from cas_core.web import assets as web_assets

ROOT = Path(__file__).parents[2]
ARGUMENTS = ["--no-sandbox", "--disable-lcd-text", "--lang=en-IN"]


@pytest.fixture(scope="session")
def chromium():
    """The browser of the distribution."""
    found = executable(os.environ, PLACES)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def assets():
    """The script and the typefaces of the pages; where they can't be had, every test that needs them fails."""
    folder = ROOT / "assets"
    web_assets.install(folder)
    return folder


@pytest.fixture(scope="session")
def house(chromium, builds, tmp_path_factory, fonts, assets):
    """The Karnataka build, served."""
    yield from served(builds["ka"], tmp_path_factory.mktemp("ka") / "cas.db", fonts, assets, "ka")


@pytest.fixture(scope="session")
def delhi(chromium, builds, tmp_path_factory, fonts, assets):
    """The Delhi build, served: it speaks Urdu too."""
    yield from served(builds["dl"], tmp_path_factory.mktemp("dl") / "cas.db", fonts, assets, "dl")


@pytest.fixture(scope="session")
def named(chromium, builds, tmp_path_factory, fonts, assets):
    """The Karnataka build, served under a name."""
    yield from served(builds["ka"], tmp_path_factory.mktemp("named") / "cas.db", fonts, assets, "ka", NamedHouse)


@pytest.fixture
def window(chromium):
    """Return a new window on a house; each ends with the test, and none may have had an error in it."""
    opened = []

    def open_(house, **options):
        opened.append(Window(chromium, house, **options))
        return opened[-1]

    yield open_
    for held in opened:
        held.close()
    assert [fault for held in opened for fault in held.faults] == []


@pytest.fixture(scope="session")
def furnished(house):
    """The Karnataka build with something on every page."""
    return Furnished(house, ka={"beat": "3"})


@pytest.fixture
def wary(window):
    """Return windows that notice what payloads do."""
    return lambda house, **who: watched(window(house, **who))


@pytest.fixture(scope="session")
def attacked(chromium, builds, tmp_path_factory, fonts, assets):
    """A house of its own: nothing else is to be found in it."""
    yield from served(builds["ka"], tmp_path_factory.mktemp("attacked") / "cas.db", fonts, assets, "ka")


@pytest.fixture(scope="session")
def entry(attacked):
    """The diary entry that records refer to."""
    with attacked.cas.desk("officer:sho") as desk:
        return diary(desk, "attacked").id
