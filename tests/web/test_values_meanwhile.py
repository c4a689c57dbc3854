"""Values of offices that are ordered while a request is at work: whatever comes after it offers them."""

import pytest

from cas_core.desk.values import NewValue
from cas_core.sources import today
from cas_core.web import site as sites


@pytest.fixture
def add(served):
    """Order another kind of place for the district."""

    def ordered(code):
        value = NewValue(code, {"en": code.title()}, "shop", "shop")
        served.cas.values("officer:dcp").add("place_type", value, office="bcp", on=today())

    return ordered


def test_a_page_that_was_made_before_an_order_is_not_kept_for_those_after_it(served, add, monkeypatch):
    add("arcade")
    site, describe, made = served.app.state.site, sites.describe, []

    def slow(*given):
        sheet = describe(*given)
        if not made:
            made.append(sheet)
            add("mall")
            site.sheet("fir", "kn", "upparpet")  # another request takes the order up
        return sheet

    monkeypatch.setattr(sites, "describe", slow)
    before, after = (repr(site.sheet("fir", "en", "upparpet")) for _ in range(2))

    assert ("bcp:arcade" in before, "bcp:mall" in before) == (True, False)
    assert ("bcp:arcade" in after, "bcp:mall" in after) == (True, True)
