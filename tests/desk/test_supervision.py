"""What a supervising officer sees of the offices below him, against registers counted by hand; on both databases."""

from contextlib import contextmanager
from datetime import date
from typing import NamedTuple

import pytest
from databases import on_both
from sqlalchemy import event, insert
from supervised import BY_HAND, COLUMNS, NOW, Entered, added, two_districts

from cas_core import Cas, NotPermitted
from cas_core.desk.command import Command
from cas_core.desk.overview import PENDING, Chosen
from cas_core.store.office_tables import Office

DCP, ACP = "officer:dcp", "officer:acp"
STATION = {
    "valid_from": date(2020, 1, 1),
    "valid_to": None,
    "local_name": "",
    "district": "",
    "unit": "",
    "successor": "",
}


@pytest.fixture
def cas(builds, url):
    opened = two_districts(builds["ka"], url)
    yield opened
    opened.close()


def lines(cas, as_, office=""):
    """Return what the overview says of each office, in its order."""
    found = cas.supervision(as_).overview(office, NOW)
    return {
        (line.office, line.alone): {name: line.counts.get(name, 0) for name in found.columns} for line in found.lines
    }


@on_both
def test_each_office_counts_with_all_below_it_and_the_latest_stands_first(cas):
    division = lines(cas, DCP, "bcp_west")
    sub_division = lines(cas, DCP, "chickpet")

    assert lines(cas, DCP) == {("bcp_west", False): added("upparpet", "cubbon_park", "chickpet", "west_cen")}
    assert division == {
        ("chickpet", False): added("upparpet", "cubbon_park", "chickpet"),
        ("west_cen", False): BY_HAND["west_cen"],
    }
    assert list(sub_division) == [("cubbon_park", False), ("upparpet", False), ("chickpet", True)]
    assert sub_division == {(office, office == "chickpet"): BY_HAND[office] for office, _ in sub_division}
    assert lines(cas, DCP, "upparpet") == {("upparpet", False): BY_HAND["upparpet"]}


@on_both
def test_the_whole_state_is_seen_by_who_reaches_it_and_a_range_sees_its_districts_only(cas):
    state = lines(cas, "officer:scrb")
    assert list(state)[:2] == [("central_range", False), ("bcp", False)]
    assert state[("central_range", False)] == BY_HAND["bidadi"]
    assert state[("bcp", False)] == added("upparpet", "cubbon_park", "chickpet", "west_cen")
    assert lines(cas, "officer:range_ig") == {("ramanagara", False): BY_HAND["bidadi"]}


@on_both
def test_behind_each_number_are_as_many_entries_of_these_offices_and_no_others(cas):
    supervision = cas.supervision(DCP)
    for office in ("upparpet", "cubbon_park", "west_cen"):
        wanted = BY_HAND[office]
        pending = Chosen(office, status=PENDING)
        lists = {
            "pending.fir": supervision.listing("fir", pending),
            "heinous": supervision.listing("fir", pending._replace(mark="heinous")),
            "sensitive": supervision.listing("fir", pending._replace(mark="sensitive")),
            "pending.complaint": supervision.listing("complaint", pending),
            **{name: supervision.clocks(name, Chosen(office), now=NOW) for name in ("late", "broken", "soon")},
        }
        assert {column: len(rows) for column, rows in lists.items()} == wanted
        assert {row.office for rows in lists.values() for row in rows} == {office}
    assert [clock.subject for clock in supervision.clocks("late", Chosen("upparpet"), now=NOW)] == ["A2", "A1"]
    assert [entry.office for entry in supervision.listing("complaint", Chosen("chickpet", alone=True))] == ["chickpet"]
    assert len(supervision.listing("fir", Chosen("upparpet"))) == 4
    assert [entry.status for entry in supervision.listing("fir", Chosen("upparpet", status="closed"))] == ["closed"]


