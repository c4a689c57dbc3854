"""1 July 2024: substantive law goes by the occurrence, procedure by the day of the act."""

from datetime import date

import pytest

from cas_core.law import header, procedure, unfit

THEFT = {"IPC": [{"act": "IPC", "section": "379"}], "BNS": [{"act": "BNS", "section": "303(2)"}]}
BOTH = THEFT["IPC"] + THEFT["BNS"]


def placed(rows):
    return {f"statutes.{index}": row for index, row in enumerate(rows)}


@pytest.mark.parametrize(
    ("span", "refused"),
    [
        ({"from": "2024-06-30"}, ["BNS 303(2)"]),
        ({"from": "2024-06-30T23:59:00+05:30"}, ["BNS 303(2)"]),
        ({"from": "2024-07-01"}, ["IPC 379"]),
        ({"from": "2024-07-01T00:00:00+05:30"}, ["IPC 379"]),
        ({"from": "2024-06-30", "to": "2024-07-01"}, []),
        ({"from": "2019", "to": "2021-05"}, ["BNS 303(2)"]),
        ({"from": "2024"}, []),
        ({"from": "2024-06"}, ["BNS 303(2)"]),
        ({"from": "2024-07"}, ["IPC 379"]),
        ({"from": "2023-12"}, ["BNS 303(2)"]),
        ({"from": "2024-07-03", "approximate": True}, []),
        ({}, []),
        (None, []),
    ],
)
def test_the_day_of_the_occurrence_decides_between_the_codes(catalogue, span, refused):
    """BNS s.358(2): what was done before 1 July 2024 remains an offence under the IPC."""
    problems = unfit(placed(BOTH), span, catalogue)

    assert [problem.what.split("'")[1] for problem in problems] == refused


def test_the_officer_is_told_which_section_to_cite_instead(catalogue):
    problem = unfit(placed(THEFT["IPC"]), {"from": "2025-01-01"}, catalogue)[0]

    assert problem.code == "not-law-then"
    assert problem.what == "'IPC 379' applies to what happened on or before 30.06.2024"
    assert problem.mend == "Cite BNS 303(2), or correct the date of occurrence"
    assert problem.field == "statutes.0"

    back = unfit(placed(THEFT["BNS"]), {"from": "2023-01-01"}, catalogue)[0]

    assert "applies to what happened on or after 01.07.2024" in back.what
    assert "IPC 379" in back.mend


def test_hit_and_run_is_refused_while_it_is_not_in_force(catalogue):
    """BNS s.106(2) was left out of the commencement of 1 July 2024."""
    problem = unfit(placed([{"act": "BNS", "section": "106(2)"}]), {"from": "2025-01-01"}, catalogue)[0]

    assert problem.what == "'BNS 106(2)' has not been brought into force"


def test_the_act_on_foreigners_changes_too(catalogue):
    """Immigration and Foreigners Act, 2025, in force on 1 September 2025."""
    rows = placed([{"act": "FOREIGN", "section": "14"}, {"act": "IFA25", "section": "23"}])

    assert [p.what.split("'")[1] for p in unfit(rows, {"from": "2025-08-31"}, catalogue)] == ["IFA25 23"]
    assert [p.what.split("'")[1] for p in unfit(rows, {"from": "2025-09-01"}, catalogue)] == ["FOREIGN 14"]


def test_a_special_act_fits_any_day(catalogue):
    assert unfit(placed([{"act": "ARMS", "section": "25"}]), {"from": "1999-01-01"}, catalogue) == []


def test_procedure_goes_by_the_day_of_the_act(catalogue):
    """BNSS s.531: an FIR registered after 1 July 2024 is one under s.173, though the offence is older."""
    assert procedure(date(2024, 6, 30)) == "crpc"
    assert procedure(date(2024, 7, 1)) == "bnss"
    assert header(date(2024, 6, 30)) == "u/s 154 CrPC"
    assert header(date(2024, 7, 1)) == "u/s 173 BNSS"
    assert unfit(placed([{"act": "BNSS", "section": "173"}]), {"from": "2020-01-01"}, catalogue) == []
