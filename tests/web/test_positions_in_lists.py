"""Lists go on where the page before ended; what was typed there instead begins at the first page, or is refused."""

import base64
from datetime import UTC

import pytest
from builders import diary, posted
from hypothesis import given
from hypothesis import strategies as st
from programs import Program, issued, refused
from programs import served as programmed
from web_served import Served

from cas_core.desk.record import Listed
from cas_core.web.positions import position, written

NONE = (
    "2024-01-01~x",
    "2024-01-01T00:00:00~x",
    "0001-01-01T00:00:00+05:30~x",
    "9999-12-31T23:59:59-12:00~x",
    "2024-01-01T00:00:00+00:00~",
    "2024-01-01T00:00:00+00:00~\x00",
    "zz~x",
    "~x",
    "~",
    "x",
)

MOMENTS = st.datetimes(timezones=st.timezones()).filter(lambda at: at.year not in {1, 9999})


@pytest.fixture(scope="module")
def town(builds, tmp_path_factory):
    """A station with two entries of its diary."""
    cas = posted(builds["ka"], f"sqlite:///{tmp_path_factory.mktemp('pages') / 'ka.db'}")
    with cas.desk("officer:sho") as desk:
        cas.entries = [diary(desk, f"{n}") for n in range(2)]
    yield cas
    cas.close()


@pytest.fixture(scope="module")
def officer(town, tmp_path_factory):
    return Served(town, tmp_path_factory.mktemp("no fonts")).at_desk("sho")


@pytest.fixture(scope="module")
def program(town):
    return Program(programmed(town), issued(town, "sho"))


def shown(client, town, after):
    page = client.get("/desk/registers/general_diary", params={"after": after})
    assert page.status_code == 200
    return [entry.id for entry in town.entries if f'"/desk/records/{entry.id}"' in page.text]


@pytest.mark.parametrize("text", NONE)
def test_the_desk_begins_at_the_first_page_where_there_is_no_position(town, officer, text):
    assert shown(officer, town, text) == [entry.id for entry in town.entries]


@pytest.mark.parametrize("text", NONE)
def test_the_api_refuses_what_is_no_position(program, text):
    after = base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")

    refused(program.get("/registers/general_diary/records", after=after), 422, "bad-cursor")


def test_the_next_page_goes_on_behind_the_last_entry_of_this_one(town, officer):
    first, second = town.entries
    last = Listed(second.id, "general_diary", "upparpet", second.number, second.status, second.created_at)

    assert shown(officer, town, written(last)) == [first.id]


@given(at=MOMENTS, record=st.uuids().map(str))
def test_a_position_that_was_written_is_read_again(at, record):
    assert position(written(Listed(record, "fir", "upparpet", "1", "registered", at))) == (at.astimezone(UTC), record)


@given(st.text())
def test_any_text_is_a_position_with_a_moment_in_utc_or_none(text):
    for tried in (text, f"{text}~x", f"2024-01-01T00:00:00+00:00~{text}"):
        found = position(tried)
        assert found is None or found[0].tzinfo is UTC
