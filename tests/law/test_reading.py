"""What officers type is read as the sections that they mean, and printed so that it reads the same."""

import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cas_core.law import parse, printed

TYPED = [
    ("303(2), 3(5) BNS", "u/s 303(2), 3(5) BNS"),
    ("BNS 303(2)/3(5)", "u/s 303(2) r/w 3(5) BNS"),
    ("BNS 303(2), 3(5)", "u/s 303(2), 3(5) BNS"),
    ("u/s 303 (2) B.N.S.", "u/s 303(2) BNS"),
    ("Under Section 103(1) of the Bharatiya Nyaya Sanhita, 2023", "u/s 103(1) BNS"),
    ("115(2)/351(2)/3(5) BNS", "u/s 115(2), 351(2) r/w 3(5) BNS"),
    ("64(2)(m) BNS", "u/s 64(2)(m) BNS"),
    ("64 (2) (m), 65(1) BNS & 6 POCSO", "u/s 64(2)(m), 65(1) BNS, 6 POCSO Act"),
    ("331(4), 305 BNS", "u/s 331(4), 305 BNS"),
    ("281, 106(1) BNS r/w 134(a), 187 M.V. Act", "u/s 281, 106(1) BNS r/w 134(a), 187 MV Act"),
    ("379/34 IPC", "u/s 379 r/w 34 IPC"),
    ("379 IPC", "u/s 379 IPC"),
    ("379/411 IPC", "u/s 379, 411 IPC"),
    ("U/S 302, 34 of the Indian Penal Code, 1860", "u/s 302, 34 IPC"),
    ("u/s 376(2)(n) IPC r/w 6 POCSO", "u/s 376(2)(n) IPC r/w 6 POCSO Act"),
    ("420, 467, 468, 471, 120-B IPC", "u/s 420, 467, 468, 471, 120B IPC"),
    ("498-A/406/34 I.P.C. & 3/4 D.P. Act", "u/s 498A, 406 r/w 34 IPC, 3, 4 DP Act"),
    ("304 A IPC", "u/s 304A IPC"),
    ("279, 337, 304-A IPC", "u/s 279, 337, 304A IPC"),
    ("304 Part II IPC", "u/s 304 Part II IPC"),
    ("302 r/w 34 IPC", "u/s 302 r/w 34 IPC"),
    ("302 read with 34 IPC", "u/s 302 r/w 34 IPC"),
    ("302 I.P.C and 25 Arms Act", "u/s 302 IPC, 25 Arms Act"),
    ("376 (attempt) IPC", "u/s 376 (attempt) IPC"),
    ("103(1) (abetment), 3(5) BNS", "u/s 103(1) (abetment), 3(5) BNS"),
    ("126,135(3),170 BNSS", "u/s 126, 135(3), 170 BNSS"),
    ("194 BNSS", "u/s 194 BNSS"),
    ("35(3) B.N.S.S.", "u/s 35(3) BNSS"),
    ("174 Cr.P.C.", "u/s 174 CrPC"),
    ("107/116(3) CrPC", "u/s 107/116(3) CrPC"),
    ("41A Cr. P. C.", "u/s 41A CrPC"),
    ("63(4) BSA", "u/s 63(4) BSA"),
    ("65-B Indian Evidence Act", "u/s 65B Evidence Act"),
    ("8/20 NDPS Act", "u/s 8/20 NDPS Act"),
    ("8/20(b) NDPS", "u/s 8/20(b) NDPS Act"),
    ("20(b)(ii)(C), 29 N.D.P.S. Act, 1985", "u/s 20(b)(ii)(C), 29 NDPS Act"),
    ("15-61-85 NDPS", "u/s 15 NDPS Act"),
    ("25-54-59 Arms Act", "u/s 25 Arms Act"),
    ("25/54/59 Arms Act", "u/s 25 Arms Act"),
    ("25(1-B)(a) Arms Act", "u/s 25(1B)(a) Arms Act"),
    ("25(1B)a, 27 Arms Act, 1959", "u/s 25(1B)(a), 27 Arms Act"),
    ("13-3-67 G. Act", "u/s 13 Public Gambling Act"),
    ("66C, 66D IT Act, 2000", "u/s 66C, 66D IT Act"),
    ("3(1)(r)(s) SC/ST (PoA) Act", "u/s 3(1)(r), 3(1)(s) SC/ST (PoA) Act"),
    ("3(1)(r), (s), 3(2)(va) SC & ST Act", "u/s 3(1)(r), 3(1)(s), 3(2)(va) SC/ST (PoA) Act"),
    ("16, 18, 20 UA(P) Act", "u/s 16, 18, 20 UAP Act"),
    ("3, 4, 5 Explosive Substances Act", "u/s 3, 4, 5 Explosive Substances Act"),
    ("3/7 EC Act", "u/s 3 r/w 7 EC Act"),
    ("POCSO Act 4, 6", "u/s 4, 6 POCSO Act"),
    ("IPC: 302, 201; Arms Act: 27", "u/s 302, 201 IPC, 27 Arms Act"),
    ("धारा ३०३(२), ३(५) भा.न्या.सं.", "u/s 303(2), 3(5) BNS"),
    ("धारा 379/34 भादवि", "u/s 379 r/w 34 IPC"),
    ("ಕಲಂ ೩೦೩(೨), ೩(೫) ಬಿ.ಎನ್.ಎಸ್", "u/s 303(2), 3(5) BNS"),
    ("૩૦૩(૨) BNS", "u/s 303(2) BNS"),
    ("৩০৩(২) BNS", "u/s 303(2) BNS"),
    ("EXCISE SLL, 303(2) BNS", "u/s EXCISE SLL, 303(2) BNS"),
]


