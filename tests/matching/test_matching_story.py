"""What one station misses and another found is put before the officer who may read both."""

import pytest
from databases import on_both
from reports import dead_woman, found_woman, missing_woman, seized, stolen, unclaimed

from cas_core import NotPermitted
from cas_core.matching import candidates, decide, latest

pytestmark = on_both
ACP = "officer:acp"


def outcomes(match):
    return {feature.name: feature.outcome.value for feature in match.features}


def test_a_woman_missed_in_one_script_is_found_in_another(cas):
    missing, found = missing_woman(cas), found_woman(cas)

    (match,) = candidates(cas, missing.id, as_=ACP)

    assert (match.record, match.other, match.strong) == (missing.id, found.id, True)
    agreed = {name for name, outcome in outcomes(match).items() if outcome == "agree"}
    assert agreed >= {"name", "gender", "age", "height", "build", "complexion", "marks", "dress", "language", "time"}
    assert match.score == pytest.approx(sum(feature.weight for feature in match.features))


def test_an_officer_confirms_a_body_and_both_journals_tell_it(cas):
    missing, body = missing_woman(cas), dead_woman(cas)
    (match,) = latest(cas, as_=ACP)
    assert (match.record, match.other) == (missing.id, body.id)
    assert outcomes(match)["marks"] == "agree"

    decide(cas, missing.id, body.id, same=True, as_=ACP)

    told = [event for record in (missing, body) for event in cas.folder(record.id, as_=ACP).history]
    assert [(event.office, event.actor, event.detail["same"]) for event in told if event.verb == "match"] == [
        ("upparpet", "Acp", True),
        ("cubbon_park", "Acp", True),
    ]
    assert cas.verify() == []
    assert latest(cas, as_=ACP) == []
    assert [match.decided for match in candidates(cas, body.id, as_=ACP)] == [True]


def test_a_stolen_motor_cycle_stands_among_what_another_station_seized(cas):
    cycle = {"kind": "motorcycle", "make": "Hero", "model": "Splendor Plus", "colour": "Black"}
    lost = cycle | {"registration": "KA02EX1199", "chassis": "MBLHA10AMEHC45871", "engine": "HA10EJEHC46012"}
    fir = stolen(cas, vehicles=[lost])
    repainted = cycle | {"colour": "Red", "registration": "KA01AA0001", "chassis": "XXXHA10AMEHC45871"}
    other_case = seized(cas, vehicles=[repainted])
    seized(cas, vehicles=[cycle | {"registration": "KA04ZZ7777", "chassis": "MBLHA10AMEHC11111"}])

    (match,) = candidates(cas, fir.id, as_=ACP)

    assert match.other == other_case.id
    alike = {"chassis": "near", "kind": "agree", "make": "agree", "model": "agree"}
    changed = {"colour": "differ", "registration": "differ"}
    assert {**outcomes(match), **alike, **changed} == outcomes(match)
    assert [found.record for found in candidates(cas, other_case.id, as_=ACP)] == [fir.id]


@pytest.mark.parametrize(
    ("gone", "found", "feature"),
    [
        (
            {"properties": [{"category": "electrical", "description": "Telephone", "imei": ["490154203237518"]}]},
            {"properties": [{"category": "electrical", "description": "ಫೋನ್", "imei": ["490154203237518"]}]},
            "imei",
        ),
        (
            {"firearms": [{"kind": "pistol", "number": "RP-102 334"}]},
            {"firearms": [{"kind": "pistol", "number": "RP102334"}]},
            "arm_number",
        ),
        (
            {"properties": [{"category": "electrical", "description": "Laptop", "identifier": "5CD 9381-XK"}]},
            {"properties": [{"category": "electrical", "description": "Laptop", "identifier": "5CD9381XK"}]},
            "serial",
        ),
    ],
)
def test_things_are_found_by_the_number_that_is_theirs_alone(cas, gone, found, feature):
    fir, finding = stolen(cas, **gone), unclaimed(cas, **found)
    shown = [(match.other, match.features[0].name) for match in candidates(cas, fir.id, as_=ACP)]
    assert shown == [(finding.id, feature)]


def test_who_may_read_only_one_of_the_two_sees_no_match_and_decides_nothing(cas):
    missing, found = missing_woman(cas), found_woman(cas)
    assert candidates(cas, missing.id, as_="officer:sho") == []
    assert latest(cas, as_="officer:sho") == []
    for address in ("officer:sho", "officer:other", "portal:upparpet"):
        with pytest.raises(NotPermitted):
            decide(cas, missing.id, found.id, same=True, as_=address)
    with pytest.raises(NotPermitted):
        candidates(cas, missing.id, as_="officer:other")
    with pytest.raises(NotPermitted):
        candidates(cas, missing.id, as_="portal:upparpet")
    assert [match.other for match in candidates(cas, missing.id, as_="officer:scrb")] == [found.id]


def test_a_match_adds_nothing_to_what_the_public_sees(cas):
    missing, found = missing_woman(cas), found_woman(cas)
    before = {record.id: dict(cas.folder(record.id, as_=ACP).published) for record in (missing, found)}
    decide(cas, missing.id, found.id, same=True, as_=ACP)
    assert {record: dict(cas.folder(record, as_=ACP).published) for record in before} == before
