"""The e-FIR: what it takes, how soon it is answered, and what it is not for."""

from datetime import datetime, timedelta

import pytest
from builders import now

from cas_core.services import Service
from cas_core.sources import INDIA

STOLEN = {"e_fir": True, "e_fir_property": "vehicle", "force_used": False}


def e_fir(station, gj=STOLEN, **changes):
    given = {"mode": "portal", "nature": "vehicle_theft", "received_at": now(), "accused": None, "gd_entry": None}
    return station.enter("portal", "complaint", gj=gj, **{**given, **changes})


def test_an_e_fir_is_allotted_in_a_day_visited_in_two_and_registered_in_five(station):
    record = e_fir(station)

    received = datetime.fromisoformat(record.opening.data["received_at"])
    limits = {run.definition.id: run.due_at for run in record.running}
    assert limits["e_fir_allotment"] - received == timedelta(hours=24)
    assert limits["e_fir_contact"] - received == timedelta(hours=48)
    assert (
        limits["e_fir_registration"].astimezone(INDIA).date() == (received + timedelta(days=5)).astimezone(INDIA).date()
    )


def test_allotting_it_stops_the_first_clock_only(station):
    record = e_fir(station)
    station.move("pso", record, "acknowledge")

    allotted = station.move("pi", record, "allot", to_officer="eo")

    assert {"e_fir_contact", "e_fir_registration"} <= set(station.due(allotted))
    assert "e_fir_allotment" not in station.due(allotted)
    visited = station.move("eo", record, "start_enquiry")
    assert "e_fir_contact" not in station.due(visited)


@pytest.mark.parametrize(
    ("own", "changes"),
    [
        ({"force_used": True}, {}),
        ({}, {"accused": [{"standing": "known", "person": {"name": {"text": "Manju"}}}]}),
    ],
)
def test_an_e_fir_is_not_for_force_or_for_a_known_accused(station, own, changes):
    assert station.refusals(e_fir, station, {**STOLEN, **own}, **changes) == {"e_fir_fits"}


def test_an_e_fir_is_for_a_vehicle_or_a_telephone(station):
    assert station.refusals(e_fir, station, {**STOLEN, "e_fir_property": "jewellery"}) == {"gj.e_fir_property"}
    assert station.refusals(e_fir, station, {"e_fir": True}) >= {"gj.e_fir_property", "gj.force_used"}


def test_any_other_complaint_has_none_of_these_clocks(station):
    record = station.enter("pso", "complaint", mode="counter", received_at=now(), gd_entry=None)

    assert not {clock for clock in station.due(record) if clock.startswith("e_fir")}


def test_the_case_of_an_e_fir_is_investigated_in_twenty_one_days(station):
    given = {"electronic_received_at": now(-60), "electronic_signed_on": datetime.now(INDIA).date().isoformat()}
    record = station.fir(kind="e_fir", **given)

    last = record.created_at.astimezone(INDIA).date() + timedelta(days=21)
    assert station.due(record)["e_fir_investigation"] == f"{last}T23:59+05:30"
    assert "e_fir_investigation" not in station.due(station.fir())


def test_the_services_of_the_portal_promise_only_what_is_known(gj_build):
    """Days and fees of the others were not found; none are invented."""
    own = {name: said for name, said in gj_build.composition.all(Service).items() if name.startswith("gj_")}

    assert {name: said.limit for name, said in own.items() if said.limit} == {"gj_e_fir": "5d"}
    assert set(own) >= {"gj_tenant", "gj_domestic_help", "gj_senior_citizen", "gj_lost_property"}
    assert all(said.appeals == ("supervisor", "sp") for said in own.values())


def test_the_holidays_of_the_state_are_no_working_days(gj_build):
    days = {day.isoformat() for day in gj_build.holidays}

    assert {"2027-01-14", "2027-01-26", "2027-08-15"} <= days
    assert {"2027-01-09", "2027-01-23"} <= days  # the second and the fourth Saturday