@pytest.mark.parametrize(("text", "meant"), TYPED)
def test_what_an_officer_types_is_read_as_the_sections_meant(catalogue, text, meant):
    reading = parse(text, catalogue)

    assert reading.problems == []
    assert printed(reading.rows, catalogue) == meant
    assert all(catalogue.find(row["act"], row["section"]) for row in reading.rows)


REFUSED = [
    ("379/34", "section-without-act", "'379, 34' stands without an Act", "379 IPC"),
    ("302 IPC, 34", "section-without-act", "'34' stands without an Act", "Act behind it"),
    ("IPC", "act-without-section", "'IPC' stands without a section", "Write its sections"),
    ("", "no-section", "the text names no section", "303(2), 3(5) BNS"),
    ("303(2) BSN", "no-such-act", "'BSN' is no Act that is known here", "Near is:"),
    ("61-4-2020 EX. ACT", "no-such-act", "'EX. ACT' is no Act that is known here", "acts.csv"),
    ("303(9) BNS", "no-such-section", "'303(9)' is no section of the Bharatiya Nyaya Sanhita, 2023", "303, 303(1)"),
    ("376(2)(z) IPC", "no-such-section", "'376(2)(z)' is no section of the Indian Penal Code, 1860", "376(2), 376"),
    ("379 IPC | 34", "unreadable-piece", "'|' can't be read here", "commas"),
    ("302-304 IPC", "no-such-section", "'302-304' is no section", "302"),
    ("25-54-60 Arms Act", "no-such-section", "'25-54-60' is no section", "25"),
]


@pytest.mark.parametrize(("text", "code", "what", "mend"), REFUSED)
def test_a_piece_that_cant_be_read_is_named_with_what_is_near(catalogue, text, code, what, mend):
    problem = parse(text, catalogue).problems[0]

    assert problem.code == code
    assert what in problem.what
    assert mend in problem.mend


def test_one_bad_piece_does_not_lose_the_others(catalogue):
    reading = parse("303(2), 999, 3(5) BNS", catalogue)

    assert [row["section"] for row in reading.rows] == ["303(2)", "3(5)"]
    assert [problem.code for problem in reading.problems] == ["no-such-section"]


