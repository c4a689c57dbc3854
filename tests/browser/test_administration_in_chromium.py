"""Administration in a browser: pages and previews are accessible, fit a telephone, work by keys, without scripts."""

import pytest
from checking import TELEPHONE, broken_rules, overflow, speaks, visited

from cas_core.sources import today
from cas_core.store import officers
from cas_core.web.desk.orders import ORDERS

DAY = today().isoformat()
VALUE = {"label.en": "Shopping mall", "label.kn": "ಮಾಲ್", "code": "mall", "office": "hq", "stands_as": "shop", "on": DAY}
SPLIT = {
    "office": "upparpet",
    "id": "upparpet_east",
    "name": "Upparpet East",
    "code": "04430099",
    "unit": "0099",
    "on": DAY,
}
LEAVE = {"officer": "io", "on": DAY, "until": DAY}
FAULTY = {"label.en": "", "code": "A b", "on": ""}


@pytest.fixture
def chief(furnished, house, window):
    """Return the desk of the administrator of the state in a language."""
    if "chief" not in posted(house):
        house.cas.appoint("chief", name="Chief", rank="IGP", office="hq", role="administrator")

    def desk(language="en", **options):
        held = window(house, language=language, viewport=TELEPHONE, **options)
        held.context.add_cookies([house.officer_cookie("chief", "hq")])
        return held

    return desk


def filled(held, path, values):
    """Fill a form of an order in as a hand would, and ask what it changes."""
    page = held.go(path).page
    for name, value in values.items():
        control = page.locator(f'[name="{name}"]')
        if control.evaluate("one => one.tagName") == "SELECT":
            control.select_option(value)
        else:
            control.fill(value)
    with page.expect_navigation():
        page.locator('button[value="preview"]').click()
    return page


@pytest.mark.parametrize("language", ["en", "hi"])
def test_every_page_of_administration_is_accessible_and_fits_a_telephone(chief, language):
    paths = ["/desk/establishment", *(f"/desk/establishment/{verb}" for verb in ORDERS)]
    paths += ["/desk/establishment/split?office=upparpet", "/desk/values", "/desk/values/place_type"]
    paths += ["/desk/values/place_type/add"]

    assert visited(chief(language), paths, broken_rules, overflow, speaks(language)) == []


@pytest.mark.parametrize("language", ["en", "hi"])
@pytest.mark.parametrize(
    ("path", "values", "says"),
    [
        ("/desk/values/place_type/add", VALUE, "#shown-kn"),
        ("/desk/values/place_type/add", FAULTY, "#problems"),
        ("/desk/establishment/split", SPLIT, "ul.tree"),
        ("/desk/establishment/leave", LEAVE, "dl.facts"),
        ("/desk/establishment/open", {"id": "East"}, "#problems"),
    ],
    ids=["value", "faulty value", "split", "leave", "faulty office"],
)
def test_every_preview_and_every_refusal_is_accessible_and_fits_a_telephone(chief, language, path, values, says):
    page = filled(chief(language), path, values)

    assert page.locator(says).first.is_visible()
    assert [*broken_rules(page), *overflow(page), *speaks(language)(page)] == []


def test_a_value_is_added_by_keys_and_without_scripts(chief):
    held = chief(java_script_enabled=False)
    page = held.go("/desk/values/conveyance/add").page
    page.locator('[name="label.en"]').focus()
    typed = {"label.en": "Battery rickshaw", "code": "e_rickshaw"}
    met = []
    while True:
        name = page.evaluate("document.activeElement.name || ''")
        met.append(name)
        if name in typed:
            page.keyboard.type(typed[name])
        elif name == "office":
            page.keyboard.type("K")
        elif name == "stands_as":
            page.keyboard.type("Auto")
        elif name == "do":
            break
        page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "Battery rickshaw" in page.locator("#shown-en").inner_text()
    assert {"label.en", "label.kn", "code", "office", "stands_as", "after", "on"} <= set(met)

    held.press("Order it").at("/desk/values/conveyance")
    assert "Battery rickshaw" in held.text()


def posted(house):
    with house.cas.store.reading() as connection:
        return {row.officer for row in officers.all_posted(connection, "hq", today())}