@pytest.mark.parametrize("office", ["bcp_west", "bcp", "hq", "bidadi", "nowhere"])
def test_nothing_above_or_beside_the_reach_is_shown(cas, office):
    supervision = cas.supervision(ACP)
    questions = (
        lambda: supervision.overview(office),
        lambda: supervision.clocks("late", Chosen(office)),
        lambda: supervision.listing("fir", Chosen(office)),
    )
    for ask in questions:
        with pytest.raises(NotPermitted):
            ask()
    assert "bidadi" not in {row.office for row in supervision.clocks("late", Chosen(), now=NOW)}
    assert supervision.overview().path == ("chickpet",)


def test_an_officer_of_one_station_counts_his_own_only(cas):
    assert lines(cas, "officer:sho") == {("upparpet", False): BY_HAND["upparpet"]}


def test_what_a_posting_may_not_read_is_not_counted_for_it(cas):
    """The malkhana officer reads cases, and no complaints."""
    found = cas.supervision("officer:malkhana").overview(now=NOW)

    assert "pending.complaint" not in found.columns
    assert found.total["pending.complaint"] == 0
    assert found.total["pending.fir"] == BY_HAND["upparpet"]["pending.fir"]


def test_a_register_of_a_states_own_has_a_column_and_a_list_of_its_own(builds, tmp_path):
    """Gujarat's Janvajog register stands for complaints: who supervises the station sees what waits in it."""
    cas = Cas.prepare(builds["gj"], f"sqlite:///{tmp_path / 'gj.db'}")
    cas.appoint("cp", name="Cp", rank="SP", office="ahmedabad_city", role="sp")
    with cas.store.writing() as connection:
        entered = Entered(connection)
        for status in ("entered", "enquiry", "ended"):
            entered.record("navrangpura", "gj_janvajog", status)
        entered.record("navrangpura", "complaint", "received")

    found = cas.supervision("officer:cp").overview("ahmedabad_b", NOW)
    counts = {column: found.total.get(column, 0) for column in found.columns}
    listed = cas.supervision("officer:cp").listing(found.behind["pending.gj_janvajog"], Chosen(status=PENDING))
    cas.close()

    assert counts == {**dict.fromkeys(COLUMNS, 0), "pending.complaint": 1, "pending.gj_janvajog": 2}
    assert [entry.office for entry in listed] == ["navrangpura"] * 2


@contextmanager
def statements(store):
    """Collect the statements that are run meanwhile."""
    seen = []

    def note(_connection, _cursor, text, *_rest):
        seen.append(text)

    event.listen(store._engine, "before_cursor_execute", note)
    yield seen
    event.remove(store._engine, "before_cursor_execute", note)


@on_both
def test_a_thousand_stations_cost_no_more_statements_than_a_few(cas):
    supervision = cas.supervision("officer:scrb")
    with statements(cas.store) as few:
        supervision.overview(now=NOW)
    more = [
        {**STATION, "id": f"s{n}", "code": f"s{n}", "name": f"S {n}", "type": "station", "parent": "mysuru_city"}
        for n in range(1000)
    ]
    with cas.store.writing() as connection:
        connection.execute(insert(Office), more)
        entered = Entered(connection)
        for row in more[::10]:
            entered.clock(entered.record(row["id"]), -1)
    supervision = cas.supervision("officer:scrb")
    with statements(cas.store) as many:
        found = supervision.overview("mysuru_city", NOW)

    assert len(found.lines) == 1001
    assert (found.total["pending.fir"], found.total["late"]) == (100, 100)
    assert 0 < len(many) == len(few) < 8


class Reaching(NamedTuple):
    office: str
    reach: frozenset[str]


def test_what_a_closed_station_left_is_counted_at_its_successor():
    rows = [
        ("sp", "", True),
        ("new", "sp", True),
        ("old", "new", False),
        ("older", "old", False),
        ("post", "old", True),
    ]
    command = Command(rows, Reaching("sp", frozenset(office for office, _, _ in rows)))

    assert command.below("sp") == ["new"]
    assert command.alone("new") == {"new", "old", "older"}
    assert command.share("sp", "older") == "new"
    assert command.path("post") == ("sp", "new", "post")
    with pytest.raises(NotPermitted):
        command.whole("old")
