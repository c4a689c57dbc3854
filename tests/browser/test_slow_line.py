"""On a line of 256 kbit/s: few bytes, text before typefaces, and a form that needs no script to be sent.

What is asserted does not depend on time.
"""

import gzip
from http import HTTPStatus
from urllib.parse import urlsplit

import pytest
from builders import form

MOST_BYTES = 100_000
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 256_000 / 8, "uploadThroughput": 128_000 / 8}
PORTAL = ("/", "/services/complaint", "/services/complaint/apply", "/status", "/stations", "/search/stolen", "/sign-in")
DESK = ("/desk", "/desk/registers", "/desk/registers/fir", "/desk/registers/fir/new", "/desk/figures", "/desk/search")
PACKED = ("text/", "application/javascript", "image/svg")
"""What the web server in front packs."""


def slowed(held):
    """Slow the line of a window down, as Chromium's own tools do it."""
    held.context.new_cdp_session(held.page).send("Network.emulateNetworkConditions", SLOW)
    return held


def loaded(held, path):
    """Open a page for the first time and return the bytes of each answer, packed as the server in front packs them."""
    answers = []
    held.page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 - a method of a list bears no mark
    held.page.goto(path, wait_until="load")
    return {urlsplit(answer.url).path: packed(answer) for answer in list(answers) if answer.status == HTTPStatus.OK}


def packed(answer):
    body = answer.body()
    return len(gzip.compress(body)) if answer.headers.get("content-type", "").startswith(PACKED) else len(body)


@pytest.mark.parametrize(("path", "officer"), [*((path, "") for path in PORTAL), *((path, "sho") for path in DESK)])
def test_a_first_visit_loads_little_and_waits_for_no_script(house, window, path, officer):
    held = window(house, officer=officer, mobile="" if officer else "9812345677")
    sizes = loaded(held, path)
    needed = {at: size for at, size in sizes.items() if not at.endswith(".woff2")}

    assert "/static/site.css" in needed
    assert sum(needed.values()) <= MOST_BYTES, needed
    assert held.page.evaluate("[...document.scripts].filter((at) => !at.defer && !at.async).length") == 0
    assert held.page.locator("link[rel=stylesheet]").count() == 1


def test_every_typeface_lets_text_be_seen_before_it_is_there(house, window):
    held = window(house, language="kn").go("/")
    faces = held.page.evaluate(
        "[...document.styleSheets].flatMap((at) => [...at.cssRules]).filter((at) => at instanceof CSSFontFaceRule)"
        ".map((at) => at.style.getPropertyValue('font-display'))"
    )
    assert len(faces) >= 5
    assert set(faces) == {"swap"}


def test_text_stands_there_while_the_typeface_is_still_on_its_way(house, window):
    held = window(house, language="kn")
    waiting = []
    held.page.route("**/*.woff2", lambda route: waiting.append(route))  # noqa: PLW0108 - as above
    held.page.goto("/", wait_until="domcontentloaded")

    assert held.page.get_by_role("heading", level=1).is_visible()
    assert held.page.evaluate("[...document.fonts].filter((at) => at.status === 'loaded').length") == 0
    for route in waiting:
        route.abort()


def test_an_entry_is_sent_on_a_slow_line_before_any_script_is_there(house, window):
    """The officer does not wait for the script, and neither does the form."""
    held = slowed(window(house, officer="writer"))
    waiting = []
    held.page.route("**/*.js", lambda route: waiting.append(route))  # noqa: PLW0108 - as above
    held.page.goto("/desk/registers/general_diary/new", wait_until="commit")
    held.page.locator("button.main").wait_for(timeout=30_000)
    held.fill(form("gd_entry", brief="Sent before the script"))
    held.page.locator("button.main").click(no_wait_after=True)
    held.page.wait_for_url("**/desk/records/*", wait_until="commit", timeout=30_000)
    held.page.get_by_text("Sent before the script").first.wait_for(timeout=30_000)

    assert waiting, "a script was asked for, and never came"
    for route in waiting:
        route.abort()
