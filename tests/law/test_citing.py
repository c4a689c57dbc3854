"""Sections on paper: grouped by Acts, in words, in the reader's language."""

import pytest

from cas_core.law import cited
from cas_core.messages.translate import Translator


def row(text, **more):
    act, _, section = text.partition(" ")
    return {"act": act, "section": section, **more}


@pytest.mark.parametrize(
    ("rows", "english"),
    [
        ([], ""),
        ([row("BNS 303(2)")], "Section 303(2) BNS"),
        ([row("BNS 303(2)"), row("BNS 3(5)")], "Sections 303(2), 3(5) BNS"),
        ([row("BNS 303(2)"), row("ARMS 25"), row("BNS 3(5)")], "Sections 303(2), 3(5) BNS; Section 25 Arms Act"),
        ([row("BNS 303(2)"), row("BNS 3(5)", read_with=True)], "Sections 303(2) read with 3(5) BNS"),
        ([row("BNS 303(2)", kind="attempt")], "Section 303(2) (attempt) BNS"),
        (
            [row("BNS 303(2)"), row("ARMS 25"), row("BNS 3(5)", read_with=True)],
            "Section 303(2) BNS; Section 25 Arms Act read with Section 3(5) BNS",
        ),
    ],
)
def test_an_english_paper_groups_sections_by_acts(catalogue, rows, english):
    assert cited(rows, catalogue) == english


def test_a_hindi_paper_names_the_act_in_hindi(catalogue, national):
    hindi = Translator("hi", national.elements["catalogue"])
    rows = [row("BNS 303(2)"), row("BNS 3(5)", read_with=True)]
    assert cited(rows, catalogue, hindi) == "भारतीय न्याय संहिता की धाराएँ 303(2) सहपठित 3(5)"


def test_an_urdu_paper_names_the_act_without_its_year_and_the_comma_before_it(catalogue, builds):
    urdu = Translator("ur", builds["dl"].composition.elements["catalogue"])
    assert cited([row("BNS 303(2)")], catalogue, urdu) == "دفعہ 303(2) بھارتیہ نیائے سنہتا"


def test_a_number_stays_together_in_a_line_that_runs_from_right_to_left(catalogue):
    urdu = Translator("ur", {})

    assert (
        cited([{"act": "BNS", "section": "331(4)"}], catalogue, urdu, urdu.isolated) == "Section \u2066331(4)\u2069 BNS"
    )
    assert Translator("hi", {}).isolated("331(4)") == "331(4)"


def test_a_state_is_called_by_its_name_in_the_readers_language(builds):
    called = builds["dl"].called

    assert [called("ur"), called("hi-IN"), called("en"), called("kn")] == ["دہلی", "दिल्ली", "Delhi", "Delhi"]
