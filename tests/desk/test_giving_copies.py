"""Copies of papers that stand in records of other offices: who gives one may print the paper where it stands."""

import json

import pytest
from builders import RAPE, form, posted, registered, scanned

from cas_core import NotPermitted
from cas_core.store import journal

VICTIM = {"person": {"name": {"text": "Savitri Devi", "roman": "Savitri Devi"}, "gender": "F"}}
GIVEN = {"sensitive": True, "masked": True}


@pytest.fixture
def town(builds, tmp_path):
    """A sensitive case at one station, and the officer in charge of another one."""
    cas = posted(builds["ka"], f"sqlite:///{tmp_path / 'ka.db'}")
    cas.appoint("other", name="Other", rank="SI", office="cubbon_park", role="sho")
    scanned(cas, "other")
    cas.fir = registered(cas, victims=[VICTIM], **RAPE)
    yield cas
    cas.close()


def application(fir, **more):
    held = {"document": "fir", "right": "victim", "identity_seen": True, "fee_due": False, **more}
    return form("copy_request", **held, **({"fir": fir.id} if fir else {}))


def applied(desk, fir, key="application", **more):
    return desk.enter("copy_request", application(fir, **more), key=key)


def given(cas, who, fir):
    with cas.desk(f"officer:{who}") as desk:
        return desk.submit(applied(desk, fir), "copy_given", form("copy_given", **GIVEN))


def readings(cas):
    with cas.store.reading() as connection:
        rows = journal.entries(connection)
    return [(row.actor, row.office, row.record, json.loads(row.detail)) for row in rows if row.verb == "read"]


def test_nobody_gives_a_copy_of_a_paper_that_he_may_not_print(town):
    """BNS s.72: the identity of the victim stays with those who investigate and those above them."""
    with town.desk("officer:other") as desk:
        request = applied(desk, town.fir)
        with pytest.raises(NotPermitted) as caught:
            desk.submit(request, "copy_given", form("copy_given", **GIVEN))
        assert desk.read(request).status == "submitted"

    assert [problem.code for problem in caught.value.problems] == ["not-permitted"]
    assert "fir.document" in str(caught.value)


def test_a_copy_that_was_given_of_nothing_is_not_turned_to_a_paper_of_another_station(town):
    with town.desk("officer:other") as desk:
        request = desk.submit(applied(desk, None), "copy_given", form("copy_given", **GIVEN))
        with pytest.raises(NotPermitted, match="not-permitted"):
            desk.amend(request, "copy_request", application(town.fir), reason="Record found")
        assert "fir" not in desk.read(request).opening.data


def test_a_correction_of_the_applicant_keeps_a_copy_for_which_its_officer_answers(town):
    request = given(town, "sho", town.fir)
    with town.desk("officer:sho") as desk:
        held = desk.amend(request, "copy_request", application(town.fir, number="31"), reason="Misheard")

    assert town.fir.number in town.copy(held, as_="officer:sho").html()


def test_who_may_print_the_paper_gives_it_and_the_portal_hands_it_out(town):
    request = given(town, "sho", town.fir)

    for reader in ("portal:upparpet", "officer:sho", "officer:typist"):
        assert "Savitri Devi" in town.copy(request, as_=reader).html()


def test_the_journal_names_the_sensitive_case_that_was_read_through_a_copy_and_the_application(town):
    """As other readings of it are written down, whoever prints it: an officer, or the portal for the applicant."""
    request = given(town, "sho", town.fir)
    town.copy(request, as_="portal:upparpet")

    assert readings(town) == [("portal", "upparpet", town.fir.id, {"copy": request.id})]
    assert town.verify() == []


def test_a_copy_from_a_case_that_is_not_sensitive_is_no_such_reading(town):
    plain = registered(town, key="plain")
    town.copy(given(town, "sho", plain), as_="portal:upparpet")

    assert readings(town) == []
