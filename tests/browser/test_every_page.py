"""Every page of portal and desk: accessible by WCAG 2.1 AA, and no wider than a telephone."""

from axe_core_python.sync_playwright import Axe
from pages import addresses
from stories import FORGED

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
TELEPHONE = {"width": 360, "height": 740}


def broken_rules(page):
    """Return the rules of accessibility that a page breaks, and where."""
    found = Axe().run(page, options=RULES)
    assert found["passes"], "axe looked at nothing"
    return [
        f"{rule['id']}: {node['html'][:200]} ({node['failureSummary'][:300]})"
        for rule in found["violations"]
        for node in rule["nodes"][:3]
    ]


def overflow(page):
    """Return what is wider than the window, where the page can be scrolled sideways."""
    return page.evaluate(
        """() => {
          const at = document.scrollingElement, wide = document.documentElement.clientWidth;
          if (at.scrollWidth <= wide) return [];
          const out = [...document.querySelectorAll("body *")].filter((one) => {
            const box = one.getBoundingClientRect();
            return (box.right > wide + 1 || box.left < -1) && box.width > 1;
          });
          return [`${at.scrollWidth} wide`, ...out.slice(0, 6).map((one) => one.outerHTML.slice(0, 160))];
        }"""
    )


def visited(held, paths, *checks):
    """Open each page and return what is wrong with it."""
    wrong = []
    for path in paths:
        answer = held.page.goto(path)
        assert answer.status == (404 if FORGED in path else 200), f"{answer.status} at {path}"
        assert ("sign-in" in held.page.url) is ("sign-in" in path)
        wrong += [f"{path}: {fault}" for check in checks for fault in check(held.page)]
    return wrong


def test_every_page_of_the_portal_is_accessible_and_fits_a_telephone(furnished, house, window):
    citizen = window(house, mobile=furnished.MOBILE, viewport=TELEPHONE)
    citizen.context.add_cookies([furnished.receipt()])
    paths = addresses(house.app, furnished.portal(), desk=False)
    assert len(paths) > 30

    assert visited(citizen, paths, broken_rules, overflow) == []


def test_every_page_of_the_desk_is_accessible(furnished, house, window):
    officer = window(house, officer="sho", viewport=TELEPHONE)
    paths = addresses(house.app, furnished.desk(), desk=True)
    assert len(paths) > 15

    assert visited(officer, paths, broken_rules, overflow) == []
