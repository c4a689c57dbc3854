"""What an officer decided holds: whatever came before, from either side, and after corrections."""

from contextlib import ExitStack
from datetime import date

import pytest
from beside import beside, waits
from builders import form, posted
from databases import by_hand, on_postgresql, unguarded
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reports import found_woman, missing_woman

from cas_core import NotPermitted, RecordRefused
from cas_core.matching import candidates, decide, keeping, latest, rebuild
from cas_core.matching.description import Description
from cas_core.store import journal, matches

ACP = "officer:acp"


@pytest.fixture(scope="module")
def town(builds, tmp_path_factory):
    """A missing woman, and four who were found."""
    cas = posted(builds["ka"], f"sqlite:///{tmp_path_factory.mktemp('town') / 'ka.db'}")
    cas.appoint("other", name="Other", rank="SI", office="cubbon_park", role="sho")
    missing = missing_woman(cas).id
    found = [found_woman(cas, found_at=f"2026-03-0{day}T07:00+05:30").id for day in range(4, 8)]
    yield cas, missing, found
    cas.close()


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(orders=st.lists(st.tuples(st.integers(0, 3), st.booleans()), max_size=4))
def test_the_last_decision_holds_and_who_was_rejected_does_not_return(town, orders):
    cas, missing, found = town
    for other in found:
        decide(cas, missing, other, same=True, as_=ACP)
    held = dict.fromkeys(found, True)
    for position, same in orders:
        pair = (missing, found[position])
        decide(cas, *(pair if same else pair[::-1]), same=same, as_=ACP)
        held[found[position]] = same

    kept = {other for other, same in held.items() if same}
    assert {match.other for match in candidates(cas, missing, as_=ACP)} == kept
    assert {other for other in found if candidates(cas, other, as_=ACP)} == kept
    assert latest(cas, as_=ACP) == []
    assert cas.verify() == []


def test_a_pair_scores_the_same_from_either_side(town):
    cas, missing, found = town
    for other in found:
        decide(cas, missing, other, same=True, as_=ACP)
    for match in candidates(cas, missing, as_=ACP):
        assert candidates(cas, match.other, as_=ACP) == [match]


def test_who_was_rejected_does_not_return_after_a_correction(cas):
    missing, found = missing_woman(cas), found_woman(cas)
    assert [match.other for match in latest(cas, as_=ACP)] == [found.id]
    decide(cas, missing.id, found.id, same=False, as_=ACP)
    with cas.desk("officer:other") as desk:
        data = desk.read(found).opening.data
        desk.amend(found, "found_person", {**data, "age_from": 40}, reason="Examined by a doctor")
    assert candidates(cas, missing.id, as_=ACP) == [] == candidates(cas, found.id, as_=ACP)


def test_what_is_not_compared_is_not_decided(cas):
    missing = missing_woman(cas)
    again = missing_woman(cas)
    for other, code in ((again.id, "not-comparable"), (missing.id, "not-comparable"), ("none", "unknown-record")):
        with pytest.raises(RecordRefused) as caught:
            decide(cas, missing.id, other, same=True, as_=ACP)
        assert [problem.code for problem in caught.value.problems] == [code]
    with pytest.raises(RecordRefused):
        candidates(cas, "none", as_=ACP)


def test_a_record_that_names_the_other_is_no_candidate(cas):
    missing, found = missing_woman(cas), found_woman(cas)
    with cas.desk("officer:other") as desk:
        desk.move(found, "assign_enquiry", to_officer="other")
        desk.submit(found, "found_match", form("found_match", missing=missing.id))
    assert candidates(cas, missing.id, as_=ACP) == []


def test_who_only_reads_decides_nothing(town):
    cas, missing, found = town
    cas.appoint("looker", name="Looker", rank="SP", office="chickpet", role="viewer")
    before = candidates(cas, missing, as_=ACP)

    assert {match.other for match in candidates(cas, missing, as_="officer:looker")} == {m.other for m in before}
    with pytest.raises(NotPermitted) as refused:
        decide(cas, missing, found[0], same=True, as_="officer:looker")
    assert [problem.code for problem in refused.value.problems] == ["not-permitted"]
    assert candidates(cas, missing, as_=ACP) == before


def test_what_bears_no_day_is_of_the_day_in_india_on_which_it_was_entered(cas, url, monkeypatch):
    missing = missing_woman(cas)
    by_hand(url, *unguarded(url), f"UPDATE record SET created_at = '2026-03-06 20:00:00' WHERE id = '{missing.id}'")
    monkeypatch.setattr(keeping, "described", lambda *_: [("person", Description())])

    rebuild(cas)

    with cas.store.reading() as connection:
        assert {row.day for row in matches.of_record(connection, missing.id)} == {date(2026, 3, 7)}


@on_postgresql
def test_who_decides_and_who_works_on_the_record_do_not_wait_for_each_other(cas, url):
    missing, found = missing_woman(cas), found_woman(cas)
    with ExitStack() as later, cas.desk("officer:sho") as desk:
        desk.enter("general_diary", form("gd_entry"), key="in the turn of the station")
        decided = beside(lambda: decide(cas, missing.id, found.id, same=True, as_=ACP), lambda: waits(url))
        later.enter_context(decided)
        desk.note_reading(missing)

    with cas.store.reading() as connection:
        verbs = [entry.verb for entry in journal.entries(connection, record=missing.id)]
    assert verbs[-2:] == ["read", "match"]
    assert cas.verify() == []
