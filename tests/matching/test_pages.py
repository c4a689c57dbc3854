"""Matches at the desk, as the browser gets them."""

from datetime import UTC, datetime

import pytest
from reports import dead_woman, found_woman, missing_woman

from cas_core.matching import candidates
from cas_core.matching.comparing import COMPARE
from cas_core.store import sessions
from cas_core.web.desk.matching import FEATURES

testing = pytest.importorskip("starlette.testclient")

from cas_core.web.app import application  # noqa: E402
from cas_core.web.settings import Settings  # noqa: E402

OWN = {"sec-fetch-site": "same-origin"}


@pytest.fixture
def browser(cas):
    """Return a browser in which an officer is signed in."""

    def signed_in(officer, office):
        with cas.store.writing() as connection:
            token = sessions.begin(connection, "officer", officer, office, datetime.now(UTC))
        site = application(cas, Settings(secret=b"x" * 32, secure=False))
        return testing.TestClient(site, base_url="http://localhost", cookies={"cas_officer": token}, headers=OWN)

    return signed_in


def test_an_officer_sees_a_match_with_its_reasons_and_rejects_it(cas, browser):
    missing, found = missing_woman(cas), found_woman(cas)
    page = browser("acp", "chickpet")

    shown = page.get("/desk/matches?lang=en").text
    assert missing.id in shown
    assert found.id in shown
    assert "Identification marks" in shown
    assert "Lakshmamma" not in shown  # what a record says is read in the record
    answer = page.post(f"/desk/records/{missing.id}/matches/{found.id}", data={"decision": "other", "back": "list"})

    assert answer.url.path == "/desk/matches"
    assert found.id not in answer.text
    assert candidates(cas, missing.id, as_="officer:acp") == []


def test_an_officer_confirms_from_a_record(cas, browser):
    missing, body = missing_woman(cas), dead_woman(cas)
    page = browser("acp", "chickpet")
    assert f"/desk/records/{body.id}/matches" in page.get(f"/desk/records/{body.id}").text
    assert missing.id in page.get(f"/desk/records/{body.id}/matches").text

    answer = page.post(f"/desk/records/{body.id}/matches/{missing.id}", data={"decision": "same"})

    assert answer.url.path == f"/desk/records/{body.id}/matches"
    assert candidates(cas, body.id, as_="officer:acp")[0].decided is True


@pytest.mark.parametrize(("form", "status"), [({}, 422), ({"decision": "perhaps"}, 422)])
def test_a_decision_that_says_nothing_is_refused(cas, browser, form, status):
    missing, found = missing_woman(cas), found_woman(cas)
    answer = browser("acp", "chickpet").post(f"/desk/records/{missing.id}/matches/{found.id}", data=form)
    assert answer.status_code == status
    assert candidates(cas, missing.id, as_="officer:acp")[0].decided is None


def test_who_may_not_read_both_gets_no_page(cas, browser):
    missing, found = missing_woman(cas), found_woman(cas)
    page = browser("sho", "upparpet")
    assert found.id not in page.get("/desk/matches").text
    assert page.get(f"/desk/records/{found.id}/matches").status_code == 403
    answer = page.post(f"/desk/records/{missing.id}/matches/{found.id}", data={"decision": "same"})
    assert answer.status_code == 403


def test_nobody_sees_matches_without_signing_in(cas, browser):
    page = browser("acp", "chickpet")
    page.cookies.clear()
    assert page.get("/desk/matches").url.path == "/desk/sign-in"


def test_every_feature_has_its_word():
    assert set(FEATURES) == set(COMPARE)


def test_a_superintendent_sees_what_a_station_below_him_misses_however_much_came_in_elsewhere(
    cas, browser, monkeypatch
):
    monkeypatch.setattr("cas_core.matching.finding.MOST_RECORDS", 1)
    missing, found = missing_woman(cas), found_woman(cas)
    found_woman(cas, gender="M", age_from=70, age_to=80)
    dcp = browser("dcp", "bcp")
    assert found.id not in dcp.get("/desk/matches").text

    of_station = dcp.get("/desk/matches?office=upparpet").text

    assert missing.id in of_station
    assert found.id in of_station
    assert browser("acp", "chickpet").get("/desk/matches?office=bcp").status_code == 404
    assert 'name="office"' not in browser("sho", "upparpet").get("/desk/matches").text


def test_a_superintendent_of_another_district_sees_neither(cas, browser):
    missing, found = missing_woman(cas), found_woman(cas)
    cas.appoint("sp", name="Sp", rank="SP", office="ramanagara", role="sp")
    page = browser("sp", "ramanagara").get("/desk/matches").text

    assert missing.id not in page
    assert found.id not in page
