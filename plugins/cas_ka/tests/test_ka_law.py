"""Karnataka's own Acts as officers write them, and what follows from a section."""

import pytest

from cas_core.codelists import CodeList
from cas_core.law import Catalogue, parse


@pytest.fixture(scope="module")
def catalogue(ka_build):
    return Catalogue.of(ka_build.composition.all(CodeList))


@pytest.mark.parametrize(
    ("written", "rows"),
    [
        ("87 KP Act", ["KPACT 87"]),
        ("u/s 78(3) K.P. Act", ["KPACT 78(3)"]),
        ("79, 80 Karnataka Police Act, 1963", ["KPACT 79", "KPACT 80"]),
        ("15A, 32(3) KE Act", ["KEXCISE 15A", "KEXCISE 32(3)"]),
        ("32, 34 Karnataka Excise Act 1965", ["KEXCISE 32", "KEXCISE 34"]),
        ("3(1)(i), 3(4) KCOCA", ["KCOCA 3(1)(i)", "KCOCA 3(4)"]),
        ("4, 5, 7, 12 Karnataka Prevention of Slaughter and Preservation of Cattle Act 2020", ["KCATTLE 4"]),
        ("3 KOPD Act", ["KOPDA 3"]),
        ("3 Goonda Act", ["KGOONDA 3"]),
        ("98 ಕರ್ನಾಟಕ ಪೊಲೀಸ್ ಕಾಯ್ದೆ", ["KPACT 98"]),
    ],
)
def test_a_section_of_a_state_act_is_read_as_it_is_written(catalogue, written, rows):
    reading = parse(written, catalogue)

    assert reading.problems == []
    assert [f"{row['act']} {row['section']}" for row in reading.rows][: len(rows)] == rows


def test_no_state_section_decides_anything_since_none_is_verified(catalogue):
    own = [section for section in catalogue if section.act.startswith("K")]

    assert len(own) >= 25
    assert {section.checked for section in own} == {"unverified"}


def test_a_case_under_kcoca_names_the_approval(station):
    """KCOCA s.24: no information of organised crime is recorded without it."""
    statutes = [{"act": "KCOCA", "section": "3(1)"}]

    assert station.refusals(station.fir, statutes=statutes) == {"case.kcoca_is_approved"}
    approved = {"beat": "3", "kcoca_approval": "IGP/KCOCA/12/2026, 20.11.2026"}
    assert station.fir(statutes=statutes, ka=approved).status == "registered"


def test_a_sub_inspector_does_not_investigate_under_kcoca(station):
    approved = {"beat": "3", "kcoca_approval": "IGP/KCOCA/12/2026, 20.11.2026"}
    organised = station.fir(statutes=[{"act": "KCOCA", "section": "3(1)"}], ka=approved)
    gaming = station.fir(statutes=[{"act": "KPACT", "section": "87"}])

    assert station.move("sho", gaming, "assign_io", to_officer="io").duties == {"io": "io"}
    assert station.refusals(station.move, "sho", organised, "assign_io", to_officer="io") == {"rank-too-low"}
