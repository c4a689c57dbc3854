"""The journal at the desk: the latest entries of the office, and whether the journals within reach are sound."""

import re

import pytest
from builders import diary
from databases import by_hand, unguarded

from cas_core.desk import Cas
from cas_core.web.desk import admin

CHANGED = "UPDATE journal SET actor = 'nobody' WHERE office = '{}' AND sequence = 1"
SOUND, UNSOUND = "The journals within your reach are sound.", "The journals are not sound"


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path / 'ka.db'}"


@pytest.fixture
def busy(served):
    """Entries in the journals of two stations under one sub-division."""
    served.cas.appoint("other", name="Other", rank="SI", office="cubbon_park", role="sho")
    for officer in ("sho", "other"):
        with served.cas.desk(f"officer:{officer}") as desk:
            for number in range(3):
                diary(desk, f"{officer}-{number}")
    return served


def numbers(page):
    return [int(number) for number in re.findall(r'<td class="number">(\d+)</td>', page.text)]


def verdict(page):
    assert page.status_code == 200, page.text
    return [said for said in (SOUND, UNSOUND) if said in page.text]


def test_the_latest_entries_are_shown_the_newest_first(busy, monkeypatch):
    sho = busy.at_desk("sho")
    whole = numbers(sho.get("/desk/journal"))
    assert whole == list(range(len(whole), 0, -1))
    monkeypatch.setattr(admin, "MOST_EVENTS", 2)

    page = sho.get("/desk/journal")

    assert numbers(page) == whole[:2]
    assert verdict(page) == []


def test_opening_an_address_verifies_nothing(busy, monkeypatch):
    monkeypatch.setattr(Cas, "verify", lambda _cas: ["it was verified"])
    sho = busy.at_desk("sho")

    assert verdict(sho.get("/desk/journal", params={"verify": "yes"})) == []


@pytest.mark.parametrize(("office", "found"), [("upparpet", UNSOUND), ("cubbon_park", SOUND)])
def test_a_station_verifies_its_own_journal(busy, url, office, found):
    by_hand(url, *unguarded(url), CHANGED.format(office))

    assert verdict(busy.at_desk("sho").post("/desk/journal")) == [found]


@pytest.mark.parametrize("office", ["upparpet", "cubbon_park"])
def test_who_is_over_several_stations_verifies_the_journals_of_all_of_them(busy, url, office):
    busy.cas.appoint("range", name="Range", rank="IGP", office="bcp", role="supervisor")
    over = busy.at_desk("range")
    assert verdict(over.post("/desk/journal")) == [SOUND]

    by_hand(url, *unguarded(url), CHANGED.format(office))

    assert verdict(over.post("/desk/journal")) == [UNSOUND]


def test_who_is_over_the_whole_state_verifies_what_records_hold_as_well(busy, url):
    busy.cas.appoint("head", name="Head", rank="IGP", office="hq", role="supervisor")
    over = busy.at_desk("head")
    assert verdict(over.post("/desk/journal")) == [SOUND]

    by_hand(url, *unguarded(url), "UPDATE record SET status = 'elsewhere' WHERE office = 'upparpet'")

    assert verdict(over.post("/desk/journal")) == [UNSOUND]


def test_who_may_not_read_the_diary_verifies_nothing(busy):
    busy.cas.appoint("bureau", name="Bureau", rank="IGP", office="hq", role="scrb")

    assert busy.at_desk("bureau").post("/desk/journal").status_code == 403
