"""What a search shows of sensitive cases: everything to who may read them, and then it is written down."""

import json

import pytest
from builders import RAPE, form, posted, registered

from cas_core import RecordRefused
from cas_core.store import journal

NAME = "Ramesh Kumar"
HEAD = {"record", "register", "office", "number", "status", "created_at", "masked"}


@pytest.fixture
def town(builds, tmp_path):
    """A sensitive case and one that is not, with the same informant."""
    cas = posted(builds["ka"], f"sqlite:///{tmp_path / 'ka.db'}")
    cas.sensitive = registered(cas, key="sensitive", **RAPE)
    cas.plain = registered(cas, key="plain")
    yield cas
    cas.close()


def readings(cas):
    """Return who read what, as the journals have it."""
    with cas.store.reading() as connection:
        rows = journal.entries(connection)
    return [(row.actor, json.loads(row.detail).get("records") or [row.record]) for row in rows if row.verb == "read"]


def test_an_officer_who_may_not_read_a_sensitive_case_sees_only_that_it_is_there(town):
    by_record = {row["record"]: row for row in town.alike(NAME, as_="officer:second_io")}
    masked, plain = by_record[town.sensitive.id], by_record[town.plain.id]

    assert masked["masked"] is True
    assert {column for column, value in masked.items() if value} <= HEAD
    assert masked["number"] == town.sensitive.number
    assert plain["masked"] is False
    assert plain["roman"] == NAME
    assert readings(town) == []


def test_who_may_read_it_sees_it_and_one_entry_names_the_records(town):
    rows = town.alike(NAME, as_="officer:acp")

    assert {row["roman"] for row in rows if row["path"] == "complainant"} == {NAME}
    assert not any(row["masked"] for row in rows)
    assert readings(town) == [("acp", [town.sensitive.id])]
    assert town.verify() == []


def test_one_search_of_several_kinds_is_one_reading(town):
    mobile = form("fir")["complainant"]["mobile"].replace(" ", "")
    with town.looking("officer:sho") as look:
        look.alike(NAME, 60)
        look.find("person", {"mobile": mobile}, 60)
        look.find("place", {"pin": "560053"}, 60)

    assert readings(town) == [("sho", [town.sensitive.id])]


def test_an_entity_that_the_index_has_not_is_refused_with_those_that_it_has(town):
    with pytest.raises(RecordRefused, match="unknown-column") as caught:
        town.find("property", as_="officer:sho", kind="mobile")

    mend = caught.value.problems[0].mend
    assert mend.split(": ")[1].split(", ") == ["person", "vehicle", "property_item", "firearm", "place", "offence"]
    for entity in mend.split(": ")[1].split(", "):
        assert town.find(entity, as_="officer:sho", record="none") == []


def test_a_search_that_finds_nothing_sensitive_writes_nothing(town):
    assert town.find("person", as_="officer:sho", name="Nobody At All") == []
    assert town.find("vehicle", as_="officer:sho", registration="KA01AB1234") == []
    assert readings(town) == []
