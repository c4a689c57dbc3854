"""What follows from the sections of a case, and what is left to the officer because it is not sure."""

import pytest

from cas_core.law import facts


def of(catalogue, *codes, kind=None):
    rows = []
    for code in codes:
        act, _, section = code.partition(" ")
        rows.append({"act": act, "section": section, **({"kind": kind} if kind else {})})
    return facts(rows, catalogue)


def test_the_facts_have_the_names_that_conditions_use(catalogue):
    assert set(of(catalogue, "BNS 303(2)")) == {
        "cognizable",
        "bailable",
        "triable_by",
        "longest",
        "sensitive",
        "protects_victim",
        "tags",
        "limit",
        "limit_at_most",
        "verified",
        "io_rank",
        "regimes",
    }


def test_theft_is_cognizable_and_non_bailable_and_holds_for_sixty_days(catalogue):
    """BNS s.303(2); BNSS First Schedule; s.187(3)(ii)."""
    assert of(catalogue, "BNS 303(2)") == {
        "cognizable": "yes",
        "bailable": "no",
        "triable_by": "Any Magistrate",
        "longest": 3,
        "sensitive": False,
        "protects_victim": False,
        "tags": [],
        "limit": "d60",
        "limit_at_most": "d60",
        "verified": True,
        "io_rank": "",
        "regimes": ["bns"],
    }


def test_theft_of_a_trifle_is_neither_cognizable_nor_non_bailable(catalogue):
    """BNS s.303(2) proviso: less than five thousand rupees, first conviction."""
    known = of(catalogue, "BNS 303(2):2")

    assert (known["cognizable"], known["bailable"], known["longest"]) == ("no", "yes", 0)


@pytest.mark.parametrize(
    "code", ["BNS 103(1)", "BNS 64", "BNS 64(2)(m)", "BNS 70(2)", "BNS 80(2)", "BNS 310(2)", "IPC 302"]
)
def test_death_life_or_ten_years_at_the_least_holds_for_ninety_days(catalogue, code):
    """BNSS s.187(3)(i), CrPC s.167(2)(a)(i)."""
    known = of(catalogue, code)

    assert (known["limit"], known["cognizable"], known["bailable"]) == ("d90", "yes", "no")
    assert known["triable_by"] == "Court of Session"


def test_rape_is_sensitive_and_protects_the_victim(catalogue):
    """BNS s.72; BNSS s.193(2): two months."""
    known = of(catalogue, "BNS 64")

    assert known["sensitive"]
    assert known["protects_victim"]
    assert {"rape", "two_months"} <= set(known["tags"])


@pytest.mark.parametrize("code", ["BNS 108", "BNS 309(4)", "BNS 109(1)", "BNS 105"])
def test_up_to_ten_years_or_one_case_of_two_decides_no_limit(catalogue, code):
    """BNSS s.187(3): courts differ on an offence that may reach ten years but need not."""
    assert of(catalogue, code)["limit"] == ""


@pytest.mark.parametrize("code", ["ARMS 25(1B)(a)", "ITACT 66D", "MV 184", "IPC 379", "SLL EXCISE", "BNSX 1"])
def test_an_unverified_classification_decides_nothing(catalogue, code):
    known = of(catalogue, code)

    assert known["cognizable"] == known["bailable"] == "unknown"
    assert known["longest"] is None
    assert (known["limit"], known["triable_by"], known["verified"]) == ("", "", False)


def test_one_cognizable_offence_makes_the_case_cognizable(catalogue):
    """BNSS s.174(4), CrPC s.155(4)."""
    assert of(catalogue, "BNS 115(2)")["cognizable"] == "no"
    assert of(catalogue, "BNS 115(2)", "BNS 303(2)")["cognizable"] == "yes"
    assert of(catalogue, "ARMS 25", "BNS 303(2)")["cognizable"] == "yes"
    assert of(catalogue, "ARMS 25", "BNS 115(2)")["cognizable"] == "unknown"


def test_an_offence_cognizable_in_some_cases_only_is_said_to_be_so(catalogue):
    """BNS s.85: cognizable if the woman, her relative or a public servant gives the information."""
    assert of(catalogue, "BNS 85")["cognizable"] == "mixed"
    assert of(catalogue, "BNS 85", "BNS 115(2)")["cognizable"] == "mixed"


def test_one_non_bailable_offence_makes_the_case_non_bailable(catalogue):
    assert of(catalogue, "BNS 115(2)", "BNS 351(2)")["bailable"] == "yes"
    assert of(catalogue, "BNS 115(2)", "BNS 303(2)")["bailable"] == "no"
    assert of(catalogue, "BNS 115(2)", "ARMS 25")["bailable"] == "unknown"


def test_an_offence_bailable_at_a_first_conviction_only_leaves_bail_to_the_officer(catalogue):
    """BNS s.78(2): non-bailable at a second or subsequent conviction."""
    assert of(catalogue, "BNS 78(2)")["bailable"] == "unknown"
    assert of(catalogue, "BNS 78(2):1")["bailable"] == "yes"


