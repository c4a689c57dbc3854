"""The citizen's charter: who decides what, in how many days, and where a license is asked for."""

import re
from datetime import timedelta

import pytest
from builders import now

from cas_core import NotPermitted
from cas_core.services import Service

SOUND = {"kind": "loudspeaker", "sound_details": "Two speakers, 200 W", "fee_due": False}


@pytest.fixture
def services(ka_build):
    return ka_build.composition.all(Service)


@pytest.mark.parametrize(
    ("service", "limit", "officer"),
    [
        ("copies", "24h", "sho"),
        ("complaint", "30min", "sho"),
        ("ka_petition", "15d", "sho"),
        ("ka_amplified_sound", "3wd", "circle_inspector"),
        ("ka_assembly_at_station", "7wd", "sho"),
        ("ka_assembly_above", "15wd", "supervisor"),
        ("ka_amusement", "15d", "sho"),
        ("ka_premises", "7d", "sho"),
        ("ka_crackers", "7d", "sho"),
        ("ka_visa_extension", "7d", "sho"),
        ("ka_service_local", "20d", "supervisor"),
        ("ka_service_outside", "45d", "supervisor"),
        ("ka_arms", "30d", "supervisor"),
        ("ka_passport", "90d", "supervisor"),
        ("ka_lost_article", "1d", "sho"),
    ],
)
def test_a_service_has_its_days_its_officer_and_its_appeals(services, service, limit, officer):
    said = services[service]

    assert (said.limit, said.officer) == (limit, officer)
    assert said.appeals
    assert set(said.appeal_limits) == {"7d"}


def test_a_petition_has_its_receipt_in_half_an_hour_and_its_end_in_fifteen_days(station):
    record = station.enter("sho", "complaint", gd_entry=None, mode="counter", received_at=now())

    runs = {run.definition.id: run for run in record.running}
    assert runs["acknowledgement"].due_at - runs["acknowledgement"].started_at == timedelta(minutes=30)
    assert station.due(record, "petition_disposal") == station.after_days(record, 15)
    acknowledged = station.move("sho", record, "acknowledge")
    assert {run.definition.id for run in acknowledged.running} == {"petition_disposal"}


def test_amplified_sound_is_answered_in_three_working_days(station):
    record = station.enter("cpi", "permission", **SOUND)

    assert station.due(record, "amplified_sound") == station.after_working_days(record, 3)
    assert station.due(record, "assembly_above") is None


def test_second_and_fourth_saturdays_are_no_working_days(ka_build):
    listed = {day for day in ka_build.holidays if day.year == 2026}

    saturdays = [day for day in listed if day.isoweekday() == 6 and (day.day - 1) // 7 in {1, 3}]
    assert len(saturdays) == 24
    assert {day.isoformat() for day in listed} >= {"2026-11-01", "2026-01-26", "2026-08-15"}


def test_amplified_sound_is_licensed_by_the_circle_and_not_by_the_station(station):
    at_station = reported(station, "psi", station.enter("psi", "permission", **SOUND), "psi")
    at_circle = reported(station, "cpi", station.enter("cpi", "permission", **SOUND), "eo")

    refused = station.refusals(station.submit, "dysp", at_station, "permission_grant")
    assert refused == {"permission.sound_is_licensed_by_the_circle"}
    assert station.submit("cpi", at_circle, "permission_grant").status == "granted"


def test_an_inspector_in_a_circle_registers_no_fir(station):
    with pytest.raises(NotPermitted, match=re.escape("does not permit 'general_diary.enter'")):
        station.fir("cpi")


def test_a_procession_within_a_station_has_seven_working_days_and_beyond_it_fifteen(station):
    within = station.enter("psi", "permission", fee_due=False)
    beyond = station.enter("dysp", "permission", fee_due=False)

    assert station.due(within, "assembly_at_station") == station.after_working_days(within, 7)
    assert station.due(within, "assembly_above") is None
    assert station.due(beyond, "assembly_above") == station.after_working_days(beyond, 15)


@pytest.mark.parametrize(
    ("kind", "clock", "more"),
    [
        ("petrol_pump", "premises", {}),
        ("hotel", "premises", {}),
        ("crackers", "crackers", {"stock": "200 kg, one godown"}),
        ("foreigner", "visa_extension", {}),
    ],
)
def test_a_clearance_is_answered_in_seven_days(station, kind, clock, more):
    record = station.enter("psi", "permission", kind=kind, fee_due=False, **more)

    assert station.due(record, clock) == station.after_days(record, 7)


@pytest.mark.parametrize(
    ("kind", "own", "clock", "days"),
    [
        ("government_service", None, "service_local", 20),
        ("government_service", {"outside_district": False}, "service_local", 20),
        ("government_service", {"outside_district": True}, "service_outside", 45),
        ("arms_licence", None, "arms", 30),
        ("passport", None, "passport", 90),
    ],
)
def test_a_verification_is_answered_in_the_days_of_its_kind(station, kind, own, clock, days):
    record = station.enter("psi", "verification", kind=kind, reference="KSP/77", fee_due=False, ka=own)

    assert {run.definition.id for run in record.running} == {clock}
    assert station.due(record, clock) == station.after_days(record, days)


def test_an_appeal_is_decided_in_seven_days(station):
    record = reported(station, "cpi", station.enter("cpi", "permission", **SOUND), "eo")
    station.submit("cpi", record, "permission_refusal")

    again = station.move("dysp", record, "decide_appeal")

    assert station.due(again, "appeal") == station.after_days(again, 7)


def reported(station, officer, record, reporter):
    """Bring an application to the report of the police station."""
    station.move(officer, record, "take_up")
    station.move(officer, record, "ask_report", to_officer=reporter)
    return station.submit(reporter, record, "permission_report")
