"""Every page of portal and desk: accessible by WCAG 2.1 AA, and no wider than a telephone."""

from checking import TELEPHONE, broken_rules, overflow, speaks, visited
from pages import addresses


def test_every_page_of_the_portal_is_accessible_and_fits_a_telephone(furnished, house, window):
    citizen = window(house, mobile=furnished.MOBILE, viewport=TELEPHONE)
    citizen.context.add_cookies([furnished.receipt()])
    paths = addresses(house.app, furnished.portal(), desk=False)
    assert len(paths) > 30

    assert visited(citizen, paths, broken_rules, overflow, speaks("en")) == []


def test_every_page_of_the_desk_is_accessible(furnished, house, window):
    officer = window(house, officer="sho", viewport=TELEPHONE)
    paths = addresses(house.app, furnished.desk(), desk=True)
    assert len(paths) > 15

    assert visited(officer, paths, broken_rules, overflow, speaks("en")) == []
