"""Gujarat's own Acts as officers write them, and what follows from a section."""

import pytest

from cas_core.codelists import CodeList
from cas_core.law import Catalogue, parse

BOTTLES = {"kind": "foreign_liquor", "litres": "8.64", "containers": 48, "container_size": "180 ml"}


@pytest.fixture(scope="module")
def catalogue(gj_build):
    return Catalogue.of(gj_build.composition.all(CodeList))


@pytest.mark.parametrize(
    ("written", "rows"),
    [
        ("65(e), 116B, 81, 98(2) Prohibition Act", ["GPROH 65(e)", "GPROH 116B", "GPROH 81", "GPROH 98(2)"]),
        ("66(1)(b), 85(1) Prohi. Act", ["GPROH 66(1)(b)", "GPROH 85(1)"]),
        ("૬૫(e) પ્રોહિ. એક્ટ", ["GPROH 65(e)"]),
        ("135(1) G.P. Act", ["GPACT 135(1)"]),
        ("135 GP Act", ["GPACT 135"]),
        ("12 જુગારધારા", ["GGAMB 12"]),
        ("4, 5 Gujarat Gambling Act", ["GGAMB 4", "GGAMB 5"]),
        ("3(1)(ii), 3(4) GUJCTOC", ["GUJCTOC 3(1)(ii)", "GUJCTOC 3(4)"]),
        ("4(3), 5(c) Gujarat Land Grabbing (Prohibition) Act 2020", ["GLAND 4(3)", "GLAND 5(c)"]),
        ("5, 6A, 8, 10 Animal Preservation Act", ["GANIMAL 5", "GANIMAL 6A", "GANIMAL 8", "GANIMAL 10"]),
        ("3, 4A Gujarat Freedom of Religion Act 2003", ["GFREL 3", "GFREL 4A"]),
        ("3 PASA", ["PASA 3"]),
        ("379A IPC", ["IPC 379A"]),
    ],
)
def test_a_section_of_a_state_act_is_read_as_it_is_written(catalogue, written, rows):
    reading = parse(written, catalogue)

    assert reading.problems == []
    assert [f"{row['act']} {row['section']}" for row in reading.rows] == rows


def test_snatching_of_the_state_amendment_is_no_law_after_the_penal_code(station):
    statutes = [{"act": "IPC", "section": "379A"}]
    before = {"from": "2024-06-20T10:00+05:30"}

    assert station.fir(statutes=statutes, occurrence=before).status == "registered"
    after = {"from": "2024-07-01T10:00+05:30"}
    assert station.refusals(station.fir, statutes=statutes, occurrence=after) == {"statutes.0"}


def test_no_state_section_decides_anything_since_none_is_verified(catalogue):
    own = [section for section in catalogue if section.act.startswith("G") and section.act != "GAMB"]

    assert len(own) >= 40
    assert {section.checked for section in own} == {"unverified"}


def test_a_case_of_dealing_in_liquor_says_how_many_litres_were_found(station):
    statutes = [{"act": "GPROH", "section": "65(e)"}]

    assert station.refusals(station.fir, statutes=statutes) == {"case.liquor_is_measured"}
    assert station.refusals(station.fir, statutes=statutes, gj={"liquor": [{"kind": "foreign_liquor"}]}) == {
        "gj.liquor.0.litres"
    }
    record = station.fir(statutes=statutes, gj={"part": "c", "liquor": [BOTTLES]})
    assert "8.64" in station.cas.page(record, as_="officer:pi")


def test_a_drinker_needs_no_litres(station):
    assert station.fir(statutes=[{"act": "GPROH", "section": "66(1)(b)"}], gj={"part": "c"}).status == "registered"


@pytest.mark.parametrize(
    ("act", "section", "guard", "field"),
    [
        ("GUJCTOC", "3(1)", "gujctoc_is_approved", "gujctoc_approval"),
        ("GLAND", "4(3)", "land_grabbing_is_approved", "land_grabbing_approval"),
    ],
)
def test_a_case_under_a_special_act_names_the_approval_and_a_dysp_investigates(station, act, section, guard, field):
    statutes = [{"act": act, "section": section}]

    assert station.refusals(station.fir, statutes=statutes) == {f"case.{guard}"}
    record = station.fir(statutes=statutes, gj={field: "No. 12, 20.11.2026"})
    assert station.refusals(station.move, "pi", record, "assign_io", to_officer="psi") == {"rank-too-low"}
