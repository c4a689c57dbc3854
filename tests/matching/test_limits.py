"""Within what limits somebody is looked for, and when a record is compared no more."""

import pytest
from builders import form, now
from reports import dead_woman, found_woman, missing_woman, seized, stolen, unclaimed

from cas_core.matching import candidates, keep, rebuild

ACP = "officer:acp"


def offered(cas, record):
    return [match.beside(record.id) for match in candidates(cas, record.id, as_=ACP)]


@pytest.mark.parametrize(
    "other",
    [
        {"gender": "M"},
        {"age_from": 8, "age_to": 12, "child": True},
        {"found_at": "2026-02-01T07:00+05:30"},
        {"age_from": 70, "age_to": 75},
    ],
)
def test_who_is_outside_the_limits_is_not_offered(cas, other):
    missing = missing_woman(cas)
    found_woman(cas, **other)
    assert offered(cas, missing) == []


def test_whose_sex_is_not_known_is_offered(cas):
    missing, found = missing_woman(cas), found_woman(cas, gender="U")
    assert offered(cas, missing) == [found.id]
    assert offered(cas, found) == [missing.id]


def test_an_identified_body_is_compared_no_more(cas):
    missing, body = missing_woman(cas), dead_woman(cas)
    assert offered(cas, missing) == [body.id]
    with cas.desk("officer:other") as desk:
        desk.submit(body, "body_identification", form("body_identification", missing=None) | {"missing": missing.id})
    assert offered(cas, missing) == [] == offered(cas, body)


def test_a_woman_who_came_back_is_compared_no_more(cas):
    missing, found = missing_woman(cas), found_woman(cas)
    assert offered(cas, found) == [missing.id]
    traced = form("missing_traced", outcome="returned", traced_at=now(-60))
    for reference in ("found_person", "unnatural_death"):
        traced.pop(reference, None)
    with cas.desk("officer:sho") as desk:
        desk.submit(missing, "missing_traced", traced)
    assert offered(cas, found) == []


def test_a_correction_is_described_anew(cas):
    missing, found = missing_woman(cas), found_woman(cas)
    assert offered(cas, missing) == [found.id]
    with cas.desk("officer:other") as desk:
        data = desk.read(found).opening.data
        desk.amend(found, "found_person", {**data, "gender": "M"}, reason="Mistyped")
    assert offered(cas, missing) == []


def test_an_arrested_woman_is_offered_where_a_word_of_the_name_is_common(cas):
    missing = missing_woman(cas, last_seen_at="2026-11-01T18:00+05:30", informed_at="2026-11-02T18:00+05:30")
    fir = stolen(cas, "other")
    with cas.desk("officer:other") as desk:
        desk.move(fir, "assign_io", to_officer="other")
        for name in ("Lakshmamma", "Sunitha"):
            desk.submit(fir, "arrest", arrest(name, fir))
    (match,) = candidates(cas, missing.id, as_=ACP)
    assert (match.other, match.features[0].name) == (fir.id, "name")
    assert offered(cas, fir) == [missing.id]


def arrest(name, fir):
    told = {"accused_code": None, "gd_entry": fir.opening.data["gd_entry"], "before_registration": "Caught at once"}
    who = {"name": {"text": name}, "gender": "F", "age": 41, "addresses": [{"kind": "present", "village": "Mandya"}]}
    given = form("arrest", accused=who, woman_arrested_by_woman=True)
    return {key: value for key, value in {**given, **told}.items() if value is not None}


def test_an_article_in_the_case_of_its_theft_is_no_match(cas):
    cycle = {"kind": "motorcycle", "registration": "KA02EX1199"}
    fir = seized(cas, "other", vehicles=[cycle])
    with cas.desk("officer:other") as desk:
        data = desk.read(fir).opening.data
        desk.amend(fir, "fir", {**data, "vehicles": [cycle | {"status": "stolen"}]}, reason="Forgotten")
    assert offered(cas, fir) == []


def test_a_vehicle_that_was_only_involved_is_not_sought(cas):
    cycle = {"kind": "motorcycle", "registration": "KA02EX1199"}
    fir, found = stolen(cas, vehicles=[cycle | {"status": "involved"}]), unclaimed(cas, vehicles=[cycle])
    assert offered(cas, fir) == [] == offered(cas, found)


def test_journals_are_read_in_parts_and_only_once(cas, monkeypatch):
    monkeypatch.setattr("cas_core.matching.keeping.BATCH", 2)
    missing, found = missing_woman(cas), found_woman(cas)
    assert keep(cas, 1) <= 2
    assert keep(cas) >= 1
    assert keep(cas) == 0
    before = candidates(cas, missing.id, as_=ACP)
    assert rebuild(cas) >= 2
    assert candidates(cas, missing.id, as_=ACP) == before != []
    assert [match.other for match in before] == [found.id]
