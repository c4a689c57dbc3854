"""The lists of sections and Acts hold together, and say truly how each classification was checked."""

import re

import pytest

from cas_core.codelists import CodeList

CHECKED = {"schedule", "two-sources", "unverified", "heading"}
TAGS = {
    "acid",
    "arms",
    "atrocity",
    "by_woman_officer",
    "child",
    "corruption",
    "cyber",
    "dowry",
    "election",
    "explosives",
    "gambling",
    "hit_and_run",
    "lynching",
    "motor_accident",
    "ndps",
    "organised",
    "pocso",
    "public_servant",
    "rape",
    "security",
    "sexual",
    "terror",
    "trafficking",
    "two_months",
    "uapa",
    "women",
}
ANSWERS = {"", "Y", "N", "varies", "conditional", "according_to_principal"}


@pytest.fixture(scope="module")
def rows(national):
    return {entry.id: entry for entry in national.get(CodeList, "sections").codes}


@pytest.fixture(scope="module")
def acts(national):
    return {entry.id: entry for entry in national.get(CodeList, "acts").codes}


def test_all_sections_of_the_new_laws_stand_there(rows):
    """BNS has 358 sections."""
    numbers = {entry.attributes["section"] for entry in rows.values() if entry.attributes["act"] == "BNS"}

    assert {number for number in numbers if number.isdigit()} == {str(number) for number in range(1, 359)}


def test_every_row_of_the_first_schedule_stands_there(catalogue):
    """BNSS First Schedule, Part I: 465 rows; a reference with several rows has a case for each."""
    rows = 0
    for section in catalogue:
        shares_a_row = ":" in section.section or section.parent == "BNS 64(2)"
        if section.checked == "schedule" and not shares_a_row:
            rows += max(1, sum(":" in below.section for below in catalogue.below(section)))

    assert rows == 465


def test_the_indian_penal_code_stands_there_whole_but_for_what_was_repealed_before(rows):
    """511 sections; 13, 15, 16, 56, 58, 59, 61, 62, 161 to 165, 226, 478, 480, 490 and 492 were repealed."""
    gone = {13, 15, 16, 56, 58, 59, 61, 62, 161, 162, 163, 164, 165, 226, 478, 480, 490, 492}
    numbers = {entry.attributes["section"] for entry in rows.values() if entry.attributes["act"] == "IPC"}

    assert {int(number) for number in numbers if number.isdigit()} == set(range(1, 512)) - gone


def test_every_code_is_its_act_and_its_section(rows, acts):
    for code, entry in rows.items():
        assert code == f"{entry.attributes['act']} {entry.attributes['section']}"
        assert entry.attributes["act"] in acts


def test_every_successor_is_a_section_of_the_law_that_followed(rows):
    named = {(entry.attributes["act"], code) for entry in rows.values() for code in _successors(entry)}

    assert {code for _, code in named} <= set(rows)
    assert {(act, code.split()[0]) for act, code in named} == {("IPC", "BNS"), ("CrPC", "BNSS")}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("302", "103(1)"),
        ("307", "109"),
        ("304A", "106(1)"),
        ("354", "74"),
        ("363", "137(2)"),
        ("379", "303(2)"),
        ("392", "309(4)"),
        ("395", "310(2)"),
        ("420", "318(4)"),
        ("498A", "85"),
        ("323", "115(2)"),
        ("34", "3(5)"),
        ("120B", "61(2)"),
        ("149", "190"),
        ("147", "191(2)"),
    ],
)
def test_the_sections_used_most_lead_to_their_successors(rows, old, new):
    assert f"BNS {new}" in _successors(rows[f"IPC {old}"])


def test_every_penal_section_of_the_old_code_has_a_successor_or_none_in_law(rows):
    """No successor: e.g. s.124A, s.309, s.377, s.497."""
    offences = [e for e in rows.values() if e.attributes["act"] == "IPC" and e.attributes["checked"] == "two-sources"]

    assert [entry.id for entry in offences if not _successors(entry)] == []
    assert not _successors(rows["IPC 377"])
    assert not _successors(rows["IPC 497"])


def test_each_classification_says_how_it_was_checked(rows):
    for code, entry in rows.items():
        said = entry.attributes
        assert said["checked"] in CHECKED, code
        assert {said.get("cognizable", ""), said.get("bailable", "")} <= ANSWERS, code
        if said["checked"] == "heading":
            assert not {"cognizable", "bailable", "triable_by", "max_years"} & set(said), code
        if said["checked"] == "schedule":
            assert said["act"] == "BNS", code
            assert said["cognizable"], code
            assert said["bailable"], code
        if said["act"] not in {"BNS", "BNSS", "BSA", "IPC"}:
            assert said["checked"] == "unverified", code


