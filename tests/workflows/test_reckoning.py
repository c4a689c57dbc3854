"""Clocks follow from what happened, and from nothing else."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cas_core.workflows import Clock
from cas_core.workflows.limit import Limit
from cas_core.workflows.reckoning import Event, reckon

START = datetime(2026, 11, 2, 6, 0, tzinfo=UTC)


def clock(**parts):
    said = {"id": "c", "label": "C", "starts_on": ("arrest",), "stops_on": ("forward",), "limit": "60d", **parts}
    return Clock.model_validate(said)


def event(name, hours, **data):
    return Event(frozenset({name}), START + timedelta(hours=hours), data)


def always(_clock, _data):
    return True


def test_a_clock_counts_from_the_moment_that_the_form_says():
    """BNSS s.58: 24 hours from the arrest, not from its entry."""
    production = clock(limit="24h", counted_from="arrested_at")
    (run,) = reckon([production], [event("arrest", 5, arrested_at="2026-11-02T09:30+05:30")], always)
    assert run.due_at == datetime(2026, 11, 3, 4, 0, tzinfo=UTC)


def test_the_day_of_the_remand_is_the_first_of_sixty_where_a_clock_says_so():
    """Enforcement Directorate v. Kapil Wadhawan (2023): remanded on 14 May, default bail from 13 July on."""
    remanded = Event(frozenset({"arrest"}), datetime(2020, 5, 14, 9, tzinfo=UTC), {})
    (counted,) = reckon([clock(first_day_counts=True)], [remanded], always)
    (left_out,) = reckon([clock()], [remanded], always)
    assert counted.due_at.isoformat() == "2020-07-12T23:59:59+05:30"
    assert left_out.due_at.isoformat() == "2020-07-13T23:59:59+05:30"


@pytest.mark.parametrize("said", ["2026", "2026-11"])
def test_a_clock_counts_from_the_entry_where_only_a_month_is_known(said):
    (run,) = reckon([clock(limit="48h", counted_from="since")], [event("arrest", 5, since=said)], always)
    assert run.started_at == START + timedelta(hours=5)


def test_a_moment_after_its_entry_does_not_lengthen_a_clock():
    production = clock(limit="24h", counted_from="arrested_at")
    (run,) = reckon([production], [event("arrest", 0, arrested_at="2027-01-01T09:30+05:30")], always)
    assert run.due_at == START + timedelta(hours=24)


def test_each_accused_has_a_clock_of_his_own():
    """BNSS s.58, s.187(3) run for the person in custody, not for the case."""
    production = clock(limit="24h", counts_per="accused", stops_on=("produce",))
    history = [event("arrest", 0, accused="A1"), event("arrest", 2, accused="A2"), event("produce", 3, accused="A1")]
    runs = {run.subject: run.stopped_at for run in reckon([production], history, always)}
    assert runs == {"A1": START + timedelta(hours=3), "A2": None}


def test_what_stops_a_case_stops_the_clocks_of_all_its_accused():
    limit = clock(counts_per="accused")
    history = [event("arrest", 0, accused="A1"), event("arrest", 2, accused="A2"), event("forward", 9)]
    assert {run.stopped_at for run in reckon([limit], history, always)} == {START + timedelta(hours=9)}


def test_a_stay_by_the_court_does_not_count():
    stayed = clock(limit="24h", pauses_on=("stay",), resumes_on=("vacate",))
    history = [event("arrest", 0), event("stay", 4), event("vacate", 14)]
    (run,) = reckon([stayed], history, always)
    assert run.due_at == START + timedelta(hours=34)


def test_a_report_due_every_fourteen_days_is_due_again_after_each():
    """BNSS s.174(1)(ii): the daily diary report of non-cognizable cases, fortnightly."""
    report = clock(starts_on=("opening", "report"), stops_on=("report",), limit="14d")
    runs = reckon([report], [event("opening", 0), event("report", 200)], always)
    assert [run.stopped_at is None for run in runs] == [False, True]


def test_the_code_of_criminal_procedure_governs_what_began_under_it():
    """BNSS s.531: pending matters go on under the CrPC."""
    old = clock(id="old", valid_to="2024-06-30", counted_from="at")
    new = clock(id="new", valid_from="2024-07-01", counted_from="at")
    (before,) = reckon([old, new], [event("arrest", 0, at="2024-06-30T23:59+05:30")], always)
    (after,) = reckon([old, new], [event("arrest", 0, at="2024-07-01T00:01+05:30")], always)
    assert (before.clock.id, after.clock.id) == ("old", "new")


NAMES = st.sampled_from(["arrest", "forward", "stay", "vacate", "other"])


@given(st.lists(st.tuples(NAMES, st.integers(0, 900)), max_size=12))
def test_clocks_are_the_same_however_often_they_are_reckoned_and_never_end_before_they_start(said):
    history = [event(name, hours) for name, hours in sorted(said, key=lambda pair: pair[1])]
    held = clock(pauses_on=("stay",), resumes_on=("vacate",))
    runs = reckon([held], history, always)
    assert runs == reckon([held], history, always)
    assert len([run for run in runs if run.stopped_at is None]) <= 1
    assert all(run.started_at <= (run.stopped_at or run.due_at) for run in runs)


def test_a_clock_of_minutes_runs_out_within_the_hour():
    """Citizen charters promise the receipt of a petition within thirty minutes."""
    (run,) = reckon([clock(limit="30min")], [event("arrest", 0)], always)
    assert run.due_at == START + timedelta(minutes=30)


def test_minutes_are_within_hours_and_months_are_not_minutes():
    assert Limit.parse("60min").within(Limit.parse("1h"))
    assert not Limit.parse("61min").within(Limit.parse("1h"))
    assert not Limit.parse("1m").within(Limit.parse("24h"))
    assert Limit.parse("90min").within(Limit.parse("1d"))
