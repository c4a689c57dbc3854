"""How many are asked for is how many are shown of those that are his to see, newest first, whatever else there is."""

from datetime import timedelta

import pytest
from builders import form, posted, registered

MOBILE = "+919811122233"


@pytest.fixture(scope="module")
def town(builds, tmp_path_factory):
    """A station where arms were deposited between two cases under investigation; younger ones rest."""
    cas = posted(builds["ka"], f"sqlite:///{tmp_path_factory.mktemp('most') / 'ka.db'}")
    complainant = {**form("fir")["complainant"], "mobile": MOBILE}
    licensee = {**form("arms_deposit")["licensee"], "mobile": MOBILE}
    complainant = {**complainant, "name": licensee["name"]}
    cas.seconds = registered(cas, key="second", complainant=complainant)
    with cas.desk("officer:sho") as desk:
        desk.move(cas.seconds, "assign_io", to_officer="second_io")
        cas.arms = desk.enter("arms_deposit", form("arms_deposit", licensee=licensee), key="arms")
        desk.enter("complaint", form("complaint"), key="complaint")
    cas.old = registered(cas, key="old", complainant=complainant)
    cas.rested = [_at_rest(cas, f"rested-{n}", complainant) for n in range(5)]
    yield cas
    cas.close()


def _at_rest(cas, key, complainant):
    fir = registered(cas, key=key, complainant=complainant)
    with cas.desk("officer:sho") as desk:
        return desk.move(fir, "transfer")


def test_my_work_shows_what_is_pending_behind_however_many_younger_cases_that_rest(town):
    assert [row.id for row in town.mine(as_="officer:io", most=1)] == [town.old.id]


def test_a_search_shows_the_hits_that_he_may_find_behind_however_many_that_he_may_not(town):
    hits = town.find("person", as_="officer:malkhana", mobile=MOBILE, most=1)

    assert [hit["record"] for hit in hits] == [town.arms.id]


def test_a_search_shows_the_newest_hits(town):
    hits = town.find("person", as_="officer:sho", mobile=MOBILE, most=2)

    assert [hit["record"] for hit in hits] == [fir.id for fir in reversed(town.rested[-2:])]


def test_namesakes_whom_he_may_not_find_take_nobodys_place(town):
    name = form("arms_deposit")["licensee"]["name"]["roman"]

    assert [hit["record"] for hit in town.alike(name, as_="officer:malkhana", most=1)] == [town.arms.id]


def test_clocks_of_registers_that_he_may_not_read_take_no_place_among_those_that_fall_due(town):
    ahead = timedelta(days=4000)
    everything = town.due(ahead, as_="officer:sho")
    his = [row for row in everything if town.who("officer:court").may(f"{row.register}.read", "upparpet")]
    assert his
    assert everything[0] not in his, "nothing else falls due before"

    assert town.due(ahead, as_="officer:court", most=1) == his[:1]


def test_the_latest_of_an_investigating_officer_are_the_latest_of_those_he_answers_for(town):
    assert [fir.id for fir in town.latest("fir", as_="officer:second_io", most=1)] == [town.seconds.id]