def test_common_intention_and_procedure_change_nothing(catalogue):
    """BNS s.3(5) makes no offence of its own; BNSS sections are cited, never charged."""
    assert of(catalogue, "BNS 303(2)", "BNS 3(5)", "BNSS 173") == of(catalogue, "BNS 303(2)")
    assert of(catalogue, "BNSS 126", "BNSS 170")["cognizable"] == "unknown"


def test_conspiracy_goes_with_the_offence_conspired(catalogue):
    """BNS s.61(2)."""
    alone, with_murder = of(catalogue, "BNS 61(2)"), of(catalogue, "BNS 61(2)", "BNS 103(1)")

    assert (alone["cognizable"], alone["limit"]) == ("unknown", "")
    assert (with_murder["cognizable"], with_murder["limit"], with_murder["verified"]) == ("yes", "d90", True)


def test_a_common_object_goes_with_the_offence_done(catalogue):
    """BNS s.190: a member of the assembly is guilty of the offence itself."""
    assert of(catalogue, "BNS 190")["cognizable"] == "unknown"

    known = of(catalogue, "BNS 191(2)", "BNS 190")

    assert (known["cognizable"], known["bailable"], known["longest"], known["limit"]) == ("yes", "yes", 2, "d60")


def test_an_attempt_carries_half_the_longest_term(catalogue):
    """BNS s.62; life counts as twenty years, s.6; of death the law names no half."""
    assert of(catalogue, "BNS 318(4)", kind="attempt")["longest"] == 4
    assert of(catalogue, "BNS 318(4)", kind="attempt")["limit"] == "d60"
    assert of(catalogue, "BNS 64(1)", kind="attempt")["longest"] == 10
    assert of(catalogue, "BNS 64(1)", kind="attempt")["limit"] == ""
    assert of(catalogue, "BNS 103(1)", kind="attempt")["longest"] is None


def test_abetment_leaves_the_punishment_open(catalogue):
    """BNS s.49, s.55, s.56: it turns on whether the offence was committed."""
    known = of(catalogue, "BNS 303(2)", kind="abetment")

    assert (known["cognizable"], known["longest"], known["limit"]) == ("yes", None, "")


def test_conspiracy_to_a_lesser_offence_is_an_offence_of_six_months(catalogue):
    """BNS s.61(2)(b)."""
    known = of(catalogue, "BNS 115(2)", kind="conspiracy")

    assert (known["cognizable"], known["bailable"], known["longest"]) == ("no", "yes", 1)


def test_commercial_quantity_holds_for_a_hundred_and_eighty_days(catalogue):
    """NDPS Act s.36A(4)."""
    assert of(catalogue, "NDPS 20(b)(ii)(C)")["limit"] == "d180"
    assert of(catalogue, "NDPS 20(b)(ii)(C)", "BNS 103(1)")["limit"] == "d180"


def test_an_unknown_quantity_leaves_the_limit_open(catalogue):
    """NDPS Act s.36A(4) turns on the quantity."""
    assert of(catalogue, "NDPS 20")["limit"] == ""
    assert of(catalogue, "NDPS 20", "BNS 103(1)")["limit"] == ""


def test_a_terrorist_act_holds_for_ninety_days_until_the_court_extends_it(catalogue):
    """UAPA s.43D(2)(a); the extension to 180 days is the court's, clause (b)."""
    assert of(catalogue, "UAPA 13")["limit"] == "d90"


def test_an_act_that_lengthens_nothing_leaves_the_limit_of_the_other_offence(catalogue):
    assert of(catalogue, "BNS 103(1)", "ARMS 25")["limit"] == "d90"
    assert of(catalogue, "BNS 303(2)", "ARMS 25")["limit"] == ""
    assert of(catalogue, "BNS 103(1)", "SLL ORGANISED")["limit"] == ""


def test_the_highest_rank_that_a_law_asks_for_counts(catalogue):
    """SC/ST Rules r.7(1): DSP; Information Technology Act s.78: Inspector."""
    assert of(catalogue, "ITACT 66C")["io_rank"] == "INSP"
    assert of(catalogue, "ITACT 66C", "SCST 3(1)(r)")["io_rank"] == "DSP"


def test_the_regimes_of_a_case_that_crosses_the_change_are_both(catalogue):
    assert of(catalogue, "IPC 406", "BNS 316(2)", "ARMS 25", "BNSS 173")["regimes"] == ["bns", "ipc", "special"]


def test_a_section_of_a_state_is_unknown_until_the_state_says_how_it_checked(hill):
    known = of(hill, "HEX 61-4-2020", "BNS 303(2)")

    assert (known["cognizable"], known["longest"], known["limit"], known["verified"]) == ("yes", None, "", False)
