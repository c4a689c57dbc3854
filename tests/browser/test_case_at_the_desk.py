"""A case at the desk: nothing is typed twice, drafts are kept, and a lost server loses nothing."""

from urllib.parse import urlsplit

import pytest
from builders import diary, form
from housing import served
from playwright.sync_api import Error, expect
from stories import applied

from cas_core.store import sessions


def test_a_complaint_becomes_an_fir_an_arrest_and_a_figure(house, window):
    complaint = applied(house, "complaint", "9812345611", mode="portal", accused=[ACCUSED])
    with house.cas.desk("officer:sho") as desk:
        entry = diary(desk, "from-complaint")
    sho = window(house, officer="sho").go("/desk").follow("Registers").follow("Petitions", exact=True)
    sho.follow(complaint.number).follow("First Information Reports")

    # What the complaint said is there, and what the officer types of the law is explained beside it.
    assert typed(sho, "complainant.name.text") == "ರಮೇಶ್ ಕುಮಾರ್"
    assert typed(sho, "complainant.mobile").endswith("9845012345")
    assert typed(sho, "accused.0.person.name.text") == "Manju"
    sho.page.locator('[name="statutes"]').press_sequentially("331(4), 305 BNS")
    sho.page.get_by_text("BNS 331(4)").wait_for()
    assert "Cognizable" in sho.text("[id='statutes-facts']")

    rest = {key: value for key, value in form("fir").items() if key not in {"complainant", "accused", "statutes"}}
    sho.fill({**rest, "gd_entry": entry.number, "ka": {"beat": "3"}}).press("Enter in the register")
    sho.at("/desk/records/[^/]+$")
    assert "Section" not in sho.text("h1")
    case = sho.page.url

    sho.fill({"to_officer": "io"}).press("Assign the investigating officer")
    io = window(house, officer="io").go(case).follow("Arrest / Court Surrender Memo")
    io.fill({"accused_code": "A1"})
    skipped = {"accused", "accused_code", "gd_entry"}
    memo = {key: value for key, value in form("arrest").items() if key not in skipped}
    who = {"name": {"text": "Manju"}, "gender": "M", "addresses": [{"street": "Cottonpet"}]}
    io.fill({**memo, "arrested_at": "2026-11-21T06:40+05:30", "accused": who, "gd_entry": entry.number}).press("Submit")
    assert "Cottonpet" in io.at("/desk/records/[^/]+$").text()

    acp = window(house, officer="acp").go("/desk/figures")
    assert "First Information Reports" in acp.text()


def test_a_draft_is_kept_while_the_officer_types_and_taken_up_again(house, window):
    sho = window(house, officer="sho").go("/desk/registers/complaint/new")
    sho.page.locator('[name="contents"]').press_sequentially("Begun at noon")
    sho.page.get_by_text("Kept as a draft.").wait_for()

    sho.go("/desk").page.locator('a[href^="/desk/drafts/"]').first.click()
    sho.page.wait_for_url("**/desk/drafts/*")
    draft = urlsplit(sho.page.url).path

    assert typed(sho, "contents") == "Begun at noon"
    sho.go("/desk").press("Discard Complaint / Petition")
    assert draft not in sho.page.content()


def test_what_is_typed_while_the_form_redraws_itself_is_not_lost(house, window):
    """The choice of a nature asks the server what applies now; the officer types on meanwhile."""
    sho = window(house, officer="sho").go("/desk/registers/fir/new")
    held = []
    sho.page.route(
        "**/desk/registers/fir/new",
        lambda route: held.append(route) if route.request.method == "POST" else route.continue_(),
    )
    sho.page.locator("select[hx-post]").first.select_option(index=1)
    sho.page.locator('[name="contents"]').fill("Typed meanwhile")
    sho.page.locator('[name="delay_reason"]').fill("And this")
    held[0].continue_()
    expect(sho.page.locator("#sheet")).to_have_attribute("data-drawn", "POST")

    assert typed(sho, "delay_reason") == "And this"
    assert typed(sho, "contents") == "Typed meanwhile"


@pytest.fixture
def lost(builds, tmp_path, fonts, assets):
    """A house of its own, whose server may be lost."""
    yield from served(builds["ka"], tmp_path / "lost.db", fonts, assets, "ka")


def test_what_was_typed_survives_the_loss_of_the_server_and_is_sent_once_it_is_back(lost, window):
    new = "/desk/registers/complaint/new"
    sho = window(lost, officer="sho").go(new).fill(form("complaint", accused=[ACCUSED]))
    lost.stop()
    sho.page.locator('[name="contents"]').fill("The bridge is flooded")
    sho.page.get_by_text("The server can't be reached.").wait_for()
    with pytest.raises(Error, match="ERR_CONNECTION_REFUSED"):
        sho.press("Enter in the register")
    sho.page.wait_for_url("chrome-error://**")

    lost.start()
    expect(sho.go(new).page.locator('[name="contents"]')).to_have_value("The bridge is flooded")
    assert typed(sho, "accused.0.person.name.text") == "Manju", "entries of groups come back too"
    sho.press("Enter in the register").at("/desk/records/[^/]+$")
    assert "The bridge is flooded" in sho.text()

    assert typed(sho.go(new), "contents") == ""
    sho.expect("htmx:error: Failed to fetch")


def test_what_was_typed_survives_the_end_of_the_session_for_the_same_officer_only(lost, window):
    new = "/desk/registers/complaint/new"
    sho = window(lost, officer="sho").go(new)
    with lost.cas.store.writing() as connection:
        sessions.end_all(connection, "officer", "sho")
    sho.page.locator('[name="contents"]').fill("Said in confidence")
    sho.page.get_by_text("The server can't be reached.").wait_for()
    sho.press("Enter in the register").at(r"/desk/sign-in\?to=/desk/registers/complaint/new$")

    sho.context.add_cookies([lost.officer_cookie("writer", lost.station)])
    assert typed(sho.go(new), "contents") == ""
    sho.context.add_cookies([lost.officer_cookie("sho", lost.station)])
    expect(sho.go(new).page.locator('[name="contents"]')).to_have_value("Said in confidence")
    sho.press("Sign out")
    sho.context.add_cookies([lost.officer_cookie("sho", lost.station)])
    assert typed(sho.go(new), "contents") == ""


def typed(held, name):
    return held.page.locator(f'main [name="{name}"]').input_value()


ACCUSED = {"standing": "suspected", "person": {"name": {"text": "Manju"}, "gender": "M"}}
