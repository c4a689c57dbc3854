"""Scripts are a comfort: without them a complaint is filled in, its entries added and taken out by buttons, and sent."""

from builders import form


def test_a_complaint_is_filed_without_javascript(house, window):
    citizen = window(house, mobile="9812345633", java_script_enabled=False).go("/services/complaint/apply")
    page = citizen.page
    page.get_by_label("Police station or office").select_option("upparpet")
    page.locator('[name="nature"]').select_option("property")
    page.locator('[name="contents"]').fill("The lock was broken.")
    page.locator('[name="complainant.name.text"]').fill("Ramesh Kumar")
    for _time in range(2):
        press(page, "add:accused")
    page.locator('[name="accused.0.standing"]').select_option("unknown")
    page.locator('[name="accused.1.standing"]').select_option("suspected")
    press(page, "remove:accused:0")
    press(page, "add:complainant.addresses")
    page.locator('[name="complainant.addresses.0.house"]').fill("14/2")

    assert page.locator('[name="accused.0.standing"]').input_value() == "suspected"
    assert page.locator('[name="contents"]').input_value() == "The lock was broken."
    citizen.press("Send").at("/receipt/")
    citizen.follow("Go to the request")

    assert "14/2" in citizen.text()
    assert citizen.text().count("Known / Suspected / Unknown: Suspected") == 1


def press(page, value):
    folded = page.locator("details:not([open]) > summary:visible")
    while folded.count():
        folded.first.click()
    with page.expect_navigation():
        page.locator(f'button[value="{value}"]').click()


def test_an_officer_enters_a_diary_entry_without_javascript(house, window):
    officer = window(house, officer="writer", java_script_enabled=False).go("/desk/registers/general_diary/new")
    entry = form("gd_entry")
    page = officer.page
    page.locator('[name="kind"]').select_option("complaint")
    page.locator('[name="happened_at"]').fill("2026-11-25T10:00")
    page.locator('[name="brief"]').fill("Theft told at the counter")
    page.locator('[name="officer.name.text"]').fill(entry["officer"]["name"]["text"])
    page.locator('[name="officer.name.roman"]').fill(entry["officer"]["name"]["roman"])
    page.locator('[name="officer.rank"]').select_option("HC")
    officer.press("Enter in the register").at("/desk/records/[^/]+$")
    assert "Theft told at the counter" in officer.text()
