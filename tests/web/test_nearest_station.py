"""The nearest police station: by PIN code or locality, or by a point that a browser tells and nobody keeps."""

import logging

import pytest
from sqlalchemy import inspect, text

NEAR_MAJESTIC = {"latitude": "12.975", "longitude": "77.573"}


@pytest.mark.parametrize("place", ["560053", "೫೬೦೦೫೩", "560 053", "Majestic", "majestik", "ಮೆಜೆಸ್ಟಿಕ್", "Cottonpet"])
def test_a_station_is_found_by_its_area(served, place):
    page = served.client().get("/stations", params={"q": place}).text

    assert "Upparpet" in page
    assert page.index("Nearest to Upparpet") < page.index("Cubbon Park")
    assert "2.6 km" in page


def test_the_point_of_a_browser_gives_the_nearest_with_way_address_and_map(served):
    page = served.client().post("/stations", data=NEAR_MAJESTIC).text

    assert page.index("Upparpet") < page.index("Cubbon Park") < page.index("Bidadi") < page.index("Lashkar")
    assert "0.3 km" in page
    assert "North-east" in page
    assert "Kempegowda Road" in page
    assert 'href="geo:12.977,77.575?q=12.977,77.575"' in page


@pytest.mark.parametrize(
    "point", [{}, {"latitude": "nan", "longitude": "77"}, {"latitude": "51.5", "longitude": "-0.1"}]
)
def test_a_point_that_is_none_or_not_in_india_is_told(served, point):
    answer = served.client().post("/stations", data=point)

    assert answer.status_code == 422
    assert "Your place could not be read" in answer.text


def test_the_point_is_neither_stored_nor_logged_nor_shown(served, caplog):
    caplog.set_level(logging.DEBUG)
    page = served.client().post("/stations", data={"latitude": "12.9753", "longitude": "77.5731"})

    with served.cas.store.reading() as connection:
        tables = inspect(connection).get_table_names()
        held = [str(row) for name in tables for row in connection.execute(text(f'SELECT * FROM "{name}"'))]
    assert held
    assert not any("12.9753" in said for said in (*held, caplog.text, page.text, str(page.url)))


def test_a_browser_may_be_asked_where_it_is_on_this_page_alone(served):
    client = served.client()

    assert "geolocation=(self)" in client.get("/stations").headers["permissions-policy"]
    assert "geolocation=()" in client.get("/").headers["permissions-policy"]
    assert "geolocation=()" in client.get("/status").headers["permissions-policy"]