def test_every_bad_piece_is_named_at_once(catalogue):
    codes = [problem.code for problem in parse("998, 999 BNS, 3 FOO, 34", catalogue).problems]

    assert codes == ["no-such-section", "no-such-section", "no-such-act", "section-without-act"]


def test_haryana_cites_section_number_and_year_of_the_act_and_gets_the_same_back(hill):
    reading = parse("61-4-2020 EX. ACT", hill)

    assert reading == ([{"act": "HEX", "section": "61-4-2020"}], [])
    assert printed(reading.rows, hill) == "u/s 61-4-2020 EX. ACT"


def test_the_year_within_a_citation_tells_namesakes_apart(hill):
    assert parse("61-1-14 Ex. Act", hill).rows == [{"act": "HEX14", "section": "61"}]
    assert parse("61 Excise Act 1914", hill).rows == [{"act": "HEX14", "section": "61"}]

    problem = parse("61 Excise Act", hill).problems[0]

    assert problem.code == "ambiguous-act"
    assert "Hill Excise Act, 1914" in problem.what


def test_an_act_that_only_sections_name_goes_by_its_code(hill):
    assert printed(parse("3A HPACT", hill).rows, hill) == "u/s 3A HPACT"


def test_no_more_sections_are_read_than_fit_on_a_record(catalogue):
    reading = parse(", ".join(["379"] * 61) + " IPC", catalogue)

    assert len(reading.rows) == 60
    assert [problem.code for problem in reading.problems] == ["too-many-sections"]


def test_a_text_too_long_is_not_read(catalogue):
    assert [problem.code for problem in parse("1" * 2_001, catalogue).problems] == ["text-too-long"]


@pytest.mark.parametrize(
    "piece", ["(", "((", "1(", "1-", "a ", "1 (a) ", "r/w ", "379/", "SC/", "(a", "1(1)(1)", "-", "ि"]
)
def test_a_text_of_four_times_the_length_takes_four_times_the_steps(catalogue, piece):
    """Counted in calls, so that no clock decides."""
    parse("379 IPC", catalogue)  # names are gathered once
    short, long = (calls_of(parse, (piece * size)[:size], catalogue) for size in (500, 2_000))

    assert long <= 6 * short


def calls_of(function, *arguments):
    count = 0

    def one(_frame, _event, _argument):
        nonlocal count
        count += 1

    sys.setprofile(one)
    try:
        function(*arguments)
    finally:
        sys.setprofile(None)
    return count


def a_row(section):
    row = st.fixed_dictionaries({"act": st.just(section.act), "section": st.just(section.section)})
    kind = st.sampled_from([{}, {}, {"kind": "attempt"}, {"kind": "abetment"}, {"kind": "conspiracy"}])
    return st.tuples(row, kind, st.sampled_from([{}, {"read_with": True}])).map(
        lambda parts: parts[0] | parts[1] | parts[2]
    )


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_what_is_printed_reads_back_as_the_same_rows(catalogue, data):
    sections = st.sampled_from(list(catalogue)).flatmap(a_row)
    rows = data.draw(st.lists(sections, min_size=1, max_size=12))
    rows[0].pop("read_with", None)

    assert parse(printed(rows, catalogue), catalogue) == (rows, [])


def test_every_section_of_the_catalogue_reads_back_by_itself(catalogue):
    lost = []
    for section in catalogue:
        rows = [{"act": section.act, "section": section.section}]
        if parse(printed(rows, catalogue), catalogue) != (rows, []):
            lost.append(section.id)

    assert lost == []


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet=st.sampled_from("0123456789()/-,;&. ABCINPSTabcrtuw३೩धಕ\u200d|"), max_size=80))
def test_any_text_gets_rows_that_exist_or_a_problem(catalogue, text):
    reading = parse(text, catalogue)

    assert reading.rows or reading.problems
    assert all(catalogue.find(row["act"], row["section"]) for row in reading.rows)