def test_what_is_cited_but_not_charged_has_no_classification(rows, catalogue):
    for section in catalogue:
        if section.nature:
            assert section.nature in {"general", "procedure"}, section.id
            assert section.cognizable + section.bailable + section.io_rank == "", section.id
    assert {section.nature for section in catalogue if section.act in {"BNSS", "CrPC", "BSA", "IEA"}} == {"procedure"}


@pytest.mark.parametrize(
    "code", ["BNSS 194", "BNSS 126", "BNSS 135(3)", "BNSS 170", "BNSS 173", "BNSS 35(3)", "CrPC 41A", "CrPC 107"]
)
def test_procedure_in_daily_use_can_be_cited(catalogue, code):
    assert catalogue.sections[code].nature == "procedure"


def test_sexual_offences_and_those_against_the_state_are_not_published(catalogue):
    """Youth Bar Association of India v. Union of India, (2016) 9 SCC 473; BNS s.72; POCSO Act s.23; JJ Act s.74."""
    numbers = [*range(63, 80), 87, 93, 96, 97, 98, 99, 113, 143, 144, *range(147, 153)]
    for section in catalogue:
        number = re.match(r"\d*", section.section)[0]
        listed = section.act == "BNS" and int(number or 0) in numbers
        if listed or section.act in {"POCSO", "UAPA", "OSA", "ITPA", "JJ", "MTP", "PWDV"}:
            assert section.sensitive, section.id
    assert not catalogue.sections["BNS 303(2)"].sensitive


def test_the_identity_of_victims_of_sexual_offences_is_protected(catalogue):
    """BNS s.72(1), IPC s.228A, POCSO Act s.23."""
    protected = {section.id for section in catalogue if section.protects_victim}

    assert {f"BNS {number}" for number in (64, 65, 66, 67, 68, 69, 70, 71)} <= protected
    assert {"IPC 376", "IPC 376D", "POCSO 6", "POCSO 12"} <= protected


def test_investigation_within_two_months_is_asked_of_the_sections_that_the_law_names(catalogue):
    """BNSS s.193(2): BNS 64 to 68, 70, 71; POCSO 4, 6, 8, 10."""
    heads = {section.id for section in catalogue if "two_months" in section.tags and "(" not in section.section}

    assert {code for code in heads if not code.startswith("IPC")} == {
        *(f"BNS {number}" for number in (64, 65, 66, 67, 68, 70, 71)),
        *(f"POCSO {number}" for number in (4, 6, 8, 10)),
    }


def test_every_mark_is_one_of_those_that_mean_something(catalogue, national):
    heads = {entry.id for entry in national.get(CodeList, "crime_heads").codes}
    ranks = {entry.id for entry in national.get(CodeList, "rank").codes}
    for section in catalogue:
        assert set(section.tags) <= TAGS, section.id
        assert section.crime_head in {"", *heads}, section.id
        assert section.io_rank in {"", *ranks}, section.id
        assert section.custody_limit in {"", "general", "d90", "d180"}, section.id


def test_acts_in_daily_use_have_sections_that_can_be_charged(catalogue):
    """D.6: the central special and local laws."""
    charged = {section.act for section in catalogue if not section.nature}

    asked = (
        "NDPS ARMS EXPL ESA ITACT POCSO SCST JJ MV UAPA PC ITPA DP PWDV GAMB EC COPY FOREIGN IFA25 WLPA MMDR ELEC RLY"
    )
    assert charged >= set(asked.split())


def test_no_two_acts_are_printed_under_one_name(catalogue):
    names = [act.short for act in catalogue.acts.values()]

    assert sorted(set(names)) == sorted(names)


def test_only_the_sections_of_section_36a_lengthen_custody(catalogue):
    """NDPS Act s.36A(4): s.19, s.24, s.27A, and commercial quantity."""
    longer = {section.section for section in catalogue if section.custody_limit == "d180"}

    assert {section.split("(")[0] for section in longer} >= {"19", "24", "27A"}
    assert longer - {"19", "24", "27A", "8/18(b)"} == {
        "15(c)",
        "17(c)",
        "18(b)",
        "20(b)(ii)(C)",
        "21(c)",
        "22(c)",
        "23(c)",
    }


def _successors(entry):
    return [code for code in entry.attributes.get("successor", "").split(" | ") if code]
